import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FakeDesk } from '../../ipc/fake'
import { PreviewState } from './preview.svelte'

const [A, B] = ['posts/aws-summit.md', 'posts/cork.md']

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('a post shows at once, a change within a tenth of a second', async () => {
  const desk = new FakeDesk()
  const preview = new PreviewState(desk)
  preview.show(A, 'one')
  await vi.advanceTimersByTimeAsync(0)
  expect(preview.blocks.at(-1)?.html).toContain('one')
  preview.show(A, 'two')
  preview.show(A, 'three')
  await vi.advanceTimersByTimeAsync(100)
  expect(preview.blocks.at(-1)?.html).toContain('three')
  expect(desk.called('preview')).toHaveLength(2)
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
    await vi.advanceTimersByTimeAsync(0)
    shown.push(preview.path)
  }
  expect(shown).not.toContain(A)
  expect(preview.path).toBe(B)
})

test('a failure is said and the last good preview stays', async () => {
  const desk = new FakeDesk()
  const preview = new PreviewState(desk)
  preview.show(A, 'one')
  await vi.advanceTimersByTimeAsync(0)
  desk.failures.set('preview', { code: 'x', message: 'No preview.', hint: null })
  preview.show(A, 'two')
  await vi.advanceTimersByTimeAsync(100)
  expect(preview.problem?.message).toBe('No preview.')
  expect(preview.blocks.at(-1)?.html).toContain('one')
})
