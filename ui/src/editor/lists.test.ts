import { expect, test } from 'vitest'
import { indentList, toggleList } from './lists'
import { open, press, seen, shown, type } from './testing'
import type { ListName } from './types'

const rows: [string, ListName, string][] = [
  ['a|', 'bullet', '- a|'],
  ['* x\n\ntext\n\na|', 'bullet', '* x\n\ntext\n\n* a|'],
  ['a|', 'ordered', '1. a|'],
  ['a|', 'task', '- [ ] a|'],
  ['- a|', 'bullet', 'a|'],
  ['- a|', 'ordered', '1. a|'],
  ['- a|', 'task', '- [ ] a|'],
  ['- [x] a|', 'bullet', '- a|'],
  ['⟦a\n\nb⟧', 'bullet', '- ⟦a\n- b⟧'],
  ['⟦a\n\nb⟧', 'ordered', '1. ⟦a\n2. b⟧'],
  ['- ⟦a\n- b⟧', 'ordered', '1. ⟦a\n2. b⟧'],
  ['- a|\n  - b\n- c', 'ordered', '1. a|\n   - b\n- c'],
  ['- ⟦a\n  - b\n- c⟧', 'ordered', '1. ⟦a\n   1. b\n2. c⟧'],
  ['1. ⟦a\n   1. b\n2. c⟧', 'bullet', '- ⟦a\n  - b\n- c⟧'],
  ['- a|\n\n  b', 'ordered', '1. a|\n\n   b'],
  ['- a|\n\n  b', 'task', '- [ ] a|\n\n  b'],
  ['> 1. a|\n>\n>    b', 'bullet', '> - a|\n>\n>   b'],
  ['1. a|\n\n   ```\n     x\n   ```', 'bullet', '- a|\n\n  ```\n    x\n  ```'],
  ['- a|\nb', 'ordered', '1. a|\nb'],
  ['# a|', 'bullet', '- a|'],
  ['a\n\n|', 'bullet', 'a\n\n- |'],
  ['a\nb|', 'bullet', '- a\n  b|'],
]

test.each(rows)('%j %s', (before, name, after) => {
  const view = open(before)
  toggleList(view, name)
  expect(shown(view)).toBe(after)
})

test.each([
  ['- a\n- b|', 1, '- a\n  - b|', true],
  ['1. a\n2. b|', 1, '1. a\n   1. b|', true],
  ['1. a\n   1. x\n2. b|', 1, '1. a\n   1. x\n   2. b|', true],
  ['1. a\n   - b|\n     - c\n2. d', -1, '1. a\n2. b|\n   - c\n2. d', true],
  ['- a\n  - b|', -1, '- a\n- b|', true],
  ['- a\n- b|\n  - c', 1, '- a\n  - b|\n    - c', true],
  ['- a|', 1, '- a|', true],
  ['a|', 1, 'a|', false],
] as const)('Tab %j %i', (before, way, after, taken) => {
  const view = open(before)
  expect(indentList(view, way)).toBe(taken)
  expect(shown(view)).toBe(after)
})

test('an empty item moved in stays an item, and stands close again once it has words', () => {
  const view = open('- a|')
  press(view, 'Enter')
  press(view, 'Tab')
  expect(seen(view)).toEqual(['•a', '', '•'])
  type(view, 'b')
  expect(shown(view)).toBe('- a\n  - b|')
  press(view, 'Backspace')
  expect(seen(view)).toEqual(['•a', '', '•'])
})
