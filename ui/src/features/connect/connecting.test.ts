import { render, screen, waitFor, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { expect, test, vi } from 'vitest'
import { FakeDesk } from '../../ipc/fake'
import ConnectSheet from './ConnectSheet.svelte'
import { Connecting } from './connecting.svelte'

function sheet(desk = new FakeDesk()) {
  const entered = vi.fn(() => Promise.resolve())
  const connecting = new Connecting(desk, entered)
  desk.onEvent((event) => connecting.onEvent(event))
  render(ConnectSheet, { connecting })
  connecting.open()
  return { desk, connecting, entered, user: userEvent.setup() }
}

async function faults(): Promise<string[]> {
  const found = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  })
  return found.violations.filter((each) => each.impact !== 'minor').map((each) => each.id)
}

test('from an address to an open website, by keyboard alone', async () => {
  const { desk, entered, user } = sheet()
  expect(await screen.findByRole('textbox', { name: /address/ })).toHaveFocus()
  expect(await faults()).toEqual([])
  await user.keyboard('github.com/acme/blog.git{Enter}')
  expect(await screen.findByRole('heading', { name: 'blog' })).toBeVisible()
  expect(screen.getByRole('button', { name: 'Connect' })).toHaveFocus()
  expect(await faults()).toEqual([])
  await user.keyboard('{Enter}')
  expect(await screen.findByRole('heading', { name: 'blog is on this computer' })).toBeVisible()
  expect(entered).toHaveBeenCalledOnce()
  const checks = await screen.findByRole('list', { name: 'What was looked at' })
  expect(within(checks).getByText(/Publishing will probably work/)).toBeVisible()
  expect(screen.queryByText('Who writes here?')).toBeNull()
  expect(await faults()).toEqual([])
  expect(desk.called('connect')).toEqual([['blog']])
  await user.click(screen.getByRole('button', { name: 'Start writing' }))
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('whatever goes wrong, nothing has to be typed again', async () => {
  const { desk, connecting, user } = sheet()
  await user.type(await screen.findByRole('textbox', { name: /address/ }), 'blog')
  await user.click(screen.getByRole('button', { name: 'Continue' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('does not look like a website’s address')
  expect(screen.getByRole('textbox', { name: /address/ })).toHaveValue('blog')
  await user.type(screen.getByRole('textbox', { name: /address/ }), '/x')
  await user.click(screen.getByRole('button', { name: 'Continue' }))
  const folder = await screen.findByRole('textbox', { name: 'Kept in the folder' })
  await user.clear(folder)
  await user.type(folder, 'mine')
  desk.failures.set('connect', { code: 'offline', message: 'Cannot be reached.', hint: 'Look at the cable.' })
  await user.click(screen.getByRole('button', { name: 'Connect' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('Cannot be reached. Look at the cable.')
  expect(screen.getByRole('textbox', { name: 'Kept in the folder' })).toHaveValue('mine')
  expect(await faults()).toEqual([])
  desk.failures.clear()
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(connecting.stage.at).toBe('done'))
  expect(desk.called('connect')).toEqual([['mine'], ['mine']])
})

test('stopping goes back to where it can be started again, without an alarm', async () => {
  const { desk, connecting, user } = sheet(new FakeDesk({ step: 400 }))
  connecting.address = 'acme/blog'
  await connecting.look()
  void connecting.connect()
  await waitFor(() => expect(screen.getByRole('status', { name: 'Connecting' })).toHaveTextContent('on its way'))
  await user.click(screen.getByRole('button', { name: 'Stop' }))
  await waitFor(() => expect(connecting.stage.at).toBe('plan'))
  expect(desk.called('cancelConnect')).toHaveLength(1)
  expect(screen.queryByRole('alert')).toBeNull()
})

test('a server that wants a sign-in is connected after it, and one without a way says what to do', async () => {
  const { desk, connecting, user } = sheet()
  connecting.address = 'acme/blog'
  await connecting.look()
  desk.failures.set('connect', { code: 'sign-in', message: 'Who are you?', hint: null })
  await connecting.connect()
  expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible()
  connecting.signIn = vi.fn(() => {
    desk.failures.clear()
    return Promise.resolve(true)
  })
  await connecting.back()
  await connecting.look()
  desk.failures.set('connect', { code: 'sign-in', message: 'Who are you?', hint: null })
  await connecting.connect()
  await user.click(await screen.findByRole('button', { name: 'Sign in' }))
  await waitFor(() => expect(connecting.stage.at).toBe('done'))
  expect(connecting.signIn).toHaveBeenCalledWith('github.com', 'https://github.com/acme/blog')
})

test('an invitation says whom to ask, and one that is refused says why', async () => {
  const { desk, connecting } = sheet()
  await connecting.invited('7')
  expect(desk.called('connectInvitation')).toEqual([['7']])
  expect(await screen.findByText('Dora, dora@example.org')).toBeVisible()
  connecting.close()
  desk.failures.set('connectInvitation', { code: 'invitation-broken', message: 'It is damaged.', hint: null })
  await connecting.invited('8')
  expect(await screen.findByRole('alert')).toHaveTextContent('It is damaged.')
})

test('who may not publish, and whose name is not known, hears it before the first word', async () => {
  const { desk, connecting, user } = sheet(new FakeDesk({ writer: null }))
  desk.ready = {
    checks: [{ id: 'publish', ok: false, message: 'This account may not publish.' }],
    problem: { code: 'forbidden', message: 'This account may not publish.', hint: 'Ask Dora.' },
  }
  desk.notes = ['“CON.md” cannot be on Windows.']
  connecting.address = 'acme/blog'
  await connecting.look()
  await connecting.connect()
  expect(await screen.findByRole('alert')).toHaveTextContent('This account may not publish. Ask Dora.')
  expect(screen.getAllByText('This account may not publish.')).toHaveLength(1)
  expect(screen.getByText('About some of its files')).toBeVisible()
  expect(await faults()).toEqual([])
  await user.type(screen.getByRole('textbox', { name: 'Your name' }), 'Anna Writer')
  await user.type(screen.getByRole('textbox', { name: 'Your mail address' }), 'anna@example.org')
  await user.click(screen.getByRole('button', { name: 'Keep' }))
  await waitFor(() => expect(screen.queryByText('Who writes here?')).toBeNull())
  expect(desk.called('setWriter')).toEqual([[{ name: 'Anna Writer', email: 'anna@example.org' }]])
})

test('a website that moved gets the address that was typed, and one that is another website is refused', async () => {
  const desk = new FakeDesk()
  const moved = vi.fn()
  const connecting = new Connecting(desk, () => Promise.resolve(), moved)
  render(ConnectSheet, { connecting })
  connecting.openMoved()
  const user = userEvent.setup()
  expect(await screen.findByRole('textbox', { name: 'Its new address' })).toHaveFocus()
  expect(screen.queryByRole('button', { name: 'Choose an invitation…' })).toBeNull()
  expect(await faults()).toEqual([])
  desk.failures.set('followAddress', { code: 'another-website', message: 'Another website.', hint: null })
  await user.keyboard('https://new.example/blog{Enter}')
  expect(await screen.findByRole('alert')).toHaveTextContent('Another website.')
  desk.failures.clear()
  await user.click(screen.getByRole('button', { name: 'Use this address' }))
  await waitFor(() => expect(moved).toHaveBeenCalledOnce())
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(desk.called('followAddress')).toHaveLength(2)
})
