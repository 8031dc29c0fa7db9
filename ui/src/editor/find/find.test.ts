import { undo } from '@codemirror/commands'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { open, seen } from '../testing'
import { findAll, find, foundIn, goOn, pattern, replaceEach, replaceHere, stop } from '.'

const plain = { exact: false, whole: false }
const texts = (body: string, text: string, more = plain) => {
  const { state } = open('', { body })
  return findAll(state, { text, ...more }).map(({ from, to }) => state.sliceDoc(from, to))
}

test.each([
  ['a marked **b**old word', 'bold', ['b**old']],
  ['wrapped in\nthe file', 'in the', ['in\nthe']],
  ['> quoted\n> words', 'quoted words', ['quoted\n> words']],
  ['- one\n- two', 'one two', []],
  ['- one\n- two', 'two', ['two']],
  ['It’s here', "it's", ['It’s']],
  ['a\\*b', 'a*b', ['a\\*b']],
  ['[words](https://example.org/words)', 'words', ['words']],
  ['STRASSE straße', 'strasse', ['STRASSE']],
  ['one\n\ntwo', 'one two', []],
  ['`code` and\n\n```\ncode\n```', 'code', ['code', 'code']],
  ['(a+b)', '(a+b)', ['(a+b)']],
])('%s: what is read is found: %s', (body, text, expected) => {
  expect(texts(body, text)).toEqual(expected)
})

test('capitals and whole words count where that is asked for', () => {
  expect(texts('Rose rose roses', 'rose')).toHaveLength(3)
  expect(texts('Rose rose roses', 'rose', { exact: true, whole: false })).toHaveLength(2)
  expect(texts('Rose rose roses prose', 'rose', { exact: false, whole: true })).toHaveLength(2)
  expect(texts('Überrose, Rose', 'rose', { exact: false, whole: true })).toEqual(['Rose'])
})

test('nothing is looked for without words', () => {
  expect(pattern({ text: '  ', ...plain })).toBeNull()
})

test('lines that details speak for are not searched', () => {
  const { state } = open('', { body: '# Title\n\nThe title', spokenFor: [{ from: 0, to: 7 }] })
  expect(findAll(state, { text: 'title', ...plain })).toEqual([{ from: 13, to: 18 }])
})

test('the search goes from match to match, round the end', () => {
  const view = open('|a x a x a')
  find(view, { text: 'a', ...plain })
  expect(foundIn(view.state)).toEqual({ count: 3, at: 1 })
  goOn(view, 1)
  goOn(view, 1)
  expect(foundIn(view.state)).toEqual({ count: 3, at: 3 })
  goOn(view, 1)
  expect(foundIn(view.state)?.at).toBe(1)
  goOn(view, -1)
  expect(foundIn(view.state)?.at).toBe(3)
})

test('a replaced word keeps its style and the search goes on', () => {
  const view = open('|a **red** and red rose')
  find(view, { text: 'red', ...plain })
  replaceHere(view, 'white')
  expect(view.state.doc.toString()).toBe('a **white** and red rose')
  expect(foundIn(view.state)).toEqual({ count: 1, at: 1 })
  replaceHere(view, 'white')
  expect(view.state.doc.toString()).toBe('a **white** and white rose')
})

test('all are replaced in one step, half-styled and wrapped ones too', () => {
  const body = 'a **r**ed, a\nred\n\n- red\n\n```\nred\n```'
  const view = open('|', { body })
  find(view, { text: 'red', ...plain })
  expect(replaceEach(view, 'blue')).toBe(4)
  expect(seen(view).join('\n')).not.toContain('red')
  expect(view.state.doc.toString()).toContain('```\nblue\n```')
  undo(view)
  expect(view.state.doc.toString()).toBe(body)
})

test('a post that cannot be changed stays', () => {
  const view = open('|red', { readOnly: true })
  find(view, { text: 'red', ...plain })
  expect(replaceEach(view, 'blue')).toBe(0)
  expect(replaceHere(view, 'blue')).toBe(false)
  expect(view.state.doc.toString()).toBe('red')
})

const word = fc.constantFrom('ab', 'abc', '**ab**', '_b_', '[ab](x)', '\\*', 'ba', '`ab`')
const line = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '))
const post = fc
  .array(line, { minLength: 1, maxLength: 5 })
  .chain((lines) =>
    fc
      .array(fc.constantFrom('\n', '\n\n', '\n\n- ', '\n\n> '), { minLength: lines.length, maxLength: lines.length })
      .map((gaps) => lines.map((text, at) => (at === 0 ? text : `${gaps[at] ?? ''}${text}`)).join('')),
  )

test('after all are replaced none is left to be read, and one undo brings the text back', () => {
  fc.assert(
    fc.property(post, (body) => {
      const view = open('|', { body })
      find(view, { text: 'ab', ...plain })
      const count = foundIn(view.state)?.count ?? 0
      expect(replaceEach(view, 'xyz')).toBe(count)
      expect(findAll(view.state, { text: 'ab', ...plain })).toEqual([])
      expect(findAll(view.state, { text: 'xyz', ...plain })).toHaveLength(count)
      if (count > 0) undo(view)
      expect(view.state.doc.toString()).toBe(body)
      view.destroy()
    }),
    { numRuns: 25 },
  )
})

const table = '| Red | b |\n|-----|---|\n| red | **re**d |'

test('in a table each place is gone to by itself, and replaced in its own marks', () => {
  const view = open('|', { body: `${table}\n\nred` })
  find(view, { text: 'red', ...plain })
  const at = [0, 1, 2].map(() => {
    const { from, to } = view.state.selection.main
    goOn(view, 1)
    return view.state.sliceDoc(from, to)
  })
  expect(at).toEqual(['Red', 'red', 're**d'])
  goOn(view, 1)
  replaceHere(view, 'x|y')
  expect(view.state.doc.toString()).toBe('| x\\|y | b |\n|-----|---|\n| red | **re**d |\n\nred')
  expect(foundIn(view.state)).toEqual({ count: 3, at: 1 })
})

test.each([
  ['', '|     | b |\n|-----|---|\n|     |  |'],
  ['blue', '| blue | b |\n|-----|---|\n| blue | **blue** |'],
])('replacing all by "%s" leaves no half mark in a cell, and is undone at once', (by, expected) => {
  const view = open('|', { body: table })
  find(view, { text: 'red', ...plain })
  expect(replaceEach(view, by)).toBe(3)
  expect(view.state.doc.toString()).toBe(expected)
  undo(view)
  expect(view.state.doc.toString()).toBe(table)
})

test('a search that was closed is gone on with', () => {
  const view = open('|a x a')
  expect(goOn(view, 1)).toBe(false)
  find(view, { text: 'a', ...plain })
  stop(view)
  expect(goOn(view, 1)).toBe(true)
  expect(view.state.selection.main.from).toBe(4)
  expect(foundIn(view.state)).toBeNull()
})

test('the bars and lines of a table are nothing that is read', () => {
  expect(texts('| a-b | c |\n| --- | - |\n| d | e\\|f |', '-')).toEqual(['-'])
  expect(texts('| a-b | c |\n| --- | - |\n| d | e\\|f |', '|')).toEqual(['|'])
  expect(texts('| one | two |\n| --- | --- |', 'one two')).toEqual([])
})

test('a bar in a cell is replaced with what keeps it a letter', () => {
  const view = open('|', { body: '| a |\n| --- |\n| e\\|f |' })
  find(view, { text: '|', ...plain })
  replaceEach(view, '/')
  expect(view.state.sliceDoc(14)).toBe('| e/f |')
})
