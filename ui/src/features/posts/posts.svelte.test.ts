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

test('typing rests before it is asked', async () => {
  vi.useFakeTimers()
  const desk = new FakeDesk()
  const posts = new Posts(desk)
  for (const search of ['c', 'co', 'cork']) posts.type(search)
  await vi.advanceTimersByTimeAsync(500)
  expect(desk.called('posts')).toHaveLength(1)
  vi.useRealTimers()
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
