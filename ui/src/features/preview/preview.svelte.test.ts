import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FakeDesk } from '../../ipc/fake'
import { PreviewState } from './preview.svelte'

const [A, B] = ['posts/aws-summit.md', 'posts/cork.md']

/** A text is asked for once the page's own frame is painted. */
const FRAME = 20

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('a post and a change show at once, and what is typed meanwhile is asked for once', async () => {
  const desk = new FakeDesk()
  const preview = new PreviewState(desk)
  preview.show(A, 'one')
  expect(preview.coming).toBe(true)
  await vi.advanceTimersByTimeAsync(FRAME)
  expect(preview.blocks.at(-1)?.html).toContain('one')
  expect(preview.coming).toBe(false)
  let release = (): void => undefined
  desk.holds.set('preview', new Promise<void>((done) => (release = done)))
  preview.show(A, 'two')
  expect(desk.called('preview')).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(FRAME)
  expect(desk.called('preview')).toHaveLength(2)
  preview.show(A, 'three')
  preview.show(A, 'four')
  desk.holds.delete('preview')
  release()
  await vi.advanceTimersByTimeAsync(FRAME)
  expect(preview.blocks.at(-1)?.html).toContain('four')
  expect(desk.called('preview')).toHaveLength(3)
})

test('what the desk says is unchanged stays, and the answer before is named', async () => {
  const desk = new FakeDesk()
  const preview = new PreviewState(desk)
  preview.show(A, 'one\n\ntwo\n')
  await vi.advanceTimersByTimeAsync(FRAME)
  const [first] = preview.blocks
  const head = preview.head
  desk.preview = (_path, _body, known) => {
    expect(known).toBe(0)
    const parts = [
      { kind: 'kept' as const, from: 0, count: 1, moved: 2 },
      { kind: 'new' as const, line: 5, html: '<p>new</p>' },
    ]
    return Promise.resolve({ number: 1, head: head ?? { title: null, date: null, day: null, author: null }, parts })
  }
  preview.show(A, 'x\n\none\n\nnew\n')
  await vi.advanceTimersByTimeAsync(FRAME)
  expect(preview.blocks).toEqual([
    { line: 3, html: first?.html },
    { line: 5, html: '<p>new</p>' },
  ])
})

test('the size that was chosen is remembered', () => {
  const preview = new PreviewState(new FakeDesk())
  expect(preview.size).toBe('phone')
  preview.size = 'tablet'
  expect(new PreviewState(new FakeDesk()).size).toBe('tablet')
  localStorage.clear()
})

test('the answer for a post that was left is never shown', async () => {
  const desk = new FakeDesk()
  const preview = new PreviewState(desk)
  let release = (): void => undefined
  desk.holds.set('preview', new Promise<void>((done) => (release = done)))
  preview.show(A, 'from A')
  desk.holds.delete('preview')
  preview.show(B, 'from B')
  const shown: (string | null)[] = []
  release()
  for (let step = 0; step < 5; step++) {
    await vi.advanceTimersByTimeAsync(FRAME)
    shown.push(preview.path)
  }
  expect(shown).not.toContain(A)
  expect(preview.path).toBe(B)
})

test('a failure is said and the last good preview stays', async () => {
  const desk = new FakeDesk()
  const preview = new PreviewState(desk)
  preview.show(A, 'one')
  await vi.advanceTimersByTimeAsync(FRAME)
  desk.failures.set('preview', { code: 'x', message: 'No preview.', hint: null })
  preview.show(A, 'two')
  await vi.advanceTimersByTimeAsync(100)
  expect(preview.problem?.message).toBe('No preview.')
  expect(preview.blocks.at(-1)?.html).toContain('one')
})
