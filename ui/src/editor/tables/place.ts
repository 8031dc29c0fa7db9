/** Where in a table the caret is, as the window needs to know it. */
import type { EditorState } from '@codemirror/state'
import { cellHere } from './active'
import { shownCells } from './grid'
import type { TablePlace } from './words'

/** The cell at the caret; null outside of tables. */
export function tablePlace(state: EditorState): TablePlace | null {
  const found = cellHere(state)
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
