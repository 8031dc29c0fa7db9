import { redo, undo } from '@codemirror/commands'
import { expect, test, vi } from 'vitest'
import { open, shown } from '../testing'
import type { Part, PartKind, PastedText, PastingHost, ToPaste } from './host'
import { take } from './index'

const part = (kind: PartKind, text: string): Part => ({ kind, text, pictures: [] })
const words = (text: string): Part => part('paragraph', text)

/** A desk that answers with these parts. */
function desk(parts: readonly Part[], over: Partial<PastingHost> = {}): PastingHost {
  return {
    read: () => Promise.resolve({ parts, left_out: [] }),
    bring: () => Promise.reject(new Error('none')),
    onPasted: () => undefined,
    ...over,
  }
}

const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 0))
const page = { html: '<p>x</p>', text: 'x', files: [] }

test.each<[string, Part[], string]>([
  ['a |b', [words('x')], 'a x|b'],
  ['a **⟦b⟧** c', [words('x')], 'a **x|** c'],
  ['a **b|c** d', [words('x')], 'a **bx|c** d'],
  ['a **b|c** d', [words('*x*')], 'a **b***x|***c** d'],
  ['a |b', [part('heading', '## x')], 'a x|b'],
  ['|', [part('heading', '## x')], '## x|'],
  ['|', [part('heading', '## T'), words('a **b**')], '## T\n\na **b**|'],
  ['a b|c d', [words('one'), words('two')], 'a bone\n\ntwo|c d'],
  ['a |b', [words('one'), words('two')], 'a one\n\ntwo|b'],
  ['a| b', [words('**one**'), words('two')], 'a**one**\n\ntwo| b'],
  ['a b|c d', [part('list', '- x\n- y')], 'a b\n\n- x\n- y\n\n|c d'],
  ['a b|', [part('list', '- x\n- y')], 'a b\n\n- x\n- y|'],
  ['|a b', [part('list', '- x\n- y')], '- x\n- y\n\n|a b'],
  ['a\n\n|\n\nb', [words('x'), words('y')], 'a\n\nx\n\ny|\n\nb'],
  ['> a|', [words('x'), words('y')], '> ax\n>\n> y|'],
  ['> a|', [part('list', '- x\n  - y')], '> a\n>\n> - x\n>   - y|'],
  ['- a|', [part('list', '- x\n- y')], '- a\n- x\n- y|'],
  ['3. a|', [part('list', '- x\n  - z\n- y')], '3. a\n4. x\n   - z\n5. y|'],
  ['- a|', [words('x'), words('y'), words('z')], '- ax\n- y\n- z|'],
  ['- a\n- |', [words('x'), words('y')], '- a\n- x\n- y|'],
  ['- a|\n- b', [part('heading', '## x'), words('y')], '- a\n\n  ## x\n\n  y|\n- b'],
  ['## a|b', [words('x'), words('y')], '## ax\n\ny|b'],
  ['⟦![x](y.png)⟧', [words('w')], '![x](y.png)\n\nw|'],
])('pasted into %j', async (before, parts, after) => {
  const view = open(before, { pasting: desk(parts) })
  const text = view.state.doc.toString()
  take(view, page)
  await settled()
  expect(shown(view)).toBe(after)
  undo(view)
  expect(view.state.doc.toString()).toBe(text)
  redo(view)
  expect(view.state.doc.toString()).toBe(after.replace('|', ''))
})

test('a cell takes what is pasted on one line', async () => {
  const body = '| a | b |\n| - | - |\n| c | d |'
  const view = open('', { body, pasting: desk([words('x|y'), part('list', '- z')]) })
  view.dispatch({ selection: { anchor: body.lastIndexOf('c') + 1 } })
  take(view, page)
  await settled()
  expect(view.state.doc.toString()).toBe('| a | b |\n| - | - |\n| cx\\|y z | d |')
  undo(view)
  expect(view.state.doc.toString()).toBe(body)
})

test.each([
  ['a |b', 'one two', 'a one two|b'],
  ['```\na|\n```', '*x*\r\n<y>', '```\na*x*\n<y>|\n```'],
  ['a ⟦word⟧ b', 'https://a.b/c', 'a [word|](https://a.b/c) b'],
])('words pasted into %j are there at once', (before, text, after) => {
  const view = open(before, { pasting: desk([]) })
  take(view, { html: '', text, files: [] })
  expect(shown(view)).toBe(after)
})

test('what is typed while the desk reads comes after what was pasted', async () => {
  let answer = (_text: PastedText): void => undefined
  const view = open('a|', { pasting: desk([], { read: () => new Promise((done) => (answer = done)) }) })
  take(view, page)
  view.dispatch({ changes: { from: 1, insert: 'typed' }, selection: { anchor: 6 }, userEvent: 'input.type' })
  await settled()
  answer({ parts: [words('x')], left_out: [] })
  await settled()
  expect(shown(view)).toBe('axtyped|')
})

test('two pastes stand in their order, whichever the desk reads first', async () => {
  const answers: ((text: PastedText) => void)[] = []
  const view = open('|', { pasting: desk([], { read: () => new Promise((done) => answers.push(done)) }) })
  take(view, page)
  take(view, page)
  await settled()
  answers[1]?.({ parts: [words('two')], left_out: [] })
  await settled()
  answers[0]?.({ parts: [words('one ')], left_out: [] })
  await settled()
  expect(view.state.doc.toString()).toBe('one two')
})

test('a desk that fails loses no words', async () => {
  const view = open('a\n\n|', { pasting: desk([], { read: () => Promise.reject(new Error('gone')) }) })
  take(view, { ...page, text: 'one\r\ntwo' })
  await settled()
  expect(view.state.doc.toString()).toBe('a\n\none\ntwo')
})

test('the desk hears how this text is written', async () => {
  const asked: ToPaste[] = []
  const read = (paste: ToPaste): Promise<PastedText> => {
    asked.push(paste)
    return Promise.resolve({ parts: [], left_out: [] })
  }
  const view = open('* a *b* __c__\n\n[^4]: n\n\n|', { pasting: desk([], { read }) })
  take(view, page)
  await settled()
  expect(asked[0]).toMatchObject({ plain: false, first_note: 5, hand: { bullet: '*', emphasis: '*', strong: '_' } })
})

test('footnotes go to the end', async () => {
  const view = open('a|\n\nb', { pasting: desk([words('x[^1]'), part('note', '[^1]: n')]) })
  take(view, page)
  await settled()
  expect(shown(view)).toBe('ax[^1]|\n\nb\n\n[^1]: n')
})

test('formatting can be taken off again until somebody writes on', async () => {
  const onPasted = vi.fn<PastingHost['onPasted']>()
  const read = ({ plain }: ToPaste): Promise<PastedText> =>
    Promise.resolve({ parts: plain ? [words('x')] : [part('heading', '## x')], left_out: [] })
  const view = open('a\n\n|', { pasting: desk([], { onPasted, read }) })
  take(view, page)
  await settled()
  expect(view.state.doc.toString()).toBe('a\n\n## x')
  onPasted.mock.lastCall?.[0]?.plainInstead()
  await settled()
  expect(view.state.doc.toString()).toBe('a\n\nx')
  take(view, page)
  await settled()
  const again = onPasted.mock.lastCall?.[0]
  view.dispatch({ changes: { from: 0, insert: 'y' }, userEvent: 'input.type' })
  expect(onPasted).toHaveBeenLastCalledWith(null)
  const text = view.state.doc.toString()
  again?.plainInstead()
  await settled()
  expect(view.state.doc.toString()).toBe(text)
})

test('files and empty pastes go to the window', () => {
  const onFiles = vi.fn()
  const onPasteEmpty = vi.fn()
  const view = open('ab|', { onFiles, onPasteEmpty })
  const file = new File(['x'], 'x.png', { type: 'image/png' })
  take(view, { html: '<img src=x>', text: '', files: [file] })
  expect(onFiles).toHaveBeenCalledExactlyOnceWith([file], 2)
  take(view, { html: '', text: '', files: [] })
  expect(onPasteEmpty).toHaveBeenCalledOnce()
  expect(shown(view)).toBe('ab|')
})

test.each([
  ['a `b|c` d', '*x* y', 'a `b*x* y|c` d'],
  ['a `b⟦c⟧d` e', 'x\ny', 'a `bx y|d` e'],
  ['a `b|c` d', '<i>', 'a `b<i>|c` d'],
])('pasted into code in a line, words stay letters of it: %j', (before, text, after) => {
  const view = open(before, { pasting: desk([words('read')]) })
  take(view, { html: '', text, files: [] })
  expect(shown(view)).toBe(after)
  undo(view)
  expect(shown(view)).toBe(before)
  view.destroy()
})
