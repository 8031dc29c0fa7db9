import { render, screen, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { FakeDesk } from '../../ipc/fake'
import { stateWords } from '../../shared/states'
import QueueButton from './QueueButton.svelte'
import { Waiting } from './queue.svelte'

function shown() {
  const desk = new FakeDesk({ more: 0 })
  const [first, second] = desk.posts_
  if (!first || !second) throw new Error('the fake desk has no posts')
  for (const post of desk.posts_) post.state = 'published'
  Object.assign(first, { state: 'waiting', reason: 'sign-in' })
  Object.assign(second, { state: 'scheduled', due: '2031-12-01T09:00:00Z' })
  const said = vi.fn()
  const waiting = new Waiting(desk, said, vi.fn())
  desk.onEvent((event) => waiting.onEvent(event))
  render(QueueButton, { waiting })
  return { desk, waiting, said, first, second, user: userEvent.setup() }
}

test('what waits is listed with why, and each post can be sent or withdrawn', async () => {
  const { desk, waiting, said, first, second, user } = shown()
  expect(screen.queryByRole('button')).toBeNull()
  await waiting.refresh()
  await user.click(await screen.findByRole('button', { name: '1 post waits' }))
  const panel = screen.getByRole('group', { name: 'Posts that wait' })
  expect(within(panel).getByText(/Waiting for you to sign in/)).toBeVisible()
  expect(within(panel).getByText(/Next try at/)).toBeVisible()
  await user.click(within(panel).getByRole('button', { name: `Send now: “${first.details.title}”` }))
  expect(desk.called('sendNow')).toEqual([[first.path]])
  await user.click(within(panel).getByRole('button', { name: `Cancel sending “${first.details.title}”` }))
  await vi.waitFor(() => expect(said).toHaveBeenCalledWith(expect.stringContaining('its words stay on this computer')))
  expect(await screen.findByRole('button', { name: '1 post scheduled' })).toBeVisible()
  await user.click(screen.getByRole('button', { name: `Cancel sending “${second.details.title}”` }))
  expect(await screen.findByText(/Nothing waits/)).toBeVisible()
  await user.keyboard('{Escape}')
  await vi.waitFor(() => expect(screen.queryByRole('button')).toBeNull())
})

test('a state says why', () => {
  const words = (state: Parameters<typeof stateWords>[0]['state'], reason: string | null, due: string | null = null) =>
    stateWords({ state, reason, due })
  expect(words('waiting', null)).toBe('Waiting for internet')
  expect(words('waiting', 'offline')).toBe('Waiting for internet')
  expect(words('waiting', 'sign-in')).toBe('Waiting for sign-in')
  expect(words('waiting', 'something-new')).toBe('Waiting to be sent')
  expect(words('changed', 'sent-earlier')).toBe('Changed; sent for approval earlier')
  expect(words('for-approval', null)).toBe('Sent for approval')
  const due = new Date(2031, 11, 1, 9, 0).toISOString()
  expect(words('scheduled', null, due)).toBe('Scheduled: 1 Dec 2031, 09:00')
  expect(words('scheduled', 'newer', due)).toContain('without your newest words')
})
