import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import OutlineButton from './OutlineButton.svelte'
import ViewButton from './ViewButton.svelte'
import WordsButton from './WordsButton.svelte'
import { Views, type Viewed } from './views.svelte'

const editor = () => ({
  showAs: vi.fn(),
  outline: () => [
    { level: 2, text: 'First', line: 0 },
    { level: 3, text: 'Second', line: 4 },
  ],
  goToLine: vi.fn(),
  selectedWords: () => 3,
})

function begin(over: Partial<Viewed> = {}) {
  const desk = { setFullScreen: vi.fn(async () => null), setZoom: vi.fn(async () => null) }
  const page = { ...editor(), ...over }
  const failed = vi.fn()
  const views = new Views(desk, () => page, failed)
  views.opened('a.md', page)
  return { desk, page, failed, views }
}

beforeEach(() => localStorage.clear())

test('a mode that was on is on for the next post, and after a restart; the stored text never is', () => {
  const { views, page } = begin()
  views.set('focus', true)
  views.set('source', true)
  expect(page.showAs).toHaveBeenLastCalledWith({ source: true })
  views.opened('b.md', page)
  expect(page.showAs).toHaveBeenLastCalledWith({ focus: true, typewriter: false })
  expect(views.source).toBe(false)
  expect(begin().views.focus).toBe(true)
})

test('the goal belongs to its post', async () => {
  const { views, page } = begin()
  render(WordsButton, { views, words: 120 })
  await userEvent.click(screen.getByRole('button', { name: '120 words · 1 min read' }))
  await userEvent.type(screen.getByRole('spinbutton', { name: 'Goal in words' }), '100')
  expect(screen.getByRole('status')).toHaveTextContent('You have reached your goal.')
  expect(screen.getByRole('button', { name: '120 of 100 words' })).toBeVisible()
  views.opened('b.md', page)
  expect(views.goal).toBe(0)
  views.opened('a.md', page)
  expect(views.goal).toBe(100)
})

test('the words of a selection are told', async () => {
  vi.useFakeTimers()
  const { views } = begin()
  views.selecting()
  vi.advanceTimersByTime(200)
  vi.useRealTimers()
  render(WordsButton, { views, words: 120 })
  expect(screen.getByRole('button', { name: '3 of 120 words' })).toBeVisible()
})

test('the outline is gone through by keys and leads to its place', async () => {
  const { views, page } = begin()
  render(OutlineButton, { views })
  await userEvent.click(screen.getByRole('button', { name: 'Outline' }))
  expect(screen.getByRole('button', { name: 'First' })).toHaveFocus()
  await userEvent.keyboard('{ArrowDown}{Enter}')
  expect(page.goToLine).toHaveBeenCalledWith(4)
  expect(screen.queryByRole('button', { name: 'First' })).toBeNull()
})

test('Escape gives the keyboard back to where the outline was asked for', async () => {
  const { views } = begin()
  const text = document.body.appendChild(document.createElement('textarea'))
  text.focus()
  const { rerender } = render(OutlineButton, { views })
  await rerender({ views, open: true })
  expect(screen.getByRole('button', { name: 'First' })).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  expect(text).toHaveFocus()
  text.remove()
})

test('a post without headings says so', async () => {
  const { views } = begin({ outline: () => [] })
  render(OutlineButton, { views })
  await userEvent.click(screen.getByRole('button', { name: 'Outline' }))
  expect(screen.getByText('This post has no headings yet.')).toBeVisible()
})

test('sizes go up and down within their bounds and are remembered', async () => {
  const { views, desk } = begin()
  render(ViewButton, { views })
  await userEvent.click(screen.getByRole('button', { name: 'View' }))
  await userEvent.click(screen.getByRole('button', { name: 'Larger' }))
  expect(desk.setZoom).toHaveBeenLastCalledWith(1.1)
  expect(begin().views.zoom).toBe(1.1)
  for (let press = 0; press < 20; press++) await views.resize(1)
  expect(views.zoom).toBe(3)
  await views.resize(0)
  expect(views.zoom).toBe(1)
})

test('a window that stays as it was says so', async () => {
  const { views, desk, failed } = begin()
  desk.setFullScreen.mockRejectedValueOnce(new Error('no'))
  await views.toggleFullScreen()
  expect(views.fullScreen).toBe(false)
  expect(failed).toHaveBeenCalled()
})
