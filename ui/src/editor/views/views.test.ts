import { undo } from '@codemirror/commands'
import { EditorView } from '@codemirror/view'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PostEditor } from '../post-editor'
import { open, options, press, seen, type } from '../testing'
import { find, foundIn, replaceEach } from '../find'
import { focused, setFocusMode } from './focus'
import { outlineOf } from './outline'
import { recall, remember } from './remembered'
import { selectedWords } from './words'
import { pageExtensions } from '../post-editor'

const viewIn = (parent: HTMLElement): EditorView => {
  const view = EditorView.findFromDOM(parent)
  if (!view) throw new Error('no editor')
  return view
}

test('the outline has the words of the headings, without their marks', () => {
  const { state } = open(
    '## A **bold** [start](x)\n\ntext\n\nMore\n----\n\n```\n# no heading\n```\n\n##\n\n### Deeper `code`',
  )
  expect(outlineOf(state)).toEqual([
    { level: 2, text: 'A bold start', line: 0 },
    { level: 2, text: 'More', line: 4 },
    { level: 3, text: 'Deeper code', line: 13 },
  ])
})

test('a heading that stands in the details is not in the outline', () => {
  const { state } = open('', { body: '# Title\n\n## Part', spokenFor: [{ from: 0, to: 7 }] })
  expect(outlineOf(state).map(({ text }) => text)).toEqual(['Part'])
})

test.each([
  ['one ⟦two three⟧ four', 2],
  ['⟦a **bold**, [link](https://example.org/a-b-c)⟧', 3],
  ['⟦日本語⟧', 1],
  ['none|', null],
])('the words of a selection are counted as they are read: %s', (marked, count) => {
  const counted = selectedWords(open(marked).state)
  if (count === null) expect(counted).toBeNull()
  else expect(counted).toBeGreaterThanOrEqual(count)
})

test('focus mode takes the whole paragraph, however it is broken over lines', () => {
  const view = open('one\n\ntwo\nth|ree\nfour\n\nfive')
  expect(focused(view.state)).toEqual({ from: 5, to: 19 })
  view.dispatch({ effects: setFocusMode.of(true) })
  const away = [...view.contentDOM.querySelectorAll('.cm-line')].map((line) => line.classList.contains('b-away'))
  expect(away).toEqual([true, true, false, true, true])
  view.dispatch({ effects: setFocusMode.of(false) })
  expect(view.contentDOM.querySelector('.b-away')).toBeNull()
})

test('the text as it is stored shows every mark, and the page comes back with its undo', () => {
  const parent = document.createElement('div')
  document.body.append(parent)
  const body = '# Told\n\nA **bold** word\n\n| a |\n|---|\n| b |'
  const editor = new PostEditor(options({ parent, body, spokenFor: [{ from: 0, to: 6 }] }))
  const view = viewIn(parent)
  const shown = seen(view)
  expect(shown.join('\n')).not.toContain('**')
  editor.showAs({ source: true })
  expect([...view.contentDOM.querySelectorAll('.cm-line')].map((line) => line.textContent)).toEqual(body.split('\n'))
  view.dispatch({ selection: { anchor: 15 } })
  type(view, 'x')
  expect(editor.body()).toBe(`${body.slice(0, 15)}x${body.slice(15)}`)
  editor.showAs({ source: false })
  undo(view)
  expect(editor.body()).toBe(body)
  expect(seen(view)).toEqual(shown)
  editor.destroy()
})

test('undo goes on after a post was left and opened again, also over what changed meanwhile', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-z]{1,5}$/), { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      (typed, changed) => {
        const first = open('start|')
        for (const word of typed) {
          first.dispatch({ changes: { from: first.state.doc.length, insert: ` ${word}` }, userEvent: 'input.paste' })
        }
        const body = first.state.doc.toString()
        const kept = remember(first.state)
        first.destroy()
        const now = changed ? `News.\n\n${body}` : body
        const view = new EditorView({ state: recall(kept, now, pageExtensions(options({ body: now }))) })
        expect(view.state.doc.toString()).toBe(now)
        while (undo(view));
        expect(view.state.doc.toString()).toBe('start')
        view.destroy()
      },
    ),
    { numRuns: 30 },
  )
})

test('a text shown as it is stored is searched as it is stored, by the same keys', () => {
  const parent = document.createElement('div')
  document.body.append(parent)
  const asked: string[] = []
  const editor = new PostEditor(
    options({
      parent,
      body: 'A **bold** [w](u)',
      find: { onAsk: (text) => asked.push(text), onFound: () => undefined },
    }),
  )
  editor.showAs({ source: true })
  const view = viewIn(parent)
  press(view, 'Ctrl-f')
  expect(asked).toEqual([''])
  find(view, { text: '**', exact: false, whole: false })
  expect(foundIn(view.state)).toEqual({ count: 2, at: 1 })
  replaceEach(view, '_')
  expect(view.state.doc.toString()).toBe('A _bold_ [w](u)')
  editor.destroy()
})

test('typewriter mode makes room around the page, not in a cell of a table', () => {
  const parent = document.createElement('div')
  document.body.append(parent)
  const editor = new PostEditor(options({ parent, body: '| a |\n|---|\n| b |' }))
  editor.showAs({ typewriter: true })
  const view = viewIn(parent)
  view.dispatch({ selection: { anchor: 2 }, filter: false })
  const room = [...parent.querySelectorAll('.cm-content')].map((content) => getComputedStyle(content).paddingTop)
  expect(room).toEqual(['30vh', expect.not.stringContaining('vh')])
  editor.destroy()
})
