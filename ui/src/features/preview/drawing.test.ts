import { expect, test } from 'vitest'
import { Drawing } from './drawing'

const post = (count: number, first = 0) =>
  Array.from({ length: count }, (_, at) => ({ line: at + 1, html: `<p>${String(at + first)}</p>` }))

function frame() {
  const parent = document.createElement('article')
  const end = document.createComment('')
  parent.append(end)
  let due: (() => void) | null = null
  const told: boolean[] = []
  const later = (then: () => void) => {
    due = then
    return () => (due = null)
  }
  const drawing = new Drawing(end, (last) => told.push(last), later)
  const nextFrame = (): boolean => {
    const now = due
    due = null
    now?.()
    return now !== null
  }
  const words = () => [...parent.children].map((each) => each.textContent)
  return { drawing, told, nextFrame, words }
}

const numbers = (count: number, first = 0) => Array.from({ length: count }, (_, at) => String(at + first))

test('a post as people write them is there at once', () => {
  const { drawing, nextFrame, words } = frame()
  drawing.show(post(50))
  expect(words()).toEqual(numbers(50))
  expect(nextFrame()).toBe(false)
})

test('of a long post what is seen first comes first, and then all of it', () => {
  const { drawing, told, nextFrame, words } = frame()
  drawing.show(post(5000))
  const first = words().length
  expect(first).toBeGreaterThan(50)
  expect(first).toBeLessThan(500)
  let frames = 0
  while (nextFrame()) frames++
  expect(frames).toBeGreaterThan(5)
  expect(words()).toEqual(numbers(5000))
  expect(told.filter((last) => last)).toEqual([true])
  expect(told.at(-1)).toBe(true)
})

test('a change of a long post that is still on its way is drawn where it is, and the rest follows', () => {
  const { drawing, nextFrame, words } = frame()
  drawing.show(post(5000))
  nextFrame()
  const there = words().length
  drawing.show([{ line: 1, html: '<p>new</p>' }, ...post(5000)])
  expect(words().length).toBeGreaterThanOrEqual(there)
  expect(words()[0]).toBe('new')
  while (nextFrame());
  expect(words()).toEqual(['new', ...numbers(5000)])
})

test('a change of a long post that is drawn keeps every other element', () => {
  const { drawing, nextFrame } = frame()
  drawing.show(post(3000))
  while (nextFrame());
  const before = drawing.drawn.map(({ nodes }) => nodes[0])
  const next = post(3000)
  next[1500] = { line: 1501, html: '<h2>changed</h2>' }
  drawing.show(next)
  const after = drawing.drawn.map(({ nodes }) => nodes[0])
  expect(after.filter((node, at) => node !== before[at])).toHaveLength(1)
  expect(nextFrame()).toBe(false)
})

test('what is printed is drawn whole, and a frame that is gone gets nothing more', () => {
  const { drawing, nextFrame, words } = frame()
  drawing.show(post(5000))
  drawing.finish()
  expect(words()).toEqual(numbers(5000))
  drawing.show(post(9000))
  drawing.stop()
  expect(nextFrame()).toBe(false)
})

test('another long post comes as the first one did, however much of that is there', () => {
  const { drawing, nextFrame, words } = frame()
  drawing.show(post(3000))
  while (nextFrame());
  drawing.show(post(3000, 10_000), true)
  expect(words().length).toBeLessThan(500)
  expect(words()[0]).toBe('10000')
  while (nextFrame());
  expect(words()).toEqual(numbers(3000, 10_000))
})
