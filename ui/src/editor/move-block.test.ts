import fc from 'fast-check'
import { expect, test } from 'vitest'
import { moveBlock } from './move-block'
import { open, shown } from './testing'

const moved = (text: string, way: -1 | 1): string => {
  const view = open(text)
  moveBlock(view, way)
  const now = shown(view)
  view.destroy()
  return now
}

test('a block changes places with its neighbour', () => {
  expect(moved('one\n\ntw|o\n\nthree\n', -1)).toBe('tw|o\n\none\n\nthree\n')
  expect(moved('one\n\ntw|o\n\n\n\nthree', 1)).toBe('one\n\nthree\n\n\n\ntw|o')
  expect(moved('# A\ntw|o\n', -1)).toBe('tw|o\n\n# A\n')
  expect(moved('|one\n\ntwo', -1)).toBe('|one\n\ntwo')
})

test('an item of a list changes places with its neighbour, with all it holds; numbers stay', () => {
  expect(moved('- a\n- b|\n  - c\n- d\n', 1)).toBe('- a\n- d\n- b|\n  - c\n')
  expect(moved('1. a\n2. b|\n3. c', -1)).toBe('1. b|\n2. a\n3. c')
  expect(moved('1. a\n2. b|\n3. c', 1)).toBe('1. a\n2. c\n3. b|')
  expect(moved('one\n\n- a|\n', -1)).toBe('- a|\n\none\n')
  expect(moved('one\n\n- a|\n- b\n', -1)).toBe('one\n\n- a|\n- b\n')
  expect(moved('one\n\n- ⟦a\n- b⟧\n', -1)).toBe('- ⟦a\n- b⟧\n\none\n')
})

const blocks = fc.constantFrom('one', '# Two', '- a', '> q', '```\nx\n\ny\n```', '| a |\n| - |\n| b |', '* * *')

// Two lists beside each other would be one.
test('down and up again is as before, whatever the blocks', () => {
  fc.assert(
    fc.property(fc.uniqueArray(blocks, { minLength: 2, maxLength: 5 }), fc.nat(4), (parts, which) => {
      const body = `${parts.join('\n\n')}\n`
      const at = parts.slice(0, which % parts.length).join('\n\n').length + (which % parts.length > 0 ? 2 : 0)
      const view = open('', { body })
      view.dispatch({ selection: { anchor: at } })
      const before = view.state.doc.toString()
      moveBlock(view, 1)
      const there = view.state.doc.toString()
      expect(there.split('\n').sort()).toEqual(before.split('\n').sort())
      if (there !== before) moveBlock(view, -1)
      expect(view.state.doc.toString()).toBe(before)
      view.destroy()
    }),
    { numRuns: 40 },
  )
})
