import { EditorSelection } from '@codemirror/state'
import { expect, test } from 'vitest'
import { open, press, shown } from './testing'

const RIGHT = 'Shift-ArrowRight'
const LEFT = 'Shift-ArrowLeft'

test.each([
  ['a gap between paragraphs', 'on|e\n\ntwo', RIGHT, ['on⟦e⟧\n\ntwo', 'on⟦e\n\n⟧two', 'on⟦e\n\nt⟧wo']],
  ['the mark of an item', 'on|e\n\n- two', RIGHT, ['on⟦e⟧\n\n- two', 'on⟦e\n\n- ⟧two', 'on⟦e\n\n- t⟧wo']],
  ['hidden marks', 'x| **y**', RIGHT, ['x⟦ ⟧**y**', 'x⟦ **y⟧**']],
  ['a picture', 'x|\n\n![a](b)\n\ny', RIGHT, ['x⟦\n\n![a](b)⟧\n\ny', 'x⟦\n\n![a](b)\n\n⟧y', 'x⟦\n\n![a](b)\n\ny⟧']],
  ['a divider', 'x\n\n---\n\n|y', LEFT, ['x⟦\n\n---\n\n⟧y', '⟦x\n\n---\n\n⟧y']],
  ['the end of code', '```\nx\n```\n\n|y', LEFT, ['```\nx⟦\n```\n\n⟧y', '```\n⟦x\n```\n\n⟧y']],
  ['the last word', 'x|\n', RIGHT, ['x|\n']],
])('every press of Shift and an arrow over %s selects something more that is seen', (_what, text, key, steps) => {
  const view = open(text)
  for (const now of steps) {
    press(view, key)
    expect(shown(view)).toBe(now)
  }
  view.destroy()
})

test('a table is selected whole, and let go whole', () => {
  const table = '| a |\n|---|\n| b |'
  const view = open('', { body: `x\n\n${table}\n\ny` })
  view.dispatch({ selection: { anchor: 1 } })
  press(view, RIGHT)
  expect(shown(view)).toBe(`x⟦\n\n${table}⟧\n\ny`)
  press(view, RIGHT)
  expect(shown(view)).toBe(`x⟦\n\n${table}\n\n⟧y`)
  press(view, LEFT)
  expect(view.state.selection.main.empty).toBe(true)
  view.destroy()
})

test('a key that moves the end of a selection leaves it at no gap', () => {
  const view = open('x|\n\n- y\n\n![a](b)\n\n---\n\nz')
  const moved = (head: number): string => {
    const { anchor } = view.state.selection.main
    view.dispatch({ selection: EditorSelection.range(anchor, head), userEvent: 'select' })
    return shown(view)
  }
  expect(moved(2)).toBe('x⟦\n\n- ⟧y\n\n![a](b)\n\n---\n\nz')
  expect(moved(7)).toBe('x⟦\n\n- y\n\n![a](b)⟧\n\n---\n\nz')
  expect(moved(17)).toBe('x⟦\n\n- y\n\n![a](b)\n\n---\n\n⟧z')
  view.destroy()
})
