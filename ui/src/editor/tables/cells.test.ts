import { undo, redo } from '@codemirror/commands'
import { EditorSelection } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { setHeading, toggleQuote } from '../block-style'
import axe from 'axe-core'
import { groupsAt } from '../menus/context'
import { toggleList } from '../lists'
import { insertTable } from './commands'
import { open, press, type } from '../testing'
import { tablePlace, wordsView } from './index'

const TABLE = `above

| City     | People |
|----------|-------:|
| New York | 20,000 |
| Cork     |        |

below`

let page: EditorView
beforeEach(() => {
  page = open('', { body: TABLE })
})
afterEach(() => {
  page.destroy()
})

/** Puts the caret before or after some words of the text. */
function at(words: string, end = false): void {
  const from = page.state.doc.toString().indexOf(words)
  page.dispatch({ selection: EditorSelection.cursor(end ? from + words.length : from) })
}
const cell = (): EditorView => wordsView(page)
const text = (): string => page.state.doc.toString()
const lines = (): string[] => text().split('\n')
const key = (name: string): boolean => press(cell(), name)

test('a table is drawn as a grid with a name, a header and its cells', () => {
  const table = page.contentDOM.querySelector('[role=grid]')
  expect(table?.getAttribute('aria-label')).toBe('Table, 2 columns, 3 rows')
  expect([...(table?.querySelectorAll('th') ?? [])].map((one) => one.textContent)).toEqual(['City', 'People'])
  expect([...(table?.querySelectorAll('td') ?? [])].map((one) => one.textContent)).toEqual([
    'New York',
    '20,000',
    'Cork',
    '',
  ])
  expect(table?.querySelectorAll<HTMLElement>('td')[1]?.style.textAlign).toBe('right')
})

test('typing in a cell changes its words in its row, and the padding gives way', () => {
  at('Cork', true)
  expect(cell().contentDOM.getAttribute('aria-label')).toBe('Row 3, column 1')
  type(cell(), ' X')
  expect(text()).toBe(TABLE.replace('| Cork     |', '| Cork X   |'))
  type(cell(), 'yz and more')
  expect(lines()[5]).toBe('| Cork Xyz and more |        |')
})

test('a bar is escaped, styles go by the usual keys, and undo gives the text back', () => {
  at('Cork', true)
  type(cell(), '|')
  expect(lines()[5]).toBe('| Cork\\|   |        |')
  key('Ctrl-b')
  type(cell(), 'b')
  expect(lines()[5]).toBe('| Cork\\|**b** |        |')
  while (undo(page));
  expect(text()).toBe(TABLE)
  while (redo(page));
  expect(lines()[5]).toBe('| Cork\\|**b** |        |')
  expect(cell().state.doc.toString()).toBe('Cork\\|**b**')
})

test('erasing everything leaves an empty cell, and its edges end at the cell', () => {
  at('Cork', true)
  for (let i = 0; i < 6; i++) key('Backspace')
  expect(lines()[5]).toBe('|          |        |')
  key('Delete')
  type(cell(), 'Kerry')
  expect(lines()[5]).toBe('| Kerry    |        |')
})

test('Tab goes on, back, and after the last cell makes a row as the one above is written', () => {
  at('Cork')
  key('Tab')
  type(cell(), '7')
  expect(lines()[5]).toBe('| Cork     | 7      |')
  key('Tab')
  expect(lines()[6]).toBe('|          |        |')
  expect(tablePlace(page.state)).toMatchObject({ row: 3, column: 0, rows: 4, align: null })
  key('Shift-Tab')
  expect(tablePlace(page.state)).toMatchObject({ row: 2, column: 1, align: 'right' })
  undo(page)
  undo(page)
  expect(text()).toBe(TABLE)
})

test('Enter goes down, makes a row at the end, and in an empty last row leaves the table', () => {
  at('New')
  key('Enter')
  expect(tablePlace(page.state)).toMatchObject({ row: 2, column: 0 })
  key('Enter')
  expect(lines()[6]).toBe('|          |        |')
  key('Enter')
  expect(tablePlace(page.state)).toBeNull()
  type(page, 'x')
  expect(text()).toBe(TABLE.replace('below', 'x\n\nbelow'))
})

test('arrows go from cell to cell and out of the table', () => {
  at('below')
  press(page, 'ArrowLeft')
  expect(tablePlace(page.state)).toMatchObject({ row: 2, column: 1 })
  key('ArrowLeft')
  expect(tablePlace(page.state)).toMatchObject({ row: 2, column: 0 })
  key('ArrowUp')
  key('ArrowUp')
  expect(tablePlace(page.state)).toMatchObject({ row: 0, column: 0 })
  key('ArrowUp')
  expect(page.state.selection.main.head).toBe(5)
  press(page, 'ArrowRight')
  expect(tablePlace(page.state)).toMatchObject({ row: 0, column: 0 })
})

test('Escape selects the table; Enter goes back in, Delete takes it out', () => {
  at('Cork')
  key('Escape')
  expect(page.contentDOM.querySelector('.b-picked')).not.toBeNull()
  press(page, 'Enter')
  expect(tablePlace(page.state)).toMatchObject({ row: 0, column: 0 })
  key('Escape')
  press(page, 'Delete')
  expect(text()).toBe('above\n\nbelow')
  undo(page)
  expect(text()).toBe(TABLE)
})

test('Backspace below a table selects it before it erases anything', () => {
  at('below')
  press(page, 'Backspace')
  expect(text()).toBe(TABLE)
  press(page, 'Backspace')
  expect(text()).toBe('above\n\nbelow')
})

test('in a cell lists do nothing, and a quote takes the whole table', () => {
  at('Cork')
  expect(toggleList(page, 'bullet')).toBe(false)
  expect(setHeading(page, 2)).toBe(false)
  expect(text()).toBe(TABLE)
  toggleQuote(page)
  expect(
    lines()
      .slice(2, 6)
      .every((line) => line.startsWith('> |')),
  ).toBe(true)
  expect(tablePlace(page.state)).toMatchObject({ row: 2, column: 0 })
  toggleQuote(page)
  expect(text()).toBe(TABLE)
})

test('the menu at a cell offers what can be done there, and does it to the table', () => {
  at('City')
  const labels = (): string[] => groupsAt(cell().state, 0).flatMap((group) => group.map(({ label }) => label))
  expect(labels()).toContain('tables.command.row-below')
  expect(labels()).not.toContain('tables.command.row-above')
  const items = groupsAt(cell().state, 0).flat()
  items.find(({ label }) => label === 'tables.command.delete-column')?.run(cell())
  expect(lines()[2]).toBe('| People |')
  key('Escape')
  expect(
    groupsAt(page.state, 0)
      .flat()
      .map(({ label }) => label),
  ).toContain('tables.command.delete-table')
})

test('a table keeps nobody out', async () => {
  at('Cork')
  const { violations } = await axe.run(page.dom, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  })
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
})

test('a new table is as large as asked, after the block at the caret, with the caret in its first cell', () => {
  at('below')
  expect(insertTable(page, { columns: 2, rows: 2 })).toBe(true)
  expect(text()).toBe(`${TABLE}\n\n|     |     |\n| --- | --- |\n|     |     |`)
  type(cell(), 'Hi')
  expect(lines()[9]).toBe('| Hi  |     |')
})

test('a table is found and let go as words around it change, and others stay as they are drawn', () => {
  page.dispatch({ changes: { from: page.state.doc.length, insert: '\n\n| x |\n|---|\n| y |' } })
  const tables = (): HTMLElement[] => [...page.contentDOM.querySelectorAll<HTMLElement>('.b-grid')]
  const [first, second] = tables()
  expect(second?.textContent).toBe('xy')
  page.dispatch({ changes: { from: 0, insert: 'more words\n\n' } })
  expect(tables()).toEqual([first, second])
  at('y |')
  type(cell(), 'z')
  expect(text().endsWith('| x |\n|---|\n| zy |')).toBe(true)
  page.dispatch({ changes: { from: 0, insert: '```\n' } })
  expect(tables()).toHaveLength(0)
  undo(page)
  expect(tables()).toHaveLength(2)
})

test('a letter typed at a selected table begins a paragraph after it, also where there is nothing else', () => {
  page.dispatch({ changes: { from: 0, to: page.state.doc.length, insert: '| a |\n|---|' }, selection: { anchor: 2 } })
  key('Escape')
  press(page, 'x')
  expect(text()).toBe('| a |\n|---|\n\nx')
})

test('an arrow away from a table that the text begins or ends with begins a paragraph there', () => {
  for (const [way, after] of [
    ['ArrowDown', '| a |\n|---|\n| b |\n\n'],
    ['ArrowUp', '\n\n| a |\n|---|\n| b |'],
  ] as const) {
    const view = open('', { body: '| a |\n|---|\n| b |' })
    view.dispatch({ selection: { anchor: 0, head: view.state.doc.length } })
    press(view, way)
    expect(view.state.doc.toString()).toBe(after)
    expect(view.state.selection.main.head).toBe(way === 'ArrowUp' ? 0 : after.length)
    view.destroy()
  }
})
