/** Moves the caret from cell to cell, into a table and out of it, and does rewrites with the caret at their end. */
import { ChangeSet, EditorSelection, type ChangeSpec, type EditorState, type TransactionSpec } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { kindOf, isStop, nextStop } from '../lines'
import { written } from '../options'
import { settle } from '../settle'
import { ownParagraph } from '../own-paragraph'
import { activeCell, setActive } from './active'
import { gridAt } from './field'
import { shownCells, wordsOf, type CellName, type Grid } from './grid'
import { cellViews } from './views'
import { addRow, deleteRow, deleteTable, type Rewrite } from './rewrite'

/** Where the caret comes in a cell: at its words' start or end, or with all of them selected. */
export type Where = 'start' | 'end' | 'all'

/** Puts the caret in a cell. */
export function goTo(page: EditorView, grid: Grid, cell: CellName, where: Where = 'all'): void {
  page.dispatch({ ...placed(grid, cell, where), userEvent: 'select', filter: false })
}

/** What puts the caret in a cell, as part of a change. */
export function placed(grid: Grid, cell: CellName, where: Where): TransactionSpec {
  const { from, to } = wordsOf(grid, cell)
  const anchor = where === 'end' ? to : from
  const head = where === 'start' ? from : to
  const { row, column } = cell
  return { selection: EditorSelection.single(anchor, head), effects: setActive.of({ row, column, from, to }) }
}

/** Does a rewrite, as one step of undo, and puts the caret where it says. */
export function rewrite(
  page: EditorView,
  grid: Grid,
  made: { changes: ChangeSpec; cell: CellName } | null,
  where: Where = 'start',
): boolean {
  if (!made || page.state.readOnly) return false
  const changes = page.state.changes(made.changes)
  const after = page.state.update({ changes, filter: false }).state
  const then = gridAt(after, changes.mapPos(grid.from, 1)) ?? gridAt(after, grid.from)
  const spec = then ? placed(then, made.cell, where) : { selection: { anchor: changes.mapPos(grid.from, -1) } }
  page.dispatch({
    changes,
    ...spec,
    annotations: written.of(true),
    userEvent: 'input.table',
    filter: false,
  })
  return true
}

/** Does rewrites one after another as one step, each on what the one before made; the caret goes where the last says. */
export function rewriteEach(
  page: EditorView,
  grid: Grid,
  steps: readonly ((state: EditorState, grid: Grid) => Rewrite | null)[],
): boolean {
  let { state } = page
  let now: Grid | null = grid
  let changes = ChangeSet.empty(state.doc.length)
  let last: Rewrite | null = null
  for (const step of steps) {
    const made: Rewrite | null = now && step(state, now)
    if (!made || !now) continue
    const tr = state.update({ changes: made.changes, filter: false })
    changes = changes.compose(tr.changes)
    now = gridAt(tr.state, tr.changes.mapPos(now.from, 1)) ?? gridAt(tr.state, now.from)
    state = tr.state
    last = made
  }
  return rewrite(page, grid, last && { changes, cell: last.cell })
}

/** The cell after (1) or before (-1) another, row by row; null at the table's end. */
export function beside(grid: Grid, { row, column }: CellName, way: -1 | 1): CellName | null {
  if (way > 0 && column + 1 < shownCells(grid, row)) return { row, column: column + 1 }
  if (way < 0 && column > 0) return { row, column: column - 1 }
  const next = row + way
  if (next < 0 || next >= grid.rows.length) return null
  return { row: next, column: way > 0 ? 0 : shownCells(grid, next) - 1 }
}

/** Tab: the next cell, with its words selected; after the last a new row. */
export function tab(page: EditorView, way: -1 | 1): boolean {
  const found = activeCell(page.state)
  if (!found) return false
  const next = beside(found.grid, found.cell, way)
  if (next) goTo(page, found.grid, next)
  else if (way > 0) rewrite(page, found.grid, addRow(page.state, found.grid, found.grid.rows.length))
  return true
}

/**
 * Enter: the cell below, as in a spreadsheet. In the last row it makes a new one; in a last row without words it takes
 * that row away and goes on below the table, as Enter in an empty item ends a list. At the very start of a table that
 * opens the text it makes room above, as in Word.
 */
export function enter(page: EditorView): boolean {
  const { state } = page
  const found = activeCell(state)
  if (!found) return false
  const { grid, cell } = found
  const { main } = state.selection
  const { row, column } = cell
  if (row === 0 && column === 0 && main.empty && main.head === cell.from && grid.from === 0 && !state.readOnly) {
    page.dispatch({ changes: { from: 0, insert: '\n\n' }, selection: { anchor: 0 }, annotations: written.of(true) })
    return true
  }
  if (row + 1 < grid.rows.length) {
    goTo(page, grid, { row: row + 1, column: Math.min(column, shownCells(grid, row + 1) - 1) })
    return true
  }
  if (state.readOnly) return true
  const blank = grid.rows[row]?.parts.cells.every((raw) => raw.trim() === '')
  if (blank && row > 1) {
    const made = deleteRow(state, grid, cell)
    if (made)
      page.dispatch({ changes: made.changes, annotations: written.of(true), userEvent: 'delete', filter: false })
    const rest = gridAt(page.state, grid.from)
    if (rest) paragraphAfter(page, rest)
    return true
  }
  const made = addRow(state, grid, row + 1)
  return rewrite(page, grid, made && { ...made, cell: { row: row + 1, column: Math.min(column, grid.columns - 1) } })
}

function paragraphAfter(page: EditorView, grid: Grid): void {
  page.dispatch(ownParagraph(page.state, grid.to, ''), {
    annotations: written.of(true),
    userEvent: 'input',
    scrollIntoView: true,
  })
  page.focus()
}

/** Goes to the row above or below at the same place of the window, or out of the table. */
export function upOrDown(page: EditorView, way: -1 | 1, x: number | null): boolean {
  const found = activeCell(page.state)
  if (!found) return false
  const { grid, cell } = found
  const row = cell.row + way
  if (row < 0 || row >= grid.rows.length) return leave(page, grid, way)
  goTo(page, grid, { row, column: Math.min(cell.column, shownCells(grid, row) - 1) }, way > 0 ? 'start' : 'end')
  if (x !== null) toX(page, way, x)
  return true
}

/** Moves the caret of the active cell to a column of the window, in its first or last line. */
export function toX(page: EditorView, way: -1 | 1, x: number): void {
  const view = cellViews.get(page)
  const edge = view?.coordsAtPos(way > 0 ? 0 : view.state.doc.length)
  if (!view || !edge) return
  const pos = view.posAtCoords({ x, y: (edge.top + edge.bottom) / 2 }, false)
  view.dispatch({ selection: { anchor: pos }, userEvent: 'select' })
}

/** Goes to the words above or below the table; where there are none the whole table becomes selected. */
export function leave(page: EditorView, grid: Grid, way: -1 | 1): boolean {
  const { state } = page
  const { doc } = state
  const number = way < 0 ? doc.lineAt(grid.from).number - 1 : doc.lineAt(grid.to).number + 1
  const line = nextStop(state, number, way)
  if (!line) return pick(page, grid)
  const range = settle(state, way > 0 ? line.from : line.to, way)
  page.dispatch({ selection: EditorSelection.create([range]), userEvent: 'select', scrollIntoView: true })
  page.focus()
  return true
}

/** Selects the table as one thing. */
export function pick(page: EditorView, grid: Grid): boolean {
  page.dispatch({ selection: EditorSelection.single(grid.from, grid.to), userEvent: 'select', filter: false })
  page.focus()
  return true
}

/** Takes the table out; the caret goes to the words after it. */
export function removeTable(page: EditorView, grid: Grid): boolean {
  const { state } = page
  if (state.readOnly) return false
  const { from, to } = deleteTable(state, grid)
  page.dispatch({
    changes: { from, to },
    selection: { anchor: from },
    annotations: written.of(true),
    userEvent: 'delete.table',
    scrollIntoView: true,
  })
  const { head } = page.state.selection.main
  if (!isStop(kindOf(page.state, page.state.doc.lineAt(head))))
    page.dispatch({ selection: EditorSelection.create([settle(page.state, head, 1)]) })
  page.focus()
  return true
}
