import { expect, test } from 'vitest'
import { open, press, shown, type } from './testing'

test.each([
  ['a|', 'b', 'ab|'],
  ['**foo|**', ' bar', '**foo bar|**'],
  ['**foo|**', ' ', '**foo** |'],
  ['**foo|** x', 'y', '**fooy|** x'],
  ['_foo|_', 'x', '_foox|_'],
  ['[a|](http://x.y) b', 'x', '[a](http://x.y)x| b'],
  ['[a|b](http://x.y)', 'x', '[ax|b](http://x.y)'],
  ['⟦![x](y.png)⟧', 'w', '![x](y.png)\n\nw|'],
  ['⟦![x](y.png)⟧\n\nb', 'w', '![x](y.png)\n\nw|\n\nb'],
  ['a ⟦**b**⟧ c', 'x', 'a **x|** c'],
  ['a **⟦b** c⟧ d', 'x', 'a **x|** d'],
])('typing in %j', (before, text, after) => {
  const view = open(before)
  type(view, text)
  expect(shown(view)).toBe(after)
})

test('a style chosen with nothing selected holds for the next words, over spaces, until it is put off', () => {
  const view = open('a |')
  press(view, 'Ctrl-b')
  type(view, 'x y')
  press(view, 'Ctrl-b')
  type(view, 'z w')
  expect(shown(view)).toBe('a **x y**z w|')
})

test('a style put off at its end is not taken up again', () => {
  const view = open('**a|** b')
  press(view, 'Ctrl-b')
  type(view, 'x')
  expect(shown(view)).toBe('**a**x| b')
})

test('an underscore inside a word becomes a star', () => {
  const view = open('_a|_ b')
  press(view, 'Ctrl-i')
  type(view, 'x')
  expect(shown(view)).toBe('*a*x| b')
})

test('words typed where no paragraph is get one of their own', () => {
  const view = open('a\n|')
  type(view, 'b')
  expect(shown(view)).toBe('a\n\nb|')
})
