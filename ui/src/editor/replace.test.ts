import { Text } from '@codemirror/state'
import { ChangeSet } from '@codemirror/state'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { difference, patch } from './replace'

const apply = (before: string, after: string): string => {
  const doc = Text.of(before.split('\n'))
  return ChangeSet.of(difference(doc, after), doc.length).apply(doc).toString()
}

test.each([
  ['abc', 'abXc', { from: 2, to: 2, insert: 'X' }],
  ['aaa', 'aa', { from: 2, to: 3, insert: '' }],
  ['x😀', 'x😃', { from: 1, to: 3, insert: '😃' }],
  ['same', 'same', null],
])('%j to %j', (before, after, expected) => {
  expect(patch(0, before, after)).toEqual(expected)
})

test('untouched lines between two changes stay untouched', () => {
  const doc = Text.of(['a', 'b', 'c', 'd', 'e'])
  const changes = ChangeSet.of(difference(doc, 'a\nB\nc\nd\nE'), doc.length)
  const touched: number[] = []
  changes.iterChanges((from) => touched.push(doc.lineAt(from).number))
  expect(touched).toEqual([2, 5])
})

test('any text becomes any other', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', '', 'long line', '😀'), { maxLength: 8 })
    .map((lines) => lines.join('\n'))
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(apply(before, after)).toBe(after)
    }),
    { numRuns: 500 },
  )
})
