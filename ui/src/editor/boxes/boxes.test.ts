import { afterEach, expect, test, vi } from 'vitest'
import type { EditorView } from '@codemirror/view'
import { commandOf } from '../commands'
import { open, press, shown, type } from '../testing'
import { boxAt } from './find'
import type { BoxForm } from './forms'

let view: EditorView
afterEach(() => {
  view.destroy()
})

const alerts: BoxForm[] = ['note', 'warning'].map((kind) => ({
  kind,
  opens: `> [!${kind.toUpperCase()}]`,
  prefix: '> ',
  closes: '',
}))
const fences: BoxForm[] = ['note', 'tip'].map((kind) => ({ kind, opens: `:::${kind}`, prefix: '', closes: ':::' }))
const tags: BoxForm[] = ['info', 'danger'].map((kind) => ({
  kind,
  opens: `{{% notice ${kind} %}}`,
  prefix: '',
  closes: '{{% /notice %}}',
}))
const classes: BoxForm[] = [
  { kind: 'note', opens: '', prefix: '', closes: '{: .notice}' },
  { kind: 'info', opens: '', prefix: '', closes: '{: .notice--info}' },
]
const quotes: BoxForm[] = ['tip', 'danger'].map((kind) => ({
  kind,
  opens: '',
  prefix: '> ',
  closes: `{: .prompt-${kind} }`,
}))

const at = (text: string, callouts: BoxForm[]): EditorView => {
  view = open(text, { writing: () => ({ read_more: '<!--more-->', callouts }) })
  return view
}
const run = (id: string): string => {
  commandOf(id)?.run(view)
  return shown(view)
}

const written: [string, BoxForm[], string][] = [
  ['alerts', alerts, '> [!NOTE]\n> one two'],
  ['fences', fences, ':::note\none two\n:::'],
  ['tags', tags, '{{% notice info %}}\n\none two\n\n{{% /notice %}}'],
  ['classes', classes, 'one two\n{: .notice}'],
  ['quotes', quotes, '> one two\n{: .prompt-tip }'],
]

test.each(written)('%s: a paragraph becomes a box and a paragraph again', (_name, forms, text) => {
  at('before\n\none| two\n\nafter\n', forms)
  run('callout')
  expect(view.state.doc.toString()).toBe(`before\n\n${text}\n\nafter\n`)
  expect(boxAt(view.state, view.state.selection.main.head)?.form).toBe(forms[0])
  expect(run('callout')).toBe('before\n\none| two\n\nafter\n')
})

test.each(written)('%s: in an empty paragraph a new one is there to be written over', (_name, forms, text) => {
  at('before\n\n|', forms)
  run('callout')
  expect(shown(view)).toBe(`before\n\n${text.replace('one two', '⟦words⟧')}`)
  type(view, 'x')
  expect(view.state.doc.toString()).toBe(`before\n\n${text.replace('one two', 'x')}`)
})

test.each(written)(
  '%s: the kind is chosen on the box, and changes only the lines that say it',
  (_name, forms, text) => {
    at(`before\n\n${text}\n\nafter`, forms)
    const select = view.dom.querySelector<HTMLSelectElement>('.b-box-label select')
    const other = forms[1]
    if (!select || !other) throw new Error('no choice')
    expect([...select.options].map(({ value }) => value)).toEqual([...forms.map(({ kind }) => kind), ''])
    select.value = other.kind
    select.dispatchEvent(new Event('change'))
    const first = forms[0]
    const changed = text.replace(first?.opens ?? '', other.opens).replace(first?.closes ?? '', other.closes)
    expect(view.state.doc.toString()).toBe(
      `before\n\n${first?.opens === '' ? text.replace(first.closes, other.closes) : changed}\n\nafter`,
    )
  },
)

test.each(written)('%s: what makes the box is not to be seen as code', async (_name, forms, text) => {
  at(`before\n\n${text}\n\nafter`, forms)
  // What a long parse leaves for later is drawn when it is read.
  await vi.waitFor(() => {
    const page = [...view.contentDOM.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n')
    expect(page).not.toMatch(/\[!|\{[:{]|:::|> /)
    expect(page).toContain('one two')
  })
})

test.each(written)('%s: Backspace before its first words takes the box away', (_name, forms, text) => {
  at(`before\n\n${text}\n\nafter`, forms)
  view.dispatch({ selection: { anchor: view.state.doc.toString().indexOf('one') } })
  press(view, 'Backspace')
  expect(shown(view)).toBe('before\n\n|one two\n\nafter')
})

test('Enter after words with a line of classes goes on below the box', () => {
  at('one two|\n{: .notice}', classes)
  press(view, 'Enter')
  type(view, 'x')
  expect(view.state.doc.toString()).toBe('one two\n{: .notice}\n\nx')
})

test('a title after the kind is kept', () => {
  at(':::note[Mind this]\none\n:::', fences)
  const select = view.dom.querySelector<HTMLSelectElement>('select')
  if (select) select.value = 'tip'
  select?.dispatchEvent(new Event('change'))
  expect(view.state.doc.toString()).toBe(':::tip[Mind this]\none\n:::')
})

test('the line for lists is drawn as what it is, and there is one', () => {
  at('one|\n\ntwo\n\nthree\n', alerts)
  run('read-more')
  expect(view.state.doc.toString()).toContain('one\n\n<!--more-->\n\n')
  expect(view.dom.querySelector('.b-cut')?.textContent).toBe('Read more')
  view.dispatch({ selection: { anchor: view.state.doc.toString().indexOf('three') } })
  run('read-more')
  expect(view.state.doc.toString().match(/more/g)).toHaveLength(1)
  expect(view.state.doc.toString()).toContain('three\n\n<!--more-->')
})

test('a site without them has none', () => {
  view = open('one|', { writing: () => ({ read_more: null, callouts: [] }) })
  expect(run('callout')).toBe('one|')
  expect(run('read-more')).toBe('one|')
  view.destroy()
  view = open('<!--more-->\n\none|', { writing: () => ({ read_more: null, callouts: [] }) })
  expect(view.dom.querySelector('.b-cut')).toBeNull()
})
