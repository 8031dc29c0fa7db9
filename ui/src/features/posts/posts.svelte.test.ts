import { expect, test, vi } from 'vitest'
import { FakeDesk } from '../../ipc/fake'
import { PAGE, Posts } from './posts.svelte'

test('only what is looked at is asked for, and once', async () => {
  const desk = new FakeDesk({ more: 995 })
  const posts = new Posts(desk)
  await posts.refresh()
  expect(posts.total).toBe(1000)
  await posts.show(250, 260)
  await posts.show(250, 260)
  expect(desk.called('posts').map(([query]) => query)).toMatchObject([{ skip: 0 }, { skip: 200, take: PAGE }])
  expect(posts.at(255)?.path).toBe('posts/part-250.md')
  expect(posts.at(150)).toBeUndefined()
})

test('a late answer to an older search is not shown', async () => {
  const desk = new FakeDesk()
  const posts = new Posts(desk)
  let release = (): void => undefined
  desk.holds.set('posts', new Promise<void>((done) => (release = done)))
  const slow = posts.refresh()
  desk.holds.delete('posts')
  posts.search = 'cork'
  await posts.refresh()
  release()
  await slow
  expect(posts.total).toBe(1)
  expect(posts.at(0)?.title).toBe('We are hiring in Cork')
})

test('every key searches titles, and whole texts are searched when the typing rests', async () => {
  vi.useFakeTimers()
  const desk = new FakeDesk()
  const posts = new Posts(desk)
  for (const search of ['p', 'pa', 'part']) posts.type(search)
  await vi.advanceTimersByTimeAsync(1)
  expect(posts.total).toBe(20)
  expect(posts.quick).toBe(true)
  await vi.advanceTimersByTimeAsync(500)
  expect(posts.quick).toBe(false)
  const asked = desk.called('posts').map(([query]) => query)
  expect(asked).toMatchObject([
    { search: 'p', quick: true },
    { search: 'pa', quick: true },
    { search: 'part', quick: true },
    { search: 'part', quick: false },
  ])
  vi.useRealTimers()
})

test('where no title has the words, what is shown stays until the texts have been searched', async () => {
  vi.useFakeTimers()
  const desk = new FakeDesk()
  const posts = new Posts(desk)
  await posts.refresh()
  posts.type('swamp')
  await vi.advanceTimersByTimeAsync(1)
  expect(posts.total).toBe(25)
  await vi.advanceTimersByTimeAsync(500)
  expect(posts.total).toBe(1)
  vi.useRealTimers()
})

test('a walk through a very long list holds a few parts of it', async () => {
  const desk = new FakeDesk({ more: 9_995 })
  const posts = new Posts(desk)
  await posts.refresh()
  for (let place = 0; place < 10_000; place += PAGE) await posts.show(place, place + 10)
  expect(posts.at(9_905)?.path).toBe('posts/part-9900.md')
  expect(posts.at(2_005)).toBeUndefined()
  await posts.show(2_000, 2_010)
  expect(posts.at(2_005)?.path).toBe('posts/part-2000.md')
  desk.calls.length = 0
  await posts.refresh()
  expect(desk.called('posts').map(([query]) => query)).toMatchObject([{ skip: 0 }, { skip: 2_000 }])
})

test('a newer question elsewhere is no failure', async () => {
  const desk = new FakeDesk()
  const posts = new Posts(desk)
  desk.failures.set('posts', { code: 'superseded', message: 'x', hint: null })
  await posts.refresh()
  expect(posts.problem).toBeNull()
})

test('a failure is said and the next answer clears it', async () => {
  const desk = new FakeDesk()
  const posts = new Posts(desk)
  desk.failures.set('posts', { code: 'gone', message: 'The folder is gone.', hint: null })
  await posts.refresh()
  expect(posts.problem?.message).toBe('The folder is gone.')
  desk.failures.clear()
  await posts.refresh()
  expect(posts.problem).toBeNull()
  expect(posts.total).toBeGreaterThan(0)
})
