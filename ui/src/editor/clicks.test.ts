import { expect, test } from 'vitest'
import { paragraphAt } from './clicks'
import { open } from './testing'
import { wordAt } from './words'

test.each([
  ['one **two** three', 6, 'two'],
  ["don't go", 2, "don't"],
  ['a **b**c d', 4, 'b**c'],
  ['one two', 3, 'one'],
  ['[link here](u)', 2, 'link'],
  ['- item', 0, 'item'],
])('in %j a double click at %i takes %j', (body, at, word) => {
  const view = open('', { body })
  const found = wordAt(view.state, at)
  expect(found && body.slice(found.from, found.to)).toBe(word)
  view.destroy()
})

test.each([
  ['one\ntwo\nthree\n\nnext', 5, 'one\ntwo\nthree'],
  ['> one\n> two\n\nx', 8, 'one\n> two'],
  ['- one\n  two\n- b', 3, 'one\n  two'],
  ['# head\n\nx', 4, 'head'],
  ['```\na b\nc\n```', 5, 'a b'],
])('in %j a triple click at %i takes %j', (body, at, words) => {
  const view = open('', { body })
  const found = paragraphAt(view.state, at)
  expect(found && body.slice(found.from, found.to)).toBe(words)
  view.destroy()
})
