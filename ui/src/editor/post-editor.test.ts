import { EditorView } from '@codemirror/view'
import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { PostEditor } from './post-editor'
import { options } from './testing'
import type { EditorOptions, EditorState } from './types'

const editors: PostEditor[] = []
const start = (over: Partial<EditorOptions>): PostEditor => {
  const editor = new PostEditor(options(over))
  editors.push(editor)
  return editor
}
afterEach(() => {
  for (const editor of editors.splice(0)) editor.destroy()
})

const REAL =
  '\n # ** ` Title `**\n***\n![AWS Summit](aws summit .jpg)\n\n**August 24, 2017\n|\nJames Dadd**\n\n\n_How many people?_\n'

test('opening a text changes no letter of it', () => {
  expect(start({ body: REAL, spokenFor: [{ from: 0, to: 21 }] }).body()).toBe(REAL)
  const piece = fc.constantFrom(
    '# ',
    '**',
    '_',
    '`',
    '```\n',
    '- ',
    '1. ',
    '> ',
    '![a](b c.png)',
    '[x](y)',
    '\n',
    '\n\n',
    'word',
    ' ',
    '<b>',
    '|',
    '\\',
    '---',
    '\ufeff',
    '\u2028',
    '😀',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (parts) => {
      const body = parts.join('')
      const editor = start({ body })
      expect(editor.body()).toBe(body)
      editor.destroy()
    }),
    { numRuns: 80 },
  )
})

test('a text from outside is one step back, is not reported, and leaves the caret at its words', () => {
  const onChange = vi.fn()
  const states: EditorState[] = []
  const editor = start({ body: 'one\n\ntwo\n\nthree', onChange, onState: (state) => states.push(state) })
  editor.setBody('ONE\n\ntwo\n\nTHREE', [])
  expect(editor.body()).toBe('ONE\n\ntwo\n\nTHREE')
  expect(onChange).not.toHaveBeenCalled()
  expect(states.at(-1)?.canUndo).toBe(true)
  expect(editor.run('undo')).toBe(true)
  expect(editor.body()).toBe('one\n\ntwo\n\nthree')
  expect(onChange).toHaveBeenCalledExactlyOnceWith('one\n\ntwo\n\nthree')
})

test("a colleague's change between two of hers is one step, and hers stay steps of their own", () => {
  const parent = document.createElement('div')
  document.body.append(parent)
  const onChange = vi.fn()
  const editor = start({ parent, body: 'one\n\ntwo\n\nthree', onChange })
  const view = EditorView.findFromDOM(parent)
  if (!view) throw new Error('no editor')
  view.dispatch({ changes: { from: 3, insert: ' mine' }, selection: { anchor: 8 }, userEvent: 'input.type' })
  // Theirs comes in above and below of where she writes.
  editor.setBody('ZERO\n\none mine\n\ntwo\n\nTHREE', [])
  expect(view.state.doc.sliceString(view.state.selection.main.head - 5, view.state.selection.main.head)).toBe(' mine')
  const at = view.state.selection.main.head
  view.dispatch({ changes: { from: at, insert: ' again' }, selection: { anchor: at + 6 }, userEvent: 'input.type' })
  expect(editor.body()).toBe('ZERO\n\none mine again\n\ntwo\n\nTHREE')
  const steps = ['ZERO\n\none mine\n\ntwo\n\nTHREE', 'one mine\n\ntwo\n\nthree', 'one\n\ntwo\n\nthree']
  for (const body of steps) {
    expect(editor.run('undo')).toBe(true)
    expect(editor.body()).toBe(body)
  }
  for (const body of steps.slice(0, 2).reverse()) {
    editor.run('redo')
    expect(editor.body()).toBe(body)
  }
})

test('a text that is only a part of what changed is left alone by undo, which asks the window first', () => {
  const onUndo = vi.fn(() => false)
  const editor = start({ body: 'one\n\ntwo', onUndo })
  editor.run('quote')
  expect(editor.body()).toBe('> one\n\ntwo')
  editor.setBody('> one\n\nTWO', [], false)
  onUndo.mockReturnValueOnce(true)
  expect(editor.run('undo')).toBe(true)
  expect(editor.body()).toBe('> one\n\nTWO')
  expect(editor.run('undo')).toBe(true)
  expect(editor.body()).toBe('one\n\nTWO')
  expect(onUndo).toHaveBeenCalledTimes(2)
})

test('a picture gets a paragraph of its own, after the block it is put in', () => {
  const editor = start({ body: 'one two\n\nthree\n' })
  editor.insertPicture('/pictures/a b.jpg', 'A [cat]', 3)
  expect(editor.body()).toBe('one two\n\n![A \\[cat\\]](</pictures/a b.jpg>)\n\nthree\n')
  const empty = start({ body: '' })
  empty.insertPicture('x.png', '')
  expect(empty.body()).toBe('![](x.png)')
})

test('nothing changes in a text that is only read', () => {
  const editor = start({ body: 'one', readOnly: true })
  for (const id of ['bold', 'heading-1', 'quote', 'bullet-list', 'divider'] as const) editor.run(id)
  expect(editor.body()).toBe('one')
  editor.setReadOnly(false)
  expect(editor.run('heading-2')).toBe(true)
  expect(editor.body()).toBe('## one')
})

test('the text has its role and its name; a heading has its level', () => {
  const parent = document.createElement('div')
  document.body.append(parent)
  start({ parent, body: '## Title\n\ntext', label: 'Post' })
  const box = parent.querySelector('[role=textbox]')
  expect(box?.getAttribute('aria-label')).toBe('Post')
  expect(box?.getAttribute('aria-multiline')).toBe('true')
  expect(parent.querySelector('[role=heading]')?.getAttribute('aria-level')).toBe('2')
  expect(parent.querySelector('[role=heading]')?.textContent).toBe('Title')
})

test('a link is asked for, then set', () => {
  const onAskLink = vi.fn()
  const editor = start({ body: 'word', onAskLink })
  expect(editor.run('link')).toBe(true)
  expect(onAskLink).toHaveBeenCalledExactlyOnceWith(null)
  editor.run('link', { text: 'site', url: 'https://a.b/c d' })
  expect(editor.body()).toBe('[site](https://a.b/c%20d)word')
})
