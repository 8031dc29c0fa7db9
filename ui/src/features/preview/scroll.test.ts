import { expect, test } from 'vitest'
import { lineAt, topOf } from './scroll'

const anchors = [
  { line: 1, top: 100 },
  { line: 5, top: 300 },
  { line: 6, top: 700 },
]
const end = { line: 10, top: 1000 }

test('between two blocks the preview goes in proportion', () => {
  const cases: [number, number][] = [
    [1, 100],
    [3, 200],
    [5, 300],
    [5.5, 500],
    [8, 850],
    [50, 1000],
  ]
  for (const [line, top] of cases) expect(topOf(line, anchors, end), String(line)).toBe(top)
  expect(topOf(3, [], end)).toBeCloseTo(222, 0)
})

test('a place in the preview is a line of the page', () => {
  const cases: [number, number][] = [
    [0, 1],
    [299, 1],
    [300, 5],
    [5000, 6],
  ]
  for (const [top, line] of cases) expect(lineAt(top, anchors)).toBe(line)
})
