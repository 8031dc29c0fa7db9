import { expect, test } from 'vitest'
import { toggleStyle } from './inline-style'
import { open, press, shown, type } from './testing'

test.each([
  ['⟦(a)⟧b', '**⟦(a**)⟧b'],
  ['a⟦(b)⟧ c', 'a⟦(**b)⟧** c'],
  ['⟦a.⟧ b', '**⟦a.⟧** b'],
  ['~~⟦a b⟧c~~', '~~**⟦a b⟧**c~~'],
])('bold %j', (before, after) => {
  const view = open(before)
  toggleStyle(view, 'strong')
  expect(shown(view)).toBe(after)
})

test('of two styles that end inside a word one gives way there', () => {
  const view = open('⟦one f⟧our')
  press(view, 'Ctrl-b')
  toggleStyle(view, 'strike')
  expect(view.state.doc.toString()).toMatch(/^(\*\*~~one~~ f\*\*|~~\*\*one\*\* f~~)our$/)
})

test('code keeps its marks and gives up bold at a letter', () => {
  const view = open('**`a|`** b')
  press(view, 'Ctrl-b')
  press(view, 'Ctrl-e')
  type(view, 's')
  expect(shown(view)).toBe('`a`s| b')
})

test.each([
  ['**b** |*one* x', '**b** ***Ж|**one* x'],
  ['x *one|* **b**', 'x *one**Ж|*** **b**'],
])('bold typed in the italics of %j ends at the space beside other bold words', (before, after) => {
  const view = open(before)
  press(view, 'Ctrl-b')
  if (before.startsWith('**')) press(view, 'Ctrl-i')
  type(view, 'Ж')
  expect(shown(view)).toBe(after)
})
