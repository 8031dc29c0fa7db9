import fc from 'fast-check'
import { expect, test } from 'vitest'
import { moveBy, pieces, ROW, rowsAt, scrollFor } from './rows'

test('every row that is seen is drawn, and few others', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.integer({ min: 1, max: 2000 }), fc.nat(10_000), (top, height, total) => {
      const { first, end } = rowsAt(top, height, total)
      expect(end - first).toBeLessThanOrEqual(height / ROW + 15)
      for (let row = Math.floor(top / ROW); row * ROW < top + height && row < total; row++) {
        expect(row >= first && row < end).toBe(true)
      }
    }),
  )
})

test('scrolling to a row shows it whole and moves no more than needed', () => {
  const cases: [number, number, number][] = [
    [0, 0, 0],
    [2, 0, 0],
    [20, 0, 21 * ROW - 600],
    [3, 10 * ROW, 3 * ROW],
  ]
  for (const [row, top, expected] of cases) expect(scrollFor(row, top, 600)).toBe(expected)
})

test('keys move within the list', () => {
  const cases: [string, number, number | null][] = [
    ['ArrowDown', 0, 1],
    ['ArrowDown', 9, 9],
    ['ArrowUp', 0, 0],
    ['Home', 5, 0],
    ['End', 5, 9],
    ['PageDown', 0, 5],
    ['a', 3, null],
  ]
  for (const [key, from, to] of cases) expect(moveBy(key, from, 10, ROW * 6), key).toBe(to)
})

test('found words are marked', () => {
  expect(pieces('a \u0002cloud\u0003 b \u0002c\u0003')).toEqual([
    { text: 'a ', hit: false },
    { text: 'cloud', hit: true },
    { text: ' b ', hit: false },
    { text: 'c', hit: true },
  ])
  expect(pieces('plain')).toEqual([{ text: 'plain', hit: false }])
})
