/** Tables: drawn as grids, written in cell by cell, saved by the rows that changed. */
import type { EditorState, Extension } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { activeCell, activeField } from './active'
import { shared } from './cell-editor'
import { cellEditors } from './cells'
import { tableField } from './field'
import { cellViews } from './go'
import { shownCells } from './grid'
import { tableTheme } from './theme'
import { wholeTables } from './whole'
import type { TablePlace } from './words'

export type { TablePlace, TableWords } from './words'

/** The extension; `inCells` is what makes the words of a cell act like those of the page. */
export const tables = (inCells: Extension): Extension => [
  tableField,
  activeField,
  shared.of(inCells),
  cellEditors,
  wholeTables,
  tableTheme,
]

/** The editor that words go to: that of the cell which holds the caret, or else the page's. */
export const wordsView = (page: EditorView): EditorView => cellViews.get(page) ?? page

/** Where in a table the caret is; null outside of tables. */
export function tablePlace(state: EditorState): TablePlace | null {
  const found = activeCell(state)
  if (!found) return null
  const { grid, cell } = found
  return {
    row: cell.row,
    column: cell.column,
    rows: grid.rows.length,
    columns: shownCells(grid, cell.row),
    align: grid.aligns[cell.column] ?? null,
  }
}
