import { redo, undo } from '@codemirror/commands'
import { EditorView } from '@codemirror/view'
import { expect, test } from 'vitest'
import { PostEditor } from '../post-editor'
import { open, options } from '../testing'
import type { Brought, Part, PastedImage, PastingHost } from './host'
import { take } from './index'

const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 0))
const page = { html: '<p>x</p>', text: 'x', files: [] }
const image = (token: string, at = 0, before = '![]('): PastedImage => ({
  token,
  at,
  before,
  after: ')',
  address: `https://a.org/${token}.png?x=1`,
})
const picture = (token: string): Part => ({ kind: 'picture', text: '', pictures: [image(token)] })
const list = (text: string): Part => ({ kind: 'list', text, pictures: [] })
const quote = (text: string): Part => ({ kind: 'quote', text, pictures: [] })
const words = (text: string): Part => ({ kind: 'paragraph', text, pictures: [] })

/** A desk with these parts whose pictures come when told to. */
function desk(parts: readonly Part[]) {
  const coming = new Map<string, (brought: Brought) => void>()
  const host: PastingHost = {
    read: () => Promise.resolve({ parts, left_out: [] }),
    bring: (token) => new Promise((done) => coming.set(token, done)),
    onPasted: () => undefined,
  }
  const come = async (token: string, brought: Brought = { link: `${token}.png` }): Promise<void> => {
    coming.get(token)?.(brought)
    await settled()
  }
  return { host, come, coming }
}

async function paste(marked: string, parts: readonly Part[]) {
  const { host, ...rest } = desk(parts)
  const view = open(marked, { pasting: host })
  const before = view.state.doc.toString()
  take(view, page)
  await settled()
  const text = (): string => view.state.doc.toString()
  const notes = (): string[] => [...view.dom.querySelectorAll('.b-coming')].map((note) => note.textContent ?? '')
  return { view, before, text, notes, ...rest }
}

test.each<[string, string, Part[], string, string]>([
  ['alone', '|', [picture('p')], '', '![](p.png)'],
  ['alone among words', 'a b|c d', [picture('p')], 'a bc d', 'a bc d\n\n![](p.png)'],
  ['first', 'a\n\n|', [picture('p'), words('x')], 'a\n\nx', 'a\n\n![](p.png)\n\nx'],
  ['first in a text', '|', [picture('p'), words('x')], 'x', '![](p.png)\n\nx'],
  ['last', '|', [words('x'), picture('p')], 'x', 'x\n\n![](p.png)'],
  ['between', 'a|\n\nb', [words('x'), picture('p'), words('y')], 'ax\n\ny\n\nb', 'ax\n\n![](p.png)\n\ny\n\nb'],
  ['in a quote', '> a|', [words('x'), picture('p'), words('y')], '> ax\n>\n> y', '> ax\n>\n> ![](p.png)\n>\n> y'],
  ['in an item', '- a|\n- b', [words('x'), picture('p')], '- ax\n- b', '- ax\n\n  ![](p.png)\n- b'],
  ['below a list', '|', [list('- x\n- y'), picture('p')], '- x\n- y', '- x\n- y\n\n![](p.png)'],
  ['below a quote', 'a\n\n|\n\nb', [quote('> x'), picture('p')], 'a\n\n> x\n\nb', 'a\n\n> x\n\n![](p.png)\n\nb'],
  ['below a list in a quote', '> a|', [list('- x'), picture('p')], '> a\n>\n> - x', '> a\n>\n> - x\n>\n> ![](p.png)'],
  [
    'within a line',
    '|',
    [{ kind: 'list', text: '- x\n- y z', pictures: [image('p', 7, ' ![](')] }],
    '- x\n- y z',
    '- x\n- y ![](p.png) z',
  ],
])('a picture that is %s has nothing in its place until it is there', async (_name, marked, parts, without, withIt) => {
  const { view, before, text, notes, come } = await paste(marked, parts)
  expect(text()).toBe(without)
  expect(notes()).toEqual(['Bringing the picture over…'])
  await come('p')
  expect(text()).toBe(withIt)
  expect(notes()).toEqual([])
  undo(view)
  expect(text()).toBe(before)
  redo(view)
  await settled()
  expect(text()).toBe(withIt)
  undo(view)
  expect(text()).toBe(before)
})

test('pictures stand in their order, whichever comes first', async () => {
  const { text, come } = await paste('|', [words('x'), picture('p'), picture('q'), words('y')])
  await come('q')
  expect(text()).toBe('x\n\n![](q.png)\n\ny')
  await come('p')
  expect(text()).toBe('x\n\n![](p.png)\n\n![](q.png)\n\ny')
  const other = await paste('|', [words('x'), picture('p'), picture('q')])
  await other.come('p')
  await other.come('q')
  expect(other.text()).toBe('x\n\n![](p.png)\n\n![](q.png)')
})

test('a place follows what is typed, and undo takes what was typed alone', async () => {
  const { view, text, come } = await paste('|', [words('x'), picture('p'), words('y')])
  view.dispatch({ changes: { from: 0, insert: 'typed ' }, userEvent: 'input.type' })
  await come('p')
  expect(text()).toBe('typed x\n\n![](p.png)\n\ny')
  undo(view)
  expect(text()).toBe('x\n\n![](p.png)\n\ny')
  undo(view)
  expect(text()).toBe('')
})

test('a picture that comes after its paste was undone is not put in', async () => {
  const { view, text, come } = await paste('a\n\n|', [words('x'), picture('p')])
  undo(view)
  await come('p')
  expect(text()).toBe('a\n\n')
})

test('what stays behind is told with its address, and never linked to', async () => {
  const { view, text, notes, come, coming } = await paste('|', [words('x'), picture('p')])
  await come('p', { stayed: 'Its website does not answer.' })
  expect(text()).toBe('x')
  expect(notes()).toEqual([
    'The picture from a.org/p.png stayed behind. Its website does not answer.Try againLeave it out',
  ])
  const press = (label: string): void => {
    const buttons = [...view.dom.querySelectorAll<HTMLButtonElement>('.b-coming button')]
    buttons.find((button) => button.textContent === label)?.click()
  }
  coming.clear()
  press('Try again')
  await settled()
  expect(notes()).toEqual(['Bringing the picture over…'])
  await come('p', { stayed: 'No.' })
  press('Leave it out')
  expect(notes()).toEqual([])
  expect(text()).toBe('x')
})

test('the window hears of what an undone paste leaves no more', async () => {
  const { host, come } = desk([words('x'), picture('p')])
  let told = ''
  const parent = document.body.appendChild(document.createElement('div'))
  const editor = new PostEditor(options({ parent, pasting: host, onChange: (body) => (told = body) }))
  const view = EditorView.findFromDOM(parent)
  if (!view) throw new Error('no editor')
  take(view, page)
  await settled()
  await come('p')
  expect(told).toBe('x\n\n![](p.png)')
  undo(view)
  expect(editor.body()).toBe('')
  expect(told).toBe('')
  editor.destroy()
})
