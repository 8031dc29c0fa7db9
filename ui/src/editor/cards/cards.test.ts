import { ensureSyntaxTree } from '@codemirror/language'
import { EditorSelection } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { open, press, seen, shown, type, understood } from '../testing'
import { cardAt } from './cards'

const HTML = 'a\n\n<div class="x">\n  <p>*b*</p>\n</div>\n\nc'

test.each([
  ['<!-- more -->', '<Remark>'],
  ['<!-- one\n\ntwo -->', '<Remark>'],
  ['{{< shelf abc >}}', '<Made by the website: shelf>'],
  ['{{< figure\n  src="a.png"\n>}}', '<Made by the website: figure>'],
  ['{% include "x.html" %}', '<Made by the website: include>'],
  ['<Chart data={ [1, 2] } />', '<Made by the website: Chart>'],
  [':::tip', '<Box: tip>'],
  [':::', '<End of the box>'],
  ['[a]: /x\n[b]: /y "z"', '<Addresses>'],
  ['<iframe src="https://x.y"></iframe>', '<Written in HTML>'],
])('%j is a card that says what it is', (code, name) => {
  const view = open('', { body: `a\n\n${code}\n\nb` })
  expect(seen(view)).toEqual(['a', '', name, '', 'b'])
})

test('a card is one thing: passed by an arrow, selected, deleted, and what is typed goes after it', () => {
  const view = open(HTML.replace('a\n', 'a|\n'))
  press(view, 'ArrowRight')
  const selected = HTML.replace('<div', '⟦<div').replace('</div>', '</div>⟧')
  expect(shown(view)).toBe(selected)
  press(view, 'ArrowRight')
  expect(shown(view)).toBe(HTML.replace(/c$/, '|c'))
  press(view, 'Backspace')
  expect(shown(view)).toBe(selected)
  type(view, 'w')
  expect(shown(view)).toBe(HTML.replace('</div>', '</div>\n\nw|'))
  press(view, 'Ctrl-z')
  press(view, 'Delete')
  expect(shown(view)).toBe('a\n\n|c')
  press(view, 'Ctrl-z')
  expect(view.state.doc.toString()).toBe(HTML)
})

const button = (view: EditorView): HTMLButtonElement => {
  const found = view.contentDOM.querySelector<HTMLButtonElement>('.b-card-button')
  if (!found) throw new Error('no button')
  return found
}
const field = (view: EditorView): HTMLTextAreaElement | null => view.contentDOM.querySelector('textarea')

function enter(view: EditorView, code: string): void {
  const area = field(view)
  if (!area) throw new Error('no field')
  area.value = code
  area.dispatchEvent(new Event('input', { bubbles: true }))
}

test('editing its code changes what is typed and nothing else, and the field stays until it is closed', () => {
  const onChange = vi.fn()
  const view = open('', { body: HTML, onChange })
  button(view).click()
  const area = field(view)
  expect(area?.value).toBe('<div class="x">\n  <p>*b*</p>\n</div>')
  expect(area?.getAttribute('aria-label')).toBe('Code: Written in HTML')
  for (const code of ['<div>', 'no code', '', '\n\n# x\n\n', '<div>\n\n</div>']) {
    enter(view, code)
    expect(view.state.doc.toString()).toBe(`a\n\n${code}\n\nc`)
    expect(field(view)).toBe(area)
  }
  enter(view, 'plain *words*')
  area?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }))
  expect(field(view)).toBeNull()
  expect(seen(view)).toEqual(['a', '', 'plain words', '', 'c'])
})

test('Enter on a selected card opens its code, and Done leaves it selected', async () => {
  const view = open(HTML.replace('<div', '⟦<div').replace('</div>', '</div>⟧'))
  expect(press(view, 'Enter')).toBe(true)
  await Promise.resolve()
  expect(document.activeElement).toBe(field(view))
  button(view).click()
  expect(field(view)).toBeNull()
  expect(shown(view)).toBe(HTML.replace('<div', '⟦<div').replace('</div>', '</div>⟧'))
})

test('in a text that is only read the code stays closed', () => {
  const view = open('', { body: HTML, readOnly: true })
  expect(button(view).hidden).toBe(true)
})

test('cards follow the text: what is drawn after any change is what a newly opened text shows', () => {
  const part = fc.constantFrom(
    '<div>',
    '</div>',
    '<!--',
    '-->',
    '{{< x >}}',
    '[a]: /b',
    '\n',
    '\n\n',
    'w',
    ' ',
    ':::',
    '> ',
  )
  const change = fc.tuple(fc.nat(80), fc.nat(6), fc.array(part, { maxLength: 3 }))
  fc.assert(
    fc.property(fc.array(part, { maxLength: 16 }), fc.array(change, { maxLength: 6 }), (parts, changes) => {
      const view = open('', { body: parts.join('') })
      for (const [at, length, insert] of changes) {
        const from = Math.min(at, view.state.doc.length)
        view.dispatch({
          changes: { from, to: Math.min(from + length, view.state.doc.length), insert: insert.join('') },
        })
      }
      const fresh = open('', { body: view.state.doc.toString() })
      expect(seen(understood(view)), JSON.stringify(view.state.doc.toString())).toEqual(seen(understood(fresh)))
      view.destroy()
      fresh.destroy()
    }),
    { numRuns: 150 },
  )
})

test('blocks that the parser comes to while something is typed have their cards', () => {
  const part = `${'some words\n\n'.repeat(400)}<div>x</div>\n\n`
  const body = part.repeat(60)
  const view = open('', { body })
  // Something, such as a key at the end, has asked for the whole.
  expect(ensureSyntaxTree(view.state, body.length, 10_000)).not.toBeNull()
  view.dispatch({ changes: { from: 0, insert: 'w' } })
  const { state } = understood(view)
  const divs = [...state.doc.toString().matchAll(/<div>/g)].map(({ index }) => index)
  expect(divs).toHaveLength(60)
  expect(divs.filter((at) => cardAt(state, at) === null)).toEqual([])
  view.destroy()
})

test('a caret put on a card rests on it whole', () => {
  const view = open('', { body: HTML })
  view.dispatch({ selection: EditorSelection.cursor(HTML.indexOf('*b')) })
  expect(shown(view)).toContain('⟦<div')
})
