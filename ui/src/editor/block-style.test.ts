import { expect, test } from 'vitest'
import { insertDivider, setHeading, toggleQuote } from './block-style'
import { open, shown } from './testing'

test.each([
  ['a|b', 2, '## a|b'],
  ['## a|b', 2, '## a|b'],
  ['# a|b', 3, '### a|b'],
  ['# a|b', 0, 'a|b'],
  ['x\n# a|b\ny', 0, 'x\n\na|b\n\ny'],
  ['a\nb|', 2, '## a b|'],
  ['Head|\n===', 2, '## Head|'],
  ['# a|b ##', 0, 'a|b'],
  ['⟦a\n\nb⟧', 2, '## ⟦a\n\n## b⟧'],
  ['a\n\n|', 2, 'a\n\n## |'],
])('heading: %j %i', (before, level, after) => {
  const view = open(before)
  setHeading(view, level)
  expect(shown(view)).toBe(after)
})

test.each([
  ['a|', '> a|'],
  ['> a|', 'a|'],
  ['a\nb|', '> a\n> b|'],
  ['⟦a\n\nb⟧', '> ⟦a\n>\n> b⟧'],
  ['> a|\n>\n> b', 'a|\n\nb'],
  ['1) a|\n   - b\n2) c\n\nd', '> 1) a|\n>    - b\n> 2) c\n\nd'],
  ['a\n- b|\n\n- c', 'a\n\n> - b|\n>\n> - c'],
])('quote: %j', (before, after) => {
  const view = open(before)
  toggleQuote(view)
  expect(shown(view)).toBe(after)
})

test('a divider stands apart and leaves the caret after it', () => {
  const view = open('a|b\n\nc')
  insertDivider(view)
  expect(shown(view)).toBe('ab\n\n---\n\n|\n\nc')
})
