import { render, screen, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { expect, test } from 'vitest'
import { FakeDesk } from '../../ipc/fake'
import AccountLine from './AccountLine.svelte'
import { SignIn } from './signin.svelte'
import SignInDialog from './SignInDialog.svelte'

const URL_ = 'https://github.com/fourtheorem/site'
const ASK = 'Sign in to github.com'

/** The dialog as a person meets it, at a desk that `set` has prepared. */
async function asked(set: (desk: FakeDesk) => void = () => undefined) {
  const user = userEvent.setup()
  const desk = new FakeDesk()
  set(desk)
  const signin = new SignIn(desk)
  desk.onEvent((event) => signin.onEvent(event))
  render(SignInDialog, { signin })
  const answer = signin.ask('github.com', URL_)
  const box = within(await screen.findByRole('dialog', { name: ASK }))
  return { user, desk, signin, answer, box }
}

async function nothingIsInTheWay(region = true) {
  const found = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: region } },
  })
  expect(found.violations.map((each) => each.id)).toEqual([])
}

test('the browser’s way: a code to type, copied, the same page opened again, and done', async () => {
  const { user, desk, box, answer } = await asked()
  const begin = await box.findByRole('button', { name: 'Sign in with the browser' })
  expect(begin).toHaveFocus()
  expect(box.getByText(/Byline never sees your password/)).toBeInTheDocument()
  await nothingIsInTheWay()

  await user.click(begin)
  expect(await box.findByRole('status', { name: 'Code' })).toHaveTextContent('WDJB-MJHT')
  expect(box.getByText('Waiting for you in the browser…')).toHaveAttribute('role', 'status')
  await nothingIsInTheWay()
  await user.click(box.getByRole('button', { name: 'Copy' }))
  expect(await box.findByRole('button', { name: 'Copied' })).toBeInTheDocument()
  expect(await navigator.clipboard.readText()).toBe('WDJB-MJHT')

  await user.click(box.getByRole('button', { name: 'Open it again' }))
  expect(desk.called('openSignInPage')).toHaveLength(1)
  expect(desk.called('beginSignIn')).toEqual([[URL_, 'browser', true]])
  expect(box.getByRole('status', { name: 'Code' })).toHaveTextContent('WDJB-MJHT')

  desk.finishSignIn(URL_)
  expect(await box.findByRole('heading', { name: 'You are signed in' })).toBeInTheDocument()
  expect(box.getByText(/as james/)).toHaveTextContent('keychain keeps the sign-in')
  expect(await answer).toBe(true)
  await nothingIsInTheWay()
  await user.click(box.getByRole('button', { name: 'Close' }))
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('going back stops what waits, and its late end changes nothing', async () => {
  const { user, desk, box } = await asked()
  await user.click(await box.findByRole('button', { name: 'Sign in with the browser' }))
  await user.click(await box.findByRole('button', { name: 'Back' }))
  expect(desk.called('cancelSignIn')).toHaveLength(1)
  const problem = { code: 'sign-in-denied', message: 'The server said no.', hint: null }
  desk.emit({ kind: 'sign-in-ended', host: 'github.com', signed_in: null, problem })
  expect(await box.findByRole('button', { name: 'Sign in with the browser' })).toBeInTheDocument()
  expect(box.queryByRole('alert')).toBeNull()
})

test('a sign-in that failed says why and offers the ways again', async () => {
  const { user, desk, box } = await asked()
  await user.click(await box.findByRole('button', { name: 'Sign in with the browser' }))
  await box.findByRole('status', { name: 'Code' })
  const problem = { code: 'sign-in-expired', message: 'The code was not typed in time.', hint: 'Begin again.' }
  desk.emit({ kind: 'sign-in-ended', host: 'elsewhere.org', signed_in: null, problem })
  expect(box.queryByRole('alert')).toBeNull()
  desk.emit({ kind: 'sign-in-ended', host: 'github.com', signed_in: null, problem })
  expect(await box.findByRole('alert')).toHaveTextContent('The code was not typed in time. Begin again.')
  expect(box.getByRole('button', { name: 'Sign in with the browser' })).toBeInTheDocument()
  await nothingIsInTheWay()
})

test('the computer’s own program is waited for without a code or a page', async () => {
  const { user, desk, box } = await asked((desk) => (desk.ways_ = ['program', 'browser']))
  await user.click(await box.findByRole('button', { name: "Use this computer's own sign-in" }))
  expect(desk.called('beginSignIn')).toEqual([[URL_, 'program', true]])
  expect(box.getByText(/own sign-in program…/)).toBeInTheDocument()
  expect(box.queryByRole('button', { name: 'Open it again' })).toBeNull()
  await nothingIsInTheWay()
})

test('a server with nothing else wants a key, which the page forgets', async () => {
  const { user, desk, box } = await asked((desk) => {
    desk.ways_ = []
    desk.wantsName_ = true
  })
  expect(await box.findByLabelText('Your name there')).toHaveFocus()
  expect(box.queryByRole('button', { name: /Make a key/ })).toBeNull()
  await nothingIsInTheWay()
  await user.type(box.getByLabelText('Your name there'), 'anna')
  expect(box.getByRole('button', { name: 'Sign in' })).toBeDisabled()
  await user.type(box.getByLabelText('Access key'), 'wrong{Enter}')
  expect(await box.findByRole('alert')).toHaveTextContent('The server does not know this key')
  await nothingIsInTheWay()
  await user.clear(box.getByLabelText('Access key'))
  await user.type(box.getByLabelText('Access key'), 'c4nary{Enter}')
  expect(await box.findByRole('heading', { name: 'You are signed in' })).toBeInTheDocument()
  expect(desk.called('pasteKey').at(-1)).toEqual([URL_, 'anna', 'c4nary', true])
  expect(document.body.innerHTML).not.toContain('c4nary')
})

test('a key’s page is opened by the program, and the way back is there', async () => {
  const { user, desk, box } = await asked()
  await user.click(await box.findByRole('button', { name: 'Use an access key instead' }))
  expect(box.getByLabelText('Access key')).toHaveAttribute('type', 'password')
  await user.click(box.getByRole('button', { name: 'Make a key at github.com…' }))
  expect(desk.called('openKeyPage')).toEqual([[URL_]])
  await user.click(box.getByRole('button', { name: 'Back' }))
  expect(await box.findByRole('button', { name: 'Sign in with the browser' })).toBeInTheDocument()
})

test('without a keychain it says so and signs in until Byline is closed', async () => {
  const { user, desk, box } = await asked((desk) => (desk.keychain_ = false))
  expect(await box.findByText(/no keychain/)).toHaveTextContent('You will be signed in until Byline is closed.')
  expect(box.queryByRole('checkbox')).toBeNull()
  await nothingIsInTheWay()
  await user.click(box.getByRole('button', { name: 'Sign in with the browser' }))
  expect(desk.called('beginSignIn')).toEqual([[URL_, 'browser', false]])
})

test('an organisation’s approval leads to its page, and what waits is tried again', async () => {
  const { user, desk, box } = await asked((desk) => (desk.approval_ = 'https://github.com/orgs/acme/sso'))
  const open = await box.findByRole('button', { name: "Open your organisation's page" })
  expect(open).toHaveFocus()
  await nothingIsInTheWay()
  await user.click(open)
  expect(desk.called('openApproval')).toEqual([[URL_]])
  await user.click(box.getByRole('button', { name: 'It is approved: try again' }))
  expect(desk.called('sync')).toHaveLength(1)
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('Escape closes it, and whoever asked hears no', async () => {
  const { box, answer } = await asked()
  await box.findByRole('button', { name: 'Sign in with the browser' })
  screen.getByRole('dialog').dispatchEvent(new Event('cancel', { cancelable: true }))
  expect(await answer).toBe(false)
})

test('the settings say who is signed in, and sign out', async () => {
  const user = userEvent.setup()
  const desk = new FakeDesk()
  const signin = new SignIn(desk)
  desk.onEvent((event) => signin.onEvent(event))
  render(AccountLine, { signin, url: URL_, onproblem: (problem) => expect.fail(problem.message) })
  const line = within(await screen.findByRole('group', { name: 'Sign-in' }))
  expect(line.getByText('Nobody is signed in at github.com.')).toBeInTheDocument()
  expect(line.getByRole('button', { name: 'Sign in…' })).toBeInTheDocument()
  // It stands in the settings' dialog, which is the region.
  await nothingIsInTheWay(false)
  desk.finishSignIn(URL_)
  expect(await line.findByText(/Signed in at github.com as james/)).toBeInTheDocument()
  await user.click(line.getByRole('button', { name: 'Sign out' }))
  expect(await line.findByText('Nobody is signed in at github.com.')).toBeInTheDocument()
  expect(desk.called('signOut')).toEqual([[URL_]])
})

test('a key that stands in the folder is offered to be kept in the keychain', async () => {
  const user = userEvent.setup()
  const desk = new FakeDesk()
  desk.signedIn_ = { host: 'github.com', name: 'anna', kept: 'folder', message: 'As anna.', approval: null }
  const signin = new SignIn(desk)
  render(AccountLine, { signin, url: URL_, onproblem: (problem) => expect.fail(problem.message) })
  await user.click(await screen.findByRole('button', { name: "Keep it in this computer's keychain" }))
  expect(desk.called('keepFolderKey')).toEqual([[URL_]])
  expect(await screen.findByRole('button', { name: 'Sign out' })).toBeInTheDocument()
})
