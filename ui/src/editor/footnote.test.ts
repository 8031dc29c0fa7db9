import { undo } from '@codemirror/commands'
import { expect, test } from 'vitest'
import { footnote } from './footnote'
import { open, shown, type } from './testing'

const after = (text: string): string => {
  const view = open(text)
  footnote(view)
  const now = shown(view)
  view.destroy()
  return now
}

test('the number stands at the caret, the note at the end, the caret in it', () => {
  expect(after('one| two\n')).toBe('one[^1] two\n\n[^1]: |\n')
  expect(after('one|')).toBe('one[^1]\n\n[^1]: |')
  expect(after('⟦one⟧ two\n\nthree')).toBe('one[^1] two\n\nthree\n\n[^1]: |')
})

test('the next free number; notes that stand together stay so', () => {
  expect(after('one[^1] two|\n\n[^1]: Note.\n')).toBe('one[^1] two[^2]\n\n[^1]: Note.\n[^2]: |\n')
  expect(after('one[^2] two|\n\n[^2]: Note.')).toBe('one[^2] two[^3]\n\n[^2]: Note.\n[^3]: |')
})

test('one step; from the note the same command leads back', () => {
  const view = open('one| two\n')
  footnote(view)
  type(view, 'Said who?')
  footnote(view)
  expect(shown(view)).toBe('one[^1]| two\n\n[^1]: Said who?\n')
  undo(view)
  undo(view)
  expect(view.state.doc.toString()).toBe('one two\n')
  view.destroy()
})

test('not in code, not in a link', () => {
  for (const text of ['```\na|b\n```', '`a|b`', '[a|b](c)']) expect(after(text)).toBe(text)
})
