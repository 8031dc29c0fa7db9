import { expect, test } from 'vitest'
import { open, press, shown } from './testing'

test.each([
  ['ab|', 'a|'],
  ['a👩‍🚀|', 'a|'],
  ['a **foo|**', 'a **fo|**'],
  ['a **foo**| b', 'a **fo|** b'],
  ['a **f|** b', 'a | b'],
  ['**a *b|***', '**a** |'],
  ['a **foo b|**', 'a **foo** |'],
  ['a `x|`', 'a |'],
  ['[a|](http://x.y)', '|'],
  ['x \\*|', 'x |'],
  ['a\n\n|b', 'a|b'],
  ['a\n\n\n\n|b', 'a\n\n\n|b'],
  ['**a**\n\n|**b**', '**a|b**'],
  ['a\n\n|\n\nb', 'a|\n\nb'],
  ['a\n\n|\n', 'a|\n'],
  ['a\n\n# |b', 'a\n\n|b'],
  ['a\n# |b\nc', 'a\n\n|b\n\nc'],
  ['# a\n\n|b', '# a|b'],
  ['- |a', '|a'],
  ['- a\n- |b\n- c', '- a\n\n|b\n\n- c'],
  ['- a\n  - |b', '- a\n- |b'],
  ['- [ ] |a', '|a'],
  ['- a\n- |', '- a\n\n|'],
  ['> |a', '|a'],
  ['> a\n>\n> |b', '> a\n>\n|b'],
  ['- a\n\n|b', '- a|b'],
  ['![x](y.png)\n\n|b', '⟦![x](y.png)⟧\n\nb'],
  ['a\n\n⟦![x](y.png)⟧\n\nb', 'a\n\n|b'],
  ['a\n\n---\n\n|b', 'a\n\n\n|b'],
  ['```\nx\n```\n\n|b', '```\nx|\n```\n\nb'],
  ['|a', '|a'],
  ['a b\n|c', 'a b|c'],
])('Backspace: %j', (before, after) => {
  const view = open(before)
  press(view, 'Backspace')
  expect(shown(view)).toBe(after)
})

test.each([
  ['a|b', 'a|'],
  ['a |**b** c', 'a | c'],
  ['a|\n\nb', 'a|b'],
  ['a|\n\n# b', 'a|b'],
  ['**a|**\n\nb', '**a|**b'],
  ['a|\n\n- b\n- c', 'a|b\n- c'],
  ['a|\n\n![x](y.png)', 'a\n\n⟦![x](y.png)⟧'],
  ['a\n\n|\n\nb', 'a\n\n|b'],
  ['a|', 'a|'],
])('Delete: %j', (before, after) => {
  const view = open(before)
  press(view, 'Delete')
  expect(shown(view)).toBe(after)
})

test.each([
  ['a⟦b **c⟧d** e', 'a|**d** e'],
  ['**a⟦b** c⟧d', '**a|**d'],
  ['x **⟦ab⟧** y', 'x | y'],
  ['**a⟦b**\n\nc *d⟧e*', '**a|***e*'],
  ['⟦a\n\nb⟧', '|'],
  ['a ⟦[b](http://x.y) c⟧', 'a |'],
])('a deleted selection leaves whole marks: %j', (before, after) => {
  const view = open(before)
  press(view, 'Backspace')
  expect(shown(view)).toBe(after)
})

test.each([
  ['one two|', 'Backspace', 'one |'],
  ['one **two**| x', 'Backspace', 'one | x'],
  ['one **two th|ree**', 'Backspace', 'one **two |ree**'],
  ['a\n\n|b c', 'Backspace', 'a|b c'],
  ['```\n|x y\n```', 'Backspace', '```\n|x y\n```'],
  ['日本語|', 'Backspace', '|'],
  ['a |**one** b', 'Delete', 'a | b'],
  ['a| b c', 'Delete', 'a| c'],
  ['a|\n\nb c', 'Delete', 'a|b c'],
  ['##  | ##\n\n### b a', 'Delete', '##   |b a ##'],
] as const)('%j Ctrl+%s', (before, key, after) => {
  const view = open(before)
  press(view, `Ctrl-${key}`)
  expect(shown(view)).toBe(after)
})
