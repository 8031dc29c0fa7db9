import { expect, test } from 'vitest'
import { open, press, shown, type } from './testing'

test.each([
  ['|', '# Head', '## Head|'],
  ['|', '## Head', '## Head|'],
  ['|', '#### Head', '#### Head|'],
  ['# One\n\n|', '# Two', '# One\n\n# Two|'],
  ['a|', '# b', 'a# b|'],
  ['|words', '## ', '## |words'],
  ['|', '- a', '- a|'],
  ['* x\n\ntext\n\n|', '- a', '* x\n\ntext\n\n* a|'],
  ['|', '* a', '- a|'],
  ['|', '+ a', '- a|'],
  ['|', '1. a', '1. a|'],
  ['|', '3) a', '3. a|'],
  ['|', '1984. A novel', '1984\\. A novel|'],
  ['|', '[] a', '- [ ] a|'],
  ['|', '[ ] a', '- [ ] a|'],
  ['|', '[x] a', '- [x] a|'],
  ['- |', '[ ] a', '- [ ] a|'],
  ['|', '> a', '> a|'],
  ['|', '``` ', '```\n|\n```'],
  ['|', '```js ', '```js\n|\n```'],
  ['|', 'a **b** c', 'a **b** c|'],
  ['|', 'a *b* c', 'a _b_ c|'],
  ['_x_\n\n|', 'a *b* c', '_x_\n\na _b_ c|'],
  ['|', 'a _b c_ d', 'a _b c_ d|'],
  ['x *y*\n\n|', '_b_ c', 'x *y*\n\n*b* c|'],
  ['|', 'a `b*c*` d', 'a `b*c*` d|'],
  ['|', '~~a~~ b', '~~a~~ b|'],
  ['|', 'see [the site](https://a.b/c) now', 'see [the site](https://a.b/c) now|'],
  ['|', '2*3*4 and 5 * 6 *', '2*3\\*4 and 5 * 6 *|'],
  ['|', 'a_b_c', 'a_b_c|'],
  ['|', '**a *b* c** d', '**a _b_ c** d|'],
  ['## |', '- a', '## - a|'],
] as const)('in %j typing %j', (before, text, after) => {
  const view = open(before)
  type(view, text)
  expect(shown(view)).toBe(after)
})

test.each([
  ['|', '---', '---\n\n|'],
  ['a\n\n|\n\nb', '***', 'a\n\n---\n\n|\n\nb'],
  ['|', '```ts', '```ts\n|\n```'],
  ['~~~\nx\n~~~\n\n|', '```', '~~~\nx\n~~~\n\n~~~\n|\n~~~'],
  ['- |', '---', '- \\---\n- |'],
] as const)('in %j typing %j and Enter', (before, text, after) => {
  const view = open(before)
  type(view, text)
  press(view, 'Enter')
  expect(shown(view)).toBe(after)
})

test.each([
  ['- ', '\\- |', 'x', '\\- x|'],
  ['## ', '\\## |', 'x', '\\## x|'],
  ['1. ', '1\\. |', 'x', '1\\. x|'],
  ['> ', '\\> |', 'x', '\\> x|'],
  ['a **b**', 'a **b\\*\\*|', ' c', 'a **b\\*\\* c|'],
  ['*b*', '*b\\*|', ' c', '*b\\* c|'],
  ['`b`', '\\`b`|', ' c', '\\`b` c|'],
  ['[a](b)', '\\[a](b)|', ' c', '\\[a](b) c|'],
  ['[ ] ', '[ ] |', 'x', '[ ] x|'],
])('undo right after %j gives its letters back, and they stay', (text, letters, more, after) => {
  const view = open('|')
  type(view, text)
  press(view, 'Ctrl-z')
  expect(shown(view)).toBe(letters)
  type(view, more)
  expect(shown(view)).toBe(after)
})
