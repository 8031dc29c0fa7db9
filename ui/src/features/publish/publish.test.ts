import { render, screen, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { OutcomeKind, PostState } from '../../ipc'
import { FakeDesk, type FakeOptions } from '../../ipc/fake'
import { say } from '../../shared/words'
import { buttonOf, Publishing } from './publishing.svelte'
import PublishSheet from './PublishSheet.svelte'
import { size } from './size'

const PATH = 'posts/aws-summit.md'

async function sheet(options: FakeOptions = {}, before: (desk: FakeDesk) => void = () => undefined) {
  const desk = new FakeDesk(options)
  before(desk)
  const ended = vi.fn()
  const publishing = new Publishing(desk, ended)
  desk.onEvent((event) => publishing.onEvent(event))
  const onrepair = vi.fn()
  const onopenlink = vi.fn()
  render(PublishSheet, { publishing, onrepair, onopenlink, onsignin: vi.fn() })
  const ready = vi.fn(() => Promise.resolve())
  await publishing.ask(PATH, 'fourTheorem attends AWS Summit in NYC', ready)
  const dialog = await screen.findByRole('dialog', { name: 'Publish' })
  return { desk, publishing, ended, onrepair, onopenlink, ready, dialog, user: userEvent.setup() }
}
const press = (name: string) => screen.getByRole('button', { name })

test('the button says what it will do in every state', () => {
  const cases: [PostState, string, boolean][] = [
    ['draft', 'Publish', true],
    ['changed', 'Publish changes', true],
    ['published', 'Published', false],
    ['live', 'Published', false],
    ['waiting', 'Waiting…', true],
    ['sending', 'Publishing…', true],
    ['needs-you', 'Look at both', true],
  ]
  for (const [state, label, enabled] of cases) {
    expect([say(buttonOf(state).label), buttonOf(state).enabled], state).toEqual([label, enabled])
  }
})

test('the sheet says what goes out, with the focus on the one button', async () => {
  const { dialog, ready, onrepair, user } = await sheet()
  expect(ready).toHaveBeenCalledOnce()
  expect(within(dialog).getByText(/1 post and 1 picture, 412 kB. Nothing else on the site changes./)).toBeVisible()
  expect(await within(dialog).findByRole('button', { name: 'Publish now' })).toHaveFocus()
  expect(within(dialog).getByText('images/aws-summit.jpg')).toBeInTheDocument()
  expect(within(dialog).queryByText(/This sentence is long/)).toBeNull()
  await user.click(press('Repair'))
  expect(onrepair).toHaveBeenCalledWith(expect.objectContaining({ id: 'picture-link' }))
})

const ENDS: [OutcomeKind, string, RegExp][] = [
  ['published', 'Published', /on the website's server/],
  ['already-published', 'Already published', /already has exactly this post/],
  ['sent-for-approval', 'Sent for approval', /people who approve/],
  ['waiting', 'Kept, and waiting', /goes out by itself/],
  ['needs-you', 'Needs you', /Compare the two texts/],
  ['refused', 'Not published', /Ask whoever looks after the website/],
]

test.each(ENDS)('that it was %s is said in words, with the next step', async (outcome, heading, sentence) => {
  const { dialog, user, publishing, ended } = await sheet({ outcome })
  await user.click(press('Publish now'))
  expect(await within(dialog).findByRole('heading', { name: heading }), outcome).toBeVisible()
  expect(within(dialog).getByRole('status', { name: 'Publishing' })).toHaveTextContent(sentence)
  expect(ended).toHaveBeenCalledOnce()
  await user.click(press('Keep writing'))
  expect(publishing.open).toBe(false)
})

test('a published post shows its address', async () => {
  const { user, onopenlink } = await sheet()
  await user.click(press('Publish now'))
  await user.click(await screen.findByRole('link', { name: 'See it at fourtheorem.example/blog/aws-summit' }))
  expect(onopenlink).toHaveBeenCalledWith('https://fourtheorem.example/blog/aws-summit/')
})

test('while it goes, the steps are said and Escape closes only the sheet', async () => {
  const { desk, dialog, publishing, ended, user } = await sheet({ step: 30 })
  await user.click(press('Publish now'))
  expect(await within(dialog).findByRole('status', { name: 'Publishing' })).toHaveTextContent(
    'Kept safely on this computer',
  )
  expect(within(dialog).getByRole('progressbar', { name: 'Publishing' })).toBeVisible()
  dialog.dispatchEvent(new Event('cancel', { cancelable: true }))
  expect(publishing.open).toBe(false)
  await vi.waitFor(() => expect(ended).toHaveBeenCalledOnce())
  expect(ended.mock.calls[0]?.slice(2)).toEqual([expect.objectContaining({ outcome: 'published' }), false])
  expect(desk.called('publish')).toEqual([[PATH, { message: null, for_approval: false, at: null }]])
})

test('the writer is asked once, and only when not known', async () => {
  const { desk, user } = await sheet({ writer: null })
  expect(await screen.findByRole('textbox', { name: 'Your name' })).toHaveFocus()
  await user.click(press('Publish now'))
  expect(screen.getByRole('alert')).toHaveTextContent('Type your name first')
  expect(desk.called('publish')).toEqual([])
  await user.keyboard('Maria Silva{Enter}')
  await screen.findByRole('heading', { name: 'Published' })
  expect(desk.called('setWriter')).toEqual([[{ name: 'Maria Silva', email: '' }]])
})

test('a failure names the cause and offers to try again', async () => {
  const problem = { code: 'sign-in', message: 'The server asks who you are.', hint: 'Sign in again.' }
  const { desk, dialog, user } = await sheet({}, (made) => made.failures.set('publish', problem))
  await user.click(press('Publish now'))
  expect(await within(dialog).findByText('The server asks who you are.')).toBeVisible()
  desk.failures.clear()
  await user.click(press('Try again'))
  await user.click(await screen.findByRole('button', { name: 'Publish now' }))
  expect(await screen.findByRole('heading', { name: 'Published' })).toBeVisible()
})

test('what cannot go out has no button to send it', async () => {
  const desk = new FakeDesk()
  const plan = await desk.publishPlan(PATH)
  const { dialog } = await sheet({}, (made) => {
    made.publishPlan = () =>
      Promise.resolve({
        ...plan,
        cannot: { code: 'no-remote', message: 'This website has nowhere to publish to.', hint: null },
      })
  })
  expect(await within(dialog).findByRole('alert')).toHaveTextContent('nowhere to publish to')
  expect(within(dialog).queryByRole('button', { name: 'Publish now' })).toBeNull()
})

test('sizes are said as people say them', () => {
  const cases: [number, string][] = [
    [12, '12 B'],
    [5120, '5.12 kB'],
    [408_112, '408 kB'],
    [4_800_000, '4.8 MB'],
  ]
  for (const [bytes, said] of cases) expect(size(bytes)).toBe(said)
})

test('a refusal that approval helps offers it, and says where it is approved', async () => {
  const { desk, dialog, user, onopenlink } = await sheet({ outcome: 'refused' })
  await user.click(press('Publish now'))
  await user.click(await within(dialog).findByRole('button', { name: 'Send for approval' }))
  expect(await within(dialog).findByRole('heading', { name: 'Sent for approval' })).toBeVisible()
  expect(desk.called('publish').at(-1)).toEqual([PATH, { message: null, for_approval: true, at: null }])
  await user.click(within(dialog).getByRole('link', { name: 'Open the page for approval' }))
  expect(onopenlink).toHaveBeenCalledWith(expect.stringContaining('quick_pull=1'))
})

test('a website that wants approval is sent posts for it first of all', async () => {
  const plan = await new FakeDesk().publishPlan(PATH)
  const { desk, dialog, user } = await sheet({}, (made) => {
    made.publishPlan = () => Promise.resolve({ ...plan, wants_approval: true })
  })
  expect(await within(dialog).findByRole('button', { name: 'Send for approval' })).toHaveFocus()
  await user.keyboard('{Enter}')
  await within(dialog).findByRole('heading', { name: 'Sent for approval' })
  expect(desk.called('publish')).toEqual([[PATH, { message: null, for_approval: true, at: null }]])
})

test('a post is scheduled for a day and a time that are still to come', async () => {
  const { desk, dialog, user } = await sheet()
  await user.click(await within(dialog).findByRole('radio', { name: 'At a time' }))
  expect(within(dialog).getByText(/otherwise the post goes out the next time you open Byline/)).toBeVisible()
  await user.click(press('Schedule'))
  expect(within(dialog).getByRole('alert')).toHaveTextContent('still to come')
  expect(desk.called('publish')).toEqual([])
  await user.type(within(dialog).getByRole('textbox', { name: 'Date' }), '1 December 2031')
  await user.type(within(dialog).getByRole('textbox', { name: 'Time' }), '9:00')
  await user.click(press('Schedule'))
  expect(await within(dialog).findByRole('heading', { name: 'Scheduled' })).toBeVisible()
  const at = new Date(2031, 11, 1, 9, 0).toISOString()
  expect(desk.called('publish')).toEqual([[PATH, { message: null, for_approval: false, at }]])
})

test('after publishing, the sheet follows the post to the public website', async () => {
  const { dialog, user, onopenlink } = await sheet({ live: 'live', step: 5 })
  await user.click(press('Publish now'))
  await user.click(await within(dialog).findByRole('link', { name: 'Live at fourtheorem.example/blog/aws-summit' }))
  expect(onopenlink).toHaveBeenCalledWith('https://fourtheorem.example/blog/aws-summit/')
  expect(within(dialog).getByText(/for everyone to see/)).toBeVisible()
})

test('a website that does not change, or cannot be looked at, is told of', async () => {
  for (const [live, words] of [
    ['not-yet', /has not changed yet/],
    ['cannot', /cannot look for it/],
  ] as const) {
    const { dialog, user } = await sheet({ live, step: 5 })
    await user.click(within(dialog).getByRole('button', { name: 'Publish now' }))
    expect(await within(dialog).findByText(words)).toBeVisible()
    document.body.innerHTML = ''
  }
})
