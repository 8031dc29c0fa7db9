import type { EditorView } from '@codemirror/view'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyDocument } from './rules/any-document'
import { anyAct, perform } from './rules/any-editing'
import { runs } from './rules/runs'
import { goesOn } from './soft-breaks'
import { open, press, seen, shown, type, understood } from './testing'

test.each([
  ['words broken\nover two\nlines', ['words broken over two lines']],
  ['a blank \nis one blank', ['a blank is one blank']],
  ['  in\n  further', ['in further']],
  ['> a quote\n> goes\non', ['a quote goes on']],
  ['- an item\n  goes on\n- another', ['•an item goes on', '•another']],
  ['- [ ] to\n  do', ['to do']],
  ['**bold\nwords**', ['bold words']],
  ['Heading\nof two\n===', ['Heading of two', '']],
  ['a break  \nof lines', ['a break', 'of lines']],
  ['a break\\\nof lines', ['a break', 'of lines']],
  ['one\n\ntwo', ['one', '', 'two']],
  ['```\ncode\nmore\n```', ['', 'code', 'more', '']],
  ['    code\n    more', ['code', 'more']],
])('%j reads as %j', (body, lines) => {
  expect(seen(open(body)).map((line) => line.trimEnd())).toEqual(lines)
})

test('a picture on a line of its own stays one', () => {
  const view = open('words\n![A hill](hill.jpg)\nmore\nwords')
  expect(view.contentDOM.querySelectorAll('.b-figure')).toHaveLength(1)
  expect(seen(view).at(-1)).toBe('more words')
})

test('the caret goes over such a blank in one step, and words go in on either side', () => {
  const view = open('one|\n  two')
  press(view, 'ArrowRight')
  expect(shown(view)).toBe('one\n  |two')
  type(view, 'x')
  expect(shown(view)).toBe('one\n  x|two')
  press(view, 'ArrowLeft')
  press(view, 'ArrowLeft')
  expect(shown(view)).toBe('one|\n  xtwo')
  type(view, 'y')
  expect(view.state.doc.toString()).toBe('oney\n  xtwo')
  expect(seen(view)).toEqual(['oney xtwo'])
})

test.each([
  ['Backspace', 'one\n|two', 'one|two'],
  ['Backspace', '> one\n> |two', '> one|two'],
  ['Backspace', 'one \n|two', 'one|two'],
  ['Backspace', 'one |\ntwo', 'one|two'],
  ['Delete', 'one|\n  two', 'one|two'],
  ['Delete', 'one| \ntwo', 'one|two'],
  ['Ctrl-Backspace', 'one two\n|three', 'one |three'],
  ['Ctrl-Delete', 'one|\ntwo three', 'one| three'],
])('%s takes such a blank as one: %j', (key, before, after) => {
  const view = open(before)
  press(view, key)
  expect(shown(view)).toBe(after)
})

test('a paragraph that becomes something else is read again, and comes back with undo', () => {
  const view = open('one\ntwo\nthree')
  view.dispatch({ changes: { from: 0, insert: '```\n' } })
  understood(view)
  expect(seen(view).slice(1)).toEqual(['one', 'two', 'three'])
  view.dispatch({ changes: { from: 0, to: 4 } })
  understood(view)
  expect(seen(view)).toEqual(['one two three'])
  view.dispatch({ changes: { from: 3, insert: '  ' } })
  expect(seen(view)).toEqual(['one', 'two three'])
})

/** The lines that go on with the words above them, by their numbers. */
function goingOn(view: EditorView): number[] {
  const { state } = understood(view)
  return Array.from({ length: state.doc.lines }, (_, at) => at + 1).filter((at) => goesOn(state, state.doc.line(at)))
}

test('a block of code that opens or closes is read again as far as it reaches', () => {
  const body = '```\na\n```\n\none\ntwo\n\n```\nb\n```\n\nthree\nfour'
  const view = open('', { body })
  const before = goingOn(view)
  expect(before).toEqual([6, 13])
  view.dispatch({ changes: { from: 0, to: 4 } })
  expect(goingOn(view)).toEqual([])
  view.dispatch({ changes: { from: 0, insert: '```\n' } })
  expect(goingOn(view)).toEqual(before)
})

test('lines that become a table, and words again, are read again as far as they reach', () => {
  const view = open('', { body: 'x | y\na | b\nc | d\ne | f' })
  expect(goingOn(view)).toEqual([2, 3, 4])
  view.dispatch({ changes: { from: 5, insert: '\n---|---' } })
  expect(goingOn(view)).toEqual([])
  view.dispatch({ changes: { from: 5, to: 13 } })
  expect(goingOn(view)).toEqual([2, 3, 4])
})

test('words that were one block with a line that is gone are read again', () => {
  const view = open('', { body: '- w\n- w\n  {{ x }}\nw\n    <div>' })
  view.dispatch({ changes: { from: 4, to: 7 } })
  expect(goingOn(view)).toEqual([5])
})

test('whatever is done, what is read as one paragraph is what a newly opened text reads as', () => {
  fc.assert(
    fc.property(anyDocument, fc.array(anyAct, { minLength: 1, maxLength: 6 }), (body, acts) => {
      const view = open('', { body })
      understood(view)
      for (const act of acts) perform(view, act)
      const fresh = open('', { body: view.state.doc.toString() })
      expect(goingOn(view)).toEqual(goingOn(fresh))
      view.destroy()
      fresh.destroy()
    }),
    runs(60),
  )
})
