import { undo } from '@codemirror/commands'
import { expect, test } from 'vitest'
import { footnote } from './footnote'
import { lookOf } from './line-looks'
import { placesOf } from './places'
import { open, press, seen, shown, type, understood } from './testing'

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

/** What the line of the caret is drawn as, and whether its indent can be seen. */
const here = (view: ReturnType<typeof open>): { classes: string[]; indent: boolean } => {
  const { state } = understood(view)
  const line = state.doc.lineAt(state.selection.main.head)
  return {
    classes: lookOf(state, line).classes,
    indent: line.text.startsWith('    ') && placesOf(state, line).start < line.from + 4,
  }
}

test.each([
  ['a[^1]\n\n[^1]: note|', ['b-footnote']],
  ['a[^1]\n\n[^1]: note|\n', ['b-footnote']],
  ['a[^1]\n\n[^1]: note|\n\n[^2]: other', ['b-footnote']],
  ['a[^1]\n\n[^1]: note|\n[^2]: other', ['b-footnote']],
  ['a[^1]\n\n[^1]: note|\n\n    second', ['b-footnote']],
  ['a[^1]\n\n[^1]: no|te', ['b-footnote']],
  ['a[^long-name]\n\n[^long-name]: note|', ['b-footnote']],
  ['> [^1]: note|', ['b-footnote', 'b-quote']],
])('a paragraph begun in the note of %j is one of the note, before and after words are typed', (text, classes) => {
  const view = open(text)
  press(view, 'Enter')
  expect(here(view)).toEqual({ classes, indent: false })
  type(view, 'words')
  expect(here(view)).toEqual({ classes, indent: false })
  expect(seen(view).some((line) => /^words/.test(line))).toBe(true)
  view.destroy()
})

test('a list in a note goes on, and an item left is a paragraph of the note', () => {
  const view = open('a[^1]\n\n[^1]: note\n\n    - item|\n\n[^2]: other')
  press(view, 'Enter')
  expect(here(view).classes).toEqual(['b-item', 'b-footnote', 'b-list'])
  press(view, 'Enter')
  expect(here(view)).toEqual({ classes: ['b-footnote'], indent: false })
  type(view, 'words')
  expect(here(view)).toEqual({ classes: ['b-footnote'], indent: false })
  expect(view.state.doc.toString()).toBe('a[^1]\n\n[^1]: note\n\n    - item\n\n    words\n\n[^2]: other')
  view.destroy()
})

test('an empty paragraph that is not as far in is none of the note', () => {
  for (const text of ['a[^1]\n\n[^1]: note\n\n\n|\n\nb', 'a[^1]\n\n[^1]: note\n\n\n  |\n\nb']) {
    const view = open(text)
    expect(here(view).classes).toEqual([])
    view.destroy()
  }
})
