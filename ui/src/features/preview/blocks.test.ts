import { expect, test } from 'vitest'
import { applied } from './blocks'

test('blocks that are kept move with their lines', () => {
  const before = ['a', 'b', 'c', 'd'].map((html, at) => ({ html, line: at * 2 + 1 }))
  const now = applied(before, [
    { kind: 'kept', from: 0, count: 1, moved: 0 },
    { kind: 'new', line: 3, html: 'x' },
    { kind: 'kept', from: 2, count: 2, moved: 4 },
  ])
  expect(now).toEqual([
    { html: 'a', line: 1 },
    { html: 'x', line: 3 },
    { html: 'c', line: 9 },
    { html: 'd', line: 11 },
  ])
  expect(now[0]).toBe(before[0])
})
