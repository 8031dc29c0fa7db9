import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { FakeDesk } from '../../ipc/fake'
import { Checks, REST } from './checks.svelte'
import ChecksButton from './ChecksButton.svelte'
import Strip from './Strip.svelte'

const PATH = 'posts/aws-summit.md'

async function checked() {
  const checks = new Checks(new FakeDesk())
  await checks.now(PATH)
  return checks
}

test('the worst comes first, and only repairs that readers would notice are suggested', async () => {
  const checks = await checked()
  expect(checks.findings.map((finding) => finding.severity)).toEqual(['error', 'warning', 'note'])
  expect(checks.suggestions.map((finding) => finding.id)).toEqual(['picture-link', 'typed-details'])
})

test('another post is checked at once, the same after a rest and once', async () => {
  vi.useFakeTimers()
  const desk = new FakeDesk()
  const checks = new Checks(desk)
  checks.later(PATH)
  await vi.advanceTimersByTimeAsync(0)
  expect(desk.called('findings')).toHaveLength(1)
  for (let save = 0; save < 5; save++) checks.later(PATH)
  await vi.advanceTimersByTimeAsync(REST)
  expect(desk.called('findings')).toHaveLength(2)
  vi.useRealTimers()
})

test('the button opens a list that repairs and shows', async () => {
  const user = userEvent.setup()
  const [onrepair, onshow, ontidy] = [vi.fn(), vi.fn(), vi.fn()]
  render(ChecksButton, { checks: await checked(), onrepair, onshow, ontidy })
  const button = screen.getByRole('button', { name: 'Checks' })
  expect(button).toHaveAccessibleDescription('3 things to look at')
  await user.click(button)
  expect(button).toHaveAttribute('aria-expanded', 'true')
  await user.click(screen.getByRole('button', { name: 'Repair' }))
  expect(onrepair).toHaveBeenCalledWith(expect.objectContaining({ id: 'picture-link' }))
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('button', { name: 'Repair' })).toBeNull()
  expect(document.activeElement).toBe(button)
  await user.click(button)
  await user.click(screen.getByRole('button', { name: /This sentence is long/ }))
  expect(onshow).toHaveBeenCalledWith(expect.objectContaining({ id: 'long-sentence' }))
  await user.click(button)
  await user.click(screen.getByRole('button', { name: 'Tidy…' }))
  expect(ontidy).toHaveBeenCalledOnce()
})

test('the strip suggests each repair by its name', async () => {
  const user = userEvent.setup()
  const [onrepair, ontidy] = [vi.fn(), vi.fn()]
  render(Strip, { checks: await checked(), onrepair, ontidy })
  await user.click(screen.getByRole('button', { name: 'Move' }))
  expect(onrepair).toHaveBeenCalledWith(expect.objectContaining({ id: 'typed-details' }))
  expect(screen.getByText('2 repairs are possible')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Tidy…' }))
  expect(ontidy).toHaveBeenCalledOnce()
})
