import { expect, test } from 'vitest'
import { placeOf, startOf, wordAt } from './words'

test('a word in the preview is the same word in the text', () => {
  const text = 'First line\n\nthe *cat* and **the** cat\nsat on the mat\n'
  expect(wordAt('the cat and the cat sat on the mat', 13)).toEqual({ word: 'the', nth: 1 })
  expect(text.slice(placeOf(text, 3, 4, 'the', 1) ?? 0)).toMatch(/^the\*\* cat/)
  expect(text.slice(placeOf(text, 3, 4, 'the', 2) ?? 0)).toMatch(/^the mat/)
  expect(placeOf(text, 1, 2, 'mat', 0)).toBeNull()
  expect(wordAt('a — b', 2)).toBeNull()
  expect(wordAt('Añadió 日本', 7)).toEqual({ word: '日本', nth: 0 })
})

test('lines begin where they begin', () => {
  expect([1, 2, 3, 4].map((line) => startOf('a\nbc\n', line))).toEqual([0, 2, 5, 5])
})
