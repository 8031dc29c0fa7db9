import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ProofFinding } from '../../../editor'
import { kept } from './kept'

const finding = (text: string, from: number, to: number): ProofFinding => ({
  from,
  to,
  kind: 'spelling',
  words: text.slice(from, to),
  rule: '',
  title: '',
  message: '',
  changes: [],
})
const words = (text: string) =>
  [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => finding(text, index, index + word.length))

test('remarks follow their words, and go where those or the letters beside them change', () => {
  const before = 'one two three'
  const places = (after: string) => kept(words(before), before, after).map(({ from, words }) => [from, words])
  expect(places('one too three')).toEqual([
    [0, 'one'],
    [8, 'three'],
  ])
  expect(places('So one two three')).toEqual([
    [7, 'two'],
    [11, 'three'],
  ])
  expect(places('one twos three')).toEqual([
    [0, 'one'],
    [9, 'three'],
  ])
  expect(places('one  three')).toEqual([
    [0, 'one'],
    [5, 'three'],
  ])
  expect(places('')).toEqual([])
})

test('whatever changes, a remark stands at the words that it is about', () => {
  const text = fc.array(fc.constantFrom('a', 'b', ' ', 'aa'), { maxLength: 12 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, text, (before, after) => {
      for (const { from, to, words: said } of kept(words(before), before, after)) {
        expect(after.slice(from, to)).toBe(said)
      }
    }),
  )
})
