import { expect, test } from 'vitest'
import { waysChanged } from './options'
import { copiedOf } from './pasting/copy'
import { open, press, seen, shown, type } from './testing'
import { goesOn } from './soft-breaks'
import type { EditorOptions } from './types'

/** A site that shows a break wherever a line of the file ends, until it is told otherwise. */
function site(): { options: Partial<EditorOptions>; breaks: (on: boolean) => void } {
  let on = true
  return {
    options: { writing: () => ({ read_more: null, callouts: [], line_breaks: on }) },
    breaks: (now) => (on = now),
  }
}

test('each line of the file is a line of the page', () => {
  const view = open('one\ntwo\n\n> a\n> b', site().options)
  expect(seen(view).map((line) => line.trim())).toEqual(['one', 'two', '', 'a', 'b'])
  expect(goesOn(view.state, view.state.doc.line(2))).toBe(false)
})

test.each([
  ['one|\ntwo', 'Delete', 'one|two'],
  ['one\n|two', 'Backspace', 'one|two'],
  ['> one|\n> two', 'Delete', '> one|two'],
  ['- one\n  |two', 'Backspace', '- one|two'],
  ['one\n|two', 'ArrowLeft', 'one|\ntwo'],
  ['one|\ntwo', 'ArrowRight', 'one\n|two'],
])('a break of %j goes with %s as a letter does', (body, key, expected) => {
  const view = open(body, site().options)
  press(view, key)
  expect(shown(view)).toBe(expected)
})

test.each([
  ['one|\ntwo', 'Enter', 'one\n\nx|\n\ntwo'],
  ['one|\ntwo', 'Shift-Enter', 'one\nx|\\\ntwo'],
  ['- one|\n  two', 'Shift-Enter', '- one\n  x|\\\n  two'],
  ['one tw|o', 'Shift-Enter', 'one tw\nx|o'],
  ['one|', 'Shift-Enter', 'one\nx|'],
])('at %j %s makes a line as the site shows them', (body, key, expected) => {
  const view = open(body, site().options)
  press(view, key)
  type(view, 'x')
  expect(shown(view)).toBe(expected)
})

test('words are copied with the breaks that readers see', () => {
  const all = '⟦one\ntwo **three\nfour**\n\n> a\n> b⟧'
  const copied = (over = {}) => copiedOf(open(all, over))
  expect(copied(site().options)?.text).toBe('one\ntwo three\nfour\n\na\nb')
  expect(copied(site().options)?.html).toContain('<p>one<br>two <strong>three<br>four</strong></p>')
  expect(copied()?.text).toBe('one two three four\n\na b')
})

test('when the site is told to join lines, they are read again', () => {
  const { options, breaks } = site()
  const view = open('one\ntwo', options)
  breaks(false)
  view.dispatch({ effects: waysChanged.of(null) })
  expect(seen(view)).toEqual(['one two'])
  breaks(true)
  view.dispatch({ effects: waysChanged.of(null) })
  expect(seen(view)).toEqual(['one', 'two'])
})
