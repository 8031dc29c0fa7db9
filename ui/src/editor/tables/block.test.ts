import { undo } from '@codemirror/commands'
import { EditorSelection } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import axe from 'axe-core'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { clearLooks } from '../clear-looks'
import { commandOf } from '../commands'
import { copiedOf, takeAway } from '../pasting/copy'
import { take } from '../pasting'
import { stateOf } from '../state-of'
import { open, press, type } from '../testing'
import { selectedWords } from '../views/words'
import { blockOf } from './block'
import { gridAt } from './field'
import { selectBlock } from './block-keys'
import { tablePlace, wordsView } from './index'

const TABLE = `above

| City     | People | Note |
|----------|-------:|------|
| New York | 20,000 | *a*  |
| Cork     |        | b    |
| Kerry | 3

below`

let page: EditorView
beforeEach(() => {
  page = open('', { body: TABLE })
})
afterEach(() => {
  page.destroy()
})
const text = (): string => page.state.doc.toString()
const lines = (): string[] => text().split('\n').slice(2, 7)
const at = (words: string, end = false): void => {
  const from = text().indexOf(words)
  page.dispatch({ selection: EditorSelection.cursor(end ? from + words.length : from) })
}
const key = (name: string): boolean => press(wordsView(page), name)
/** Selects from a cell to another, told by row and column. */
function select(row: number, column: number, toRow: number, toColumn: number): void {
  const grid = gridAt(page.state, text().indexOf('| City'))
  if (grid) selectBlock(page, grid, { row, column }, { row: toRow, column: toColumn })
}
const marked = (): string[] =>
  [...page.contentDOM.querySelectorAll('[aria-selected=true]')].map((cell) => cell.textContent ?? '')

test('Shift and an arrow at the edge of the words select cells, further arrows more, and back again', () => {
  at('Cork', true)
  key('Shift-ArrowRight')
  expect(marked()).toEqual(['Cork', ''])
  key('Shift-ArrowUp')
  expect(marked()).toEqual(['New York', '20,000', 'Cork', ''])
  key('Shift-ArrowLeft')
  expect(marked()).toEqual(['New York', 'Cork'])
  key('Shift-ArrowDown')
  expect(blockOf(page.state)).toBeNull()
  expect(tablePlace(page.state)).toMatchObject({ row: 2, column: 0 })
  expect(text()).toBe(TABLE)
})

test('inside the words Shift and an arrow select letters', () => {
  at('New')
  press(wordsView(page), 'Shift-ArrowRight')
  expect(blockOf(page.state)).toBeNull()
})

test('arrows, Tab, Enter and Escape go from the block into a cell, Ctrl+A to the whole table', () => {
  select(1, 0, 2, 1)
  key('ArrowDown')
  expect(tablePlace(page.state)).toMatchObject({ row: 2, column: 1 })
  select(1, 0, 2, 1)
  key('Tab')
  expect(tablePlace(page.state)).toMatchObject({ row: 2, column: 2 })
  select(2, 1, 1, 0)
  key('Enter')
  expect(tablePlace(page.state)).toMatchObject({ row: 1, column: 0 })
  select(2, 1, 1, 0)
  key('Escape')
  expect(tablePlace(page.state)).toMatchObject({ row: 2, column: 1 })
  select(2, 1, 1, 0)
  key('Ctrl-a')
  expect(page.contentDOM.querySelector('.b-picked')).not.toBeNull()
})

test('styles go to all words of the block, show whether all have them, and change only rows that change', () => {
  select(1, 1, 3, 2)
  commandOf('italic')?.run(page)
  expect(lines()).toEqual([
    '| City     | People | Note |',
    '|----------|-------:|------|',
    '| New York | *20,000* | *a*  |',
    '| Cork     |        | *b*  |',
    '| Kerry | *3*',
  ])
  expect(stateOf(page.state)).toMatchObject({ italic: true, bold: false })
  expect(marked()).toEqual(['20,000', 'a', '', 'b', '3', ''])
  commandOf('italic')?.run(page)
  expect(lines()[2]).toBe('| New York | 20,000 | a    |')
  undo(page)
  undo(page)
  expect(text()).toBe(TABLE)
  select(1, 2, 2, 2)
  for (const style of ['bold', 'strike', 'code']) commandOf(style)?.run(page)
  expect(stateOf(page.state)).toMatchObject({ bold: true, strike: true, code: true, italic: false })
  clearLooks(page)
  expect(lines().slice(2, 4)).toEqual(['| New York | 20,000 | a |', '| Cork     |        | b |'])
  expect(lines()[4]).toBe('| Kerry | 3')
})

test('Delete empties the cells, in one step that undo takes back with the block', () => {
  select(1, 0, 2, 1)
  key('Delete')
  expect(lines().slice(2)).toEqual(['|          |        | *a*  |', '|          |        | b    |', '| Kerry | 3'])
  expect(marked()).toHaveLength(4)
  undo(page)
  expect(text()).toBe(TABLE)
  expect(marked()).toEqual(['New York', '20,000', 'Cork', ''])
})

test('what is typed over a block is in its first cell, and the others are empty', () => {
  select(2, 1, 1, 0)
  press(page, 'x')
  type(wordsView(page), 'y')
  expect(lines().slice(2, 4)).toEqual(['| xy       |        | *a*  |', '|          |        | b    |'])
})

test('whatever takes the selection out empties the cells, and what is composed goes into the first', () => {
  select(1, 0, 2, 1)
  const { from, to } = page.state.selection.main
  page.dispatch({ changes: { from, to }, userEvent: 'delete.selection' })
  expect(lines().slice(2, 4)).toEqual(['|          |        | *a*  |', '|          |        | b    |'])
  undo(page)
  select(1, 0, 2, 1)
  page.contentDOM.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
  expect(lines().slice(2, 4)).toEqual(['|          |        | *a*  |', '|          |        | b    |'])
  expect(tablePlace(page.state)).toMatchObject({ row: 1, column: 0 })
  expect(blockOf(page.state)).toBeNull()
})

test('a copy is a table for other programs and tabs for plain ones; cut empties', () => {
  select(1, 0, 2, 2)
  const copied = copiedOf(page)
  expect(copied?.text).toBe('New York\t20,000\ta\nCork\t\tb')
  expect(copied?.html).toContain('<td>Cork</td>')
  expect(copied?.html).toContain('<em>a</em>')
  takeAway(page)
  expect(lines().slice(2, 4)).toEqual(['|          |        |      |', '|          |        |      |'])
})

test('a browser that asks is told that there is something to copy', () => {
  const asked = (): boolean =>
    !page.contentDOM.dispatchEvent(new Event('beforecopy', { bubbles: true, cancelable: true }))
  select(1, 0, 2, 1)
  expect(asked()).toBe(true)
  page.dispatch({ selection: { anchor: 0 } })
  expect(asked()).toBe(false)
})

test('what was copied goes into the cells of a block from its first on, and beside the table as a table', () => {
  select(1, 0, 2, 1)
  const copied = copiedOf(page)
  select(2, 1, 3, 2)
  take(page, { html: copied?.html ?? '', text: copied?.text ?? '', files: [] })
  expect(lines().slice(2)).toEqual([
    '| New York | 20,000 | *a*  |',
    '| Cork     | New York | 20,000 |',
    '| Kerry | Cork |  |',
  ])
  at('below', true)
  take(page, { html: copied?.html ?? '', text: copied?.text ?? '', files: [] })
  expect(text()).toContain('below\n\n| New York | 20,000 |\n| --- | --: |\n| Cork |  |')
})

test('commands for rows and columns do all that are selected', () => {
  select(2, 0, 1, 1)
  commandOf('align-center')?.run(page)
  expect(lines()[1]).toBe('|:--------:|:------:|------|')
  undo(page)
  select(1, 0, 2, 0)
  commandOf('row-below')?.run(page)
  expect(lines()[4]).toBe('|       |  |  |')
  undo(page)
  expect(text()).toBe(TABLE)
  select(1, 0, 2, 0)
  commandOf('delete-row')?.run(page)
  expect(lines().slice(2, 3)).toEqual(['| Kerry | 3'])
  undo(page)
  expect(text()).toBe(TABLE)
  select(1, 0, 1, 1)
  commandOf('delete-column')?.run(page)
  expect(lines().slice(0, 4)).toEqual(['| Note |', '|------|', '| *a*  |', '| b    |'])
  undo(page)
  expect(text()).toBe(TABLE)
  select(0, 0, 3, 1)
  commandOf('delete-row')?.run(page)
  expect(text()).toBe('above\n\nbelow')
})

test('a list or a heading does nothing to a block, and a text that is only read keeps it', () => {
  select(1, 0, 2, 1)
  commandOf('bullet-list')?.run(page)
  commandOf('heading-2')?.run(page)
  expect(text()).toBe(TABLE)
  page.destroy()
  page = open('', { body: TABLE, readOnly: true })
  select(1, 0, 2, 1)
  key('Delete')
  press(page, 'x')
  commandOf('bold')?.run(page)
  expect(text()).toBe(TABLE)
})

test('how many are selected is told, their words are counted, and a screen reader finds them', async () => {
  select(1, 0, 2, 1)
  await Promise.resolve()
  expect(page.dom.querySelector('.cm-announced')?.textContent).toBe('Selected: 2 columns, 2 rows')
  expect(selectedWords(page.state)).toBe(4)
  const { violations } = await axe.run(page.dom, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  })
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
})

test('the mouse selects cells from where it was pressed to where it is, Shift and a click from the caret', () => {
  const cell = (row: number, column: number): HTMLElement => {
    const found = page.contentDOM.querySelector<HTMLTableElement>('table')?.rows[row]?.cells[column]
    if (!found) throw new Error('no cell')
    return found
  }
  const mouse = (what: string, target: Element, how: MouseEventInit = {}): void => {
    document.elementFromPoint = () => target
    target.dispatchEvent(new MouseEvent(what, { bubbles: true, cancelable: true, button: 0, buttons: 1, ...how }))
  }
  mouse('mousedown', cell(1, 0).firstElementChild ?? cell(1, 0))
  mouse('mousemove', cell(1, 0))
  expect(blockOf(page.state)).toBeNull()
  mouse('mousemove', cell(2, 1))
  expect(marked()).toEqual(['New York', '20,000', 'Cork', ''])
  mouse('mouseup', cell(2, 1))
  mouse('mousemove', cell(1, 2))
  expect(marked()).toHaveLength(4)
  mouse('mousedown', cell(3, 0).firstElementChild ?? cell(3, 0))
  mouse('mouseup', cell(3, 0))
  expect(tablePlace(page.state)).toMatchObject({ row: 3, column: 0 })
  mouse('mousedown', cell(2, 1), { shiftKey: true })
  expect(marked()).toEqual(['Cork', '', 'Kerry', '3'])
  mouse('mouseup', cell(2, 1))
})

test('a link for several cells is asked for once, and the words of each lead there: one step, only rows that change', () => {
  const onAskLink = vi.fn()
  page.destroy()
  page = open('', { body: TABLE, onAskLink })
  select(1, 1, 3, 2)
  expect(key('Ctrl-k')).toBe(true)
  expect(onAskLink).toHaveBeenCalledExactlyOnceWith({ text: '', cells: 4, url: '' })
  commandOf('link')?.run(page, { text: '', url: 'https://a.b/c|d' })
  expect(lines()).toEqual([
    '| City     | People | Note |',
    '|----------|-------:|------|',
    '| New York | [20,000](https://a.b/c\\|d) | *[a](https://a.b/c\\|d)* |',
    '| Cork     |        | [b](https://a.b/c\\|d) |',
    '| Kerry | [3](https://a.b/c\\|d)',
  ])
  expect(marked()).toEqual(['20,000', 'a', '', 'b', '3', ''])
  expect(stateOf(page.state).link).toBe('https://a.b/c|d')
  // Asked again, it is told where they lead; an empty answer takes the links away.
  key('Ctrl-k')
  expect(onAskLink).toHaveBeenLastCalledWith({ text: '', cells: 4, url: 'https://a.b/c|d' })
  commandOf('link')?.run(page, { text: '', url: '' })
  expect(lines()[2]).toBe('| New York | 20,000 | *a* |')
  undo(page)
  undo(page)
  expect(text()).toBe(TABLE)
  expect(blockOf(page.state)).not.toBeNull()
})

test('where no selected cell has words, that is said and nothing asked', () => {
  const [onAskLink, noWords] = [vi.fn(), vi.fn()]
  page.destroy()
  const links = { target: () => Promise.resolve(null), copy: vi.fn(), noWords }
  page = open('', { body: TABLE.replace('| Kerry | 3', '| | |'), onAskLink, links })
  select(2, 1, 3, 1)
  expect(key('Ctrl-k')).toBe(true)
  expect(noWords).toHaveBeenCalledOnce()
  expect(onAskLink).not.toHaveBeenCalled()
  commandOf('link')?.run(page, { text: '', url: 'https://a.b' })
  expect(text()).toContain('| Cork     |        | b    |')
})

test('cells that lead elsewhere, or are an address by themselves, get the new address, and lose it', () => {
  page.destroy()
  page = open('', { body: '| a | b |\n|---|---|\n| [x](y) z | https://a.b |' })
  const grid = gridAt(page.state, 0)
  if (grid) selectBlock(page, grid, { row: 1, column: 0 }, { row: 1, column: 1 })
  commandOf('link')?.run(page, { text: '', url: '/n/' })
  expect(text().split('\n')[2]).toBe('| [x z](/n/) | [https://a.b](/n/) |')
  undo(page)
  commandOf('link')?.run(page, { text: '', url: '' })
  expect(text().split('\n')[2]).toBe('| x z | https\\://a.b |')
})
