import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineAt, orderly, topOf } from './scroll'

const anchors = [
  { line: 1, top: 100 },
  { line: 5, top: 300 },
  { line: 6, top: 700 },
]
const end = { line: 10, top: 1000 }

test('between two places the preview goes in proportion', () => {
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
    [200, 3],
    [300, 5],
    [500, 5.5],
    [5000, 10],
  ]
  for (const [top, line] of cases) expect(lineAt(top, anchors, end), String(top)).toBe(line)
})

test('there and back again is the same line', () => {
  const step = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 300 }))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), fc.double({ min: 0, max: 1, noNaN: true }), (steps, at) => {
      let anchor = { line: 1, top: 0 }
      const all = steps.map(([lines, pixels]) => (anchor = { line: anchor.line + lines, top: anchor.top + pixels }))
      const last = { line: anchor.line + 2, top: anchor.top + 50 }
      const line = 1 + at * (last.line - 1)
      expect(lineAt(topOf(line, all, last), all, last)).toBeCloseTo(line, 5)
    }),
  )
})

test('what does not go down in order is no anchor', () => {
  const odd = [
    { line: 2, top: 10 },
    { line: 1, top: 20 },
    { line: 9, top: 5 },
    { line: 9, top: 30 },
    { line: 9, top: 40 },
  ]
  expect(orderly(odd)).toEqual([
    { line: 2, top: 10 },
    { line: 9, top: 40 },
  ])
})
