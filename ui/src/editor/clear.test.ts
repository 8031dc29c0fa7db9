import { expect, test } from 'vitest'
import { clearOverHidden } from './clear'
import { open, shown, type } from './testing'

test('what is seen goes, what is hidden stays, and the next words have a place', () => {
  const view = open('', { body: 'a\n\nDate\n\nb\n', spokenFor: [{ from: 3, to: 7 }] })
  view.dispatch({ selection: { anchor: 0, head: view.state.doc.length } })
  expect(clearOverHidden(view)).toBe(true)
  expect(view.state.doc.toString()).toMatch(/^\n*Date\n*$/)
  type(view, 'w')
  expect(shown(view)).toMatch(/^(w\|\n\nDate\n|\n*Date\n\nw\|)\n*$/)
})

test('any other selection is left alone', () => {
  const view = open('⟦a⟧ b')
  expect(clearOverHidden(view)).toBe(false)
  expect(shown(view)).toBe('⟦a⟧ b')
})
