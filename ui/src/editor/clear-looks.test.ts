import { expect, test } from 'vitest'
import { commandOf } from './commands'
import { open, shown, type } from './testing'

const after = (text: string, id: string): string => {
  const view = open(text)
  commandOf(id)?.run(view)
  const now = shown(view)
  view.destroy()
  return now
}

test('looks go, links and what is not selected stay', () => {
  expect(after('⟦a **b** _c_ ~~d~~ `e`⟧ **f**', 'clear')).toBe('⟦a b c d e⟧ **f**')
  expect(after('⟦**[b](c)**⟧', 'clear')).toBe('[⟦b⟧](c)')
  expect(after('⟦**a**\n\n- _b_⟧', 'clear')).toBe('⟦a\n\n- b⟧')
})

test('with nothing selected the next words are plain', () => {
  const view = open('a **b|**')
  commandOf('clear')?.run(view)
  type(view, 'c')
  expect(view.state.doc.toString()).toBe('a **b**c')
  view.destroy()
})

test('the task at the caret is ticked, and no other box', () => {
  expect(after('- [ ] a|\n- [ ] b', 'tick')).toBe('- [x] a|\n- [ ] b')
  expect(after('- [x] a [ ]|', 'tick')).toBe('- [ ] a [ ]|')
  expect(after('1. [ ] a|', 'tick')).toBe('1. [x] a|')
  expect(after('a [ ]|', 'tick')).toBe('a [ ]|')
})
