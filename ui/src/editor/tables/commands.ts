/** What can be done to a table at the caret, each as one step of undo. */
import type { EditorState } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { blockEnd } from '../block-style'
import { hostOf, written } from '../options'
import { ownParagraph } from '../own-paragraph'
import { cellHere, pickedGrid } from './active'
import { blockOf } from './block'
import { gridAt } from './field'
import { placed, removeTable, rewrite, rewriteEach } from './go'
import type { Align, CellName, Grid } from './grid'
import {
  addColumn,
  addRow,
  alignColumn,
  deleteColumn,
  deleteRow,
  moveColumn,
  moveRow,
  newTable,
  type Rewrite,
} from './rewrite'
import { pageOf } from './views'

/** The most columns and rows that a new table can be asked for; more can be added. */
export const LARGEST = { columns: 8, rows: 10 }

/** How large a new table is; `rows` counts the header. */
export interface TableSize {
  columns: number
  rows: number
}

const isSize = (argument: unknown): argument is TableSize =>
  typeof argument === 'object' &&
  argument !== null &&
  'columns' in argument &&
  'rows' in argument &&
  typeof argument.columns === 'number' &&
  typeof argument.rows === 'number'

/** Puts a new table after the caret's block, with the caret in its first cell; without a size asks for one. */
export function insertTable(view: EditorView, argument: unknown): boolean {
  const page = pageOf(view)
  const { state } = page
  if (state.readOnly) return false
  const ask = hostOf(state)?.tables?.onAskSize
  if (!isSize(argument) && ask) {
    ask()
    return true
  }
  const asked = isSize(argument) ? argument : { columns: 3, rows: 3 }
  const within = (count: number, most: number): number => Math.min(Math.max(Math.round(count) || 1, 1), most)
  const text = newTable(within(asked.columns, LARGEST.columns), within(asked.rows, LARGEST.rows))
  const made = state.update(ownParagraph(state, blockEnd(state, state.selection.main.head), text), { filter: false })
  const grid = gridAt(made.state, made.newSelection.main.head)
  page.dispatch({
    changes: made.changes,
    ...(grid ? placed(grid, { row: 0, column: 0 }, 'start') : { selection: made.newSelection }),
    annotations: written.of(true),
    userEvent: 'input.table',
    scrollIntoView: true,
    filter: false,
  })
  return true
}

/** A rewrite of the table at the caret. */
const at =
  (make: (view: EditorView, grid: Grid, cell: CellName) => Rewrite | null) =>
  (view: EditorView): boolean => {
    const page = pageOf(view)
    const found = cellHere(page.state)
    return found !== null && rewrite(page, found.grid, make(page, found.grid, found.cell))
  }

/** An empty row above (0) or below (1) the caret's, or the selected ones; above the header there is none. */
export const insertRow = (offset: 0 | 1): ((view: EditorView) => boolean) =>
  at(({ state }, grid, { row, column }) => {
    const block = blockOf(state)
    const index = block ? (offset === 0 ? block.top : block.bottom) : row
    if (index + offset === 0) return null
    const made = addRow(state, grid, index + offset)
    return made && { ...made, cell: { ...made.cell, column: Math.min(column, grid.columns - 1) } }
  })

/** An empty column left (0) or right (1) of the caret's, or of the selected ones. */
export const insertColumn = (offset: 0 | 1): ((view: EditorView) => boolean) =>
  at(({ state }, grid, { row, column }) => {
    const block = blockOf(state)
    const index = block ? (offset === 0 ? block.left : block.right) : column
    return addColumn(state, grid, Math.min(index + offset, grid.columns), row)
  })

/** Brings the caret's row up (-1) or down (1). */
export const shiftRow = (way: -1 | 1): ((view: EditorView) => boolean) =>
  at(({ state }, grid, { row, column }) => moveRow(state, grid, row, row + way, column))

/** Brings the caret's column left (-1) or right (1). */
export const shiftColumn = (way: -1 | 1): ((view: EditorView) => boolean) =>
  at(({ state }, grid, { row, column }) => moveColumn(state, grid, column, column + way, row))

/** Aligns the caret's column, or the selected ones; the way it is already aligned takes that away. */
export const align =
  (how: Align) =>
  (view: EditorView): boolean => {
    const page = pageOf(view)
    const found = cellHere(page.state)
    if (!found) return false
    const { row, column } = found.cell
    const wanted = found.grid.aligns[column] === how ? null : how
    const { left, right } = blockOf(page.state) ?? { left: column, right: column }
    const steps = range(left, right).map(
      (one) => (state: EditorState, grid: Grid) => alignColumn(state, grid, { row, column: one }, wanted),
    )
    return rewriteEach(page, found.grid, steps)
  }

/** The numbers from one to another. */
const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index)

/** Takes the caret's row out, or the selected ones; with the last one goes the table. */
export function removeRow(view: EditorView): boolean {
  const page = pageOf(view)
  const found = cellHere(page.state)
  if (!found) return false
  const { row, column } = found.cell
  const { top, bottom } = blockOf(page.state) ?? { top: row, bottom: row }
  if (bottom - top + 1 >= found.grid.rows.length) return removeTable(page, found.grid)
  const one = (state: EditorState, grid: Grid): Rewrite | null => deleteRow(state, grid, { row: top, column })
  return rewriteEach(
    page,
    found.grid,
    range(top, bottom).map(() => one),
  )
}

/** Takes the caret's column out, or the selected ones; with the last one goes the table. */
export function removeColumn(view: EditorView): boolean {
  const page = pageOf(view)
  const found = cellHere(page.state)
  if (!found) return false
  const { row, column } = found.cell
  const { left, right } = blockOf(page.state) ?? { left: column, right: column }
  if (right - left + 1 >= found.grid.columns) return removeTable(page, found.grid)
  const one = (state: EditorState, grid: Grid): Rewrite | null => deleteColumn(state, grid, { row, column: left })
  return rewriteEach(
    page,
    found.grid,
    range(left, right).map(() => one),
  )
}

/** Takes out the table that the caret is in, or that is selected. */
export function removeWhole(view: EditorView): boolean {
  const page = pageOf(view)
  const grid = cellHere(page.state)?.grid ?? pickedGrid(page.state)
  return grid !== null && removeTable(page, grid)
}
