import { expect, test } from 'vitest'
import { open, press, seen, shown, type } from './testing'

test.each([
  ['para|\n', 'para\n\n|\n'],
  ['para|', 'para\n\n|'],
  ['pa|ra\n\nnext', 'pa\n\n|ra\n\nnext'],
  ['pa | ra', 'pa\n\n|ra'],
  ['|para', '\n\n|para'],
  ['a|\n# h', 'a\n\n|\n\n# h'],
  ['**fo|o** bar', '**fo**\n\n|**o** bar'],
  ['**foo|**', '**foo**\n\n|'],
  ['[li|nk](http://x.y)', '[li](http://x.y)\n\n|[nk](http://x.y)'],
  ['# Head|\n\nb', '# Head\n\n|\n\nb'],
  ['# He|ad', '# He\n\n|ad'],
  ['# |Head', '\n\n# |Head'],
  ['Head|\n====\n\nb', 'Head\n====\n\n|\n\nb'],
  ['- a|', '- a\n- |'],
  ['- a|b\n- c', '- a\n- |b\n- c'],
  ['* a|', '* a\n* |'],
  ['1. a|', '1. a\n2. |'],
  ['9) a|', '9) a\n10) |'],
  ['- [x] a|', '- [x] a\n- [ ] |'],
  ['- a\n- |', '- a\n\n|'],
  ['- a\n- |\n- b', '- a\n\n|\n\n- b'],
  ['- a\n  - b\n  - |', '- a\n  - b\n- |'],
  ['> a|', '> a\n>\n> |'],
  ['> a\n>\n> |', '> a\n\n|'],
  ['> - a|', '> - a\n> - |'],
  ['```\n  a|\n```', '```\n  a\n  |\n```'],
  ['![x](y.png)|\n\nb', '![x](y.png)\n\n|\n\nb'],
  ['a ⟦b⟧ c', 'a\n\n|c'],
])('Enter: %j', (before, after) => {
  const view = open(before)
  press(view, 'Enter')
  expect(shown(view)).toBe(after)
})

test.each([
  ['one |two', 'one\\\n|two'],
  ['> a| b', '> a\\\n> |b'],
  ['- a| b', '- a\\\n  |b'],
  ['# a|b', '# a\n\n|b'],
])('Shift+Enter: %j', (before, after) => {
  const view = open(before)
  press(view, 'Shift-Enter')
  expect(shown(view)).toBe(after)
})

test('words typed after Enter are a paragraph apart', () => {
  const view = open('a|\n\nb\n')
  press(view, 'Enter')
  type(view, 'x')
  press(view, 'Enter')
  press(view, 'Enter')
  type(view, 'y')
  expect(shown(view)).toBe('a\n\nx\n\n\ny|\n\nb\n')
})

test.each([
  ['one|', 'two', 'one\\\ntwo|'],
  ['a  \nb\n\none|', 'two', 'a  \nb\n\none  \ntwo|'],
  ['> one|\n\nx', 'two', '> one\\\n> two|\n\nx'],
  ['- one|\n- x', 'two', '- one\\\n  two|\n- x'],
  ['see https://a.b|', 'two', 'see https://a.b  \ntwo|'],
  ['one|', '- two', 'one\\\n\\- two|'],
])('Shift+Enter at the end of %j and typing %j', (before, text, after) => {
  const view = open(before)
  press(view, 'Shift-Enter')
  type(view, text)
  expect(shown(view)).toBe(after)
})

test.each([
  ['one|\\\ntwo', 'Shift-Enter', 'one\\\nx|\\\ntwo'],
  ['one|  \ntwo', 'Shift-Enter', 'one  \nx|\\\ntwo'],
  ['> one|\\\n> two', 'Shift-Enter', '> one\\\n> x|\\\n> two'],
  ['one|\\\ntwo', 'Enter', 'one\n\nx|\n\ntwo'],
  ['> one|  \n> two', 'Enter', '> one\n>\n> x|\n>\n> two'],
  ['one|\ntwo', 'Enter', 'one\n\nx|two'],
])('at the end of a line in %j %s makes room for words', (before, key, after) => {
  const view = open(before)
  press(view, key)
  type(view, 'x')
  expect(shown(view)).toBe(after)
})

test('a line opened by Shift+Enter and left again leaves nothing to be seen', () => {
  const view = open('one|\n\nx')
  press(view, 'Shift-Enter')
  press(view, 'Backspace')
  expect(shown(view)).toBe('one|\n\nx')
})

test('Enter in a footnote makes a further paragraph of the note, which is read as one', () => {
  const view = open('Text[^1].\n\n[^1]: A note|')
  press(view, 'Enter')
  type(view, 'goes on')
  expect(shown(view)).toBe('Text[^1].\n\n[^1]: A note\n\n    goes on|')
  expect(seen(view).at(-1)).toBe('goes on')
})

test('Enter at the end of a quote that a blank line follows, taken back by Backspace, leaves nothing', () => {
  const view = open('> a|\n\nb')
  press(view, 'Enter')
  expect(shown(view)).toBe('> a\n>\n> |\n\nb')
  press(view, 'Backspace')
  expect(shown(view)).toBe('> a|\n\nb')
  view.destroy()
})
