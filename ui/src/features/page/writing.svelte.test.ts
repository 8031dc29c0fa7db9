import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FakeDesk } from '../../ipc/fake'
import { AGAIN, EVERY, Writing } from './writing.svelte'

const PATH = 'posts/aws-summit.md'
const POST = { path: PATH, revision: 1, saved: 1 }
const full = { code: 'disk-full', message: 'The disk is full.', hint: null }

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** A desk that answers when told to. */
function slow() {
  const desk = new FakeDesk({ file: 1_000_000 })
  let release = (): void => undefined
  desk.holds.set('writeBody', new Promise<void>((done) => (release = done)))
  return { desk, release: () => (desk.holds.delete('writeBody'), release()) }
}

test('"Saved" is shown exactly when it is true', async () => {
  const { desk, release } = slow()
  const writing = new Writing(desk, POST)
  expect(writing.status).toBe('saved')
  writing.change('one')
  expect(writing.status, 'typed').toBe('saving')
  await vi.advanceTimersByTimeAsync(EVERY)
  expect(writing.status, 'on its way').toBe('saving')
  writing.fileHas(1)
  expect(writing.status, 'the file has older words').toBe('saving')
  release()
  await vi.advanceTimersByTimeAsync(0)
  expect(writing.status, 'the desk has it, the file not').toBe('saving')
  writing.fileHas(2)
  expect(writing.status, 'the file has it').toBe('saved')
  writing.change('two')
  writing.fileHas(2)
  expect(writing.status, 'typed again').toBe('saving')
})

test('the table of what is shown', () => {
  const cases: [{ revision: number; saved: number; unsent: boolean; waiting: number }, string][] = [
    [{ revision: 3, saved: 3, unsent: false, waiting: 0 }, 'saved'],
    [{ revision: 3, saved: 4, unsent: false, waiting: 0 }, 'saved'],
    [{ revision: 4, saved: 3, unsent: false, waiting: 0 }, 'saving'],
    [{ revision: 3, saved: 3, unsent: true, waiting: 0 }, 'saving'],
    [{ revision: 3, saved: 3, unsent: false, waiting: 1 }, 'saving'],
  ]
  for (const [is, expected] of cases) {
    const writing = new Writing(new FakeDesk(), { path: PATH, revision: is.revision, saved: is.saved })
    writing.unsent = is.unsent
    writing.waiting = is.waiting
    expect(writing.status, JSON.stringify(is)).toBe(expected)
    writing.fileFailed(full)
    expect(writing.status).toBe('failed')
    expect(writing.problem?.message).toBe('The disk is full.')
  }
})

test('fast typing is sent in steps, the newest words last', async () => {
  const desk = new FakeDesk()
  const writing = new Writing(desk, POST)
  for (let letter = 1; letter <= 100; letter++) {
    writing.change('x'.repeat(letter))
    await vi.advanceTimersByTimeAsync(20)
  }
  await vi.advanceTimersByTimeAsync(1000)
  const sent = desk.called('writeBody')
  expect(sent.length).toBeGreaterThanOrEqual(8)
  expect(sent.length).toBeLessThanOrEqual(12)
  expect(sent.at(-1)).toEqual([PATH, 'x'.repeat(100)])
})

test('only one is on its way, and what is typed meanwhile follows', async () => {
  const { desk, release } = slow()
  const writing = new Writing(desk, POST)
  writing.change('one')
  await vi.advanceTimersByTimeAsync(EVERY)
  writing.change('two')
  writing.change('three')
  await vi.advanceTimersByTimeAsync(2000)
  expect(desk.called('writeBody')).toHaveLength(1)
  release()
  await vi.advanceTimersByTimeAsync(EVERY)
  expect(desk.called('writeBody').map(([, body]) => body)).toEqual(['one', 'three'])
})

test('words that the desk does not take are offered again, and said to be unsaved', async () => {
  const desk = new FakeDesk()
  desk.failures.set('writeBody', full)
  const writing = new Writing(desk, POST)
  writing.change('one')
  await vi.advanceTimersByTimeAsync(EVERY)
  expect(writing.status).toBe('failed')
  await expect(writing.flush()).rejects.toThrow('The disk is full.')
  desk.failures.clear()
  await vi.advanceTimersByTimeAsync(AGAIN)
  writing.fileHas(2)
  expect(writing.status).toBe('saved')
  expect(desk.posts_[0]?.body).toBe('one')
})

test('flushing comes back when the desk has the newest words', async () => {
  const { desk, release } = slow()
  const writing = new Writing(desk, POST)
  writing.change('one')
  await vi.advanceTimersByTimeAsync(EVERY)
  writing.change('two')
  const flushed = writing.flush()
  release()
  await flushed
  expect(desk.posts_[0]?.body).toBe('two')
  expect(writing.unsent).toBe(false)
})
