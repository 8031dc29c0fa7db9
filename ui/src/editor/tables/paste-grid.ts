/** Puts a grid of words into a table, from the caret's cell on, with the rows and columns that it needs. */
import type { EditorView } from '@codemirror/view'
import { activeCell } from './active'
import { rewrite } from './go'
import type { Grid } from './grid'
import { breakOf } from './one-line'
import { columnMarks, everyRow, prefixOf, rewritten, type Rewrite } from './rewrite'
import { emptyLike, print, withCell, withColumn, writeCell, type Parts } from './row'
import { pageOf } from './views'

/**
 * Puts `rows` into the table at the caret as one step of undo. Each cell is Markdown as a paragraph would hold it; bars
 * and line breaks are written here as a cell needs them. False when the caret is in no table, or nothing may be changed.
 */
export function pasteGrid(view: EditorView, rows: readonly (readonly string[])[]): boolean {
  const page = pageOf(view)
  const { state } = page
  const found = activeCell(state)
  const width = Math.max(0, ...rows.map((cells) => cells.length))
  if (!found || state.readOnly || width === 0) return false
  const { grid, cell } = found
  const lineBreak = breakOf(state)
  const fill = (parts: Parts, cells: readonly string[]): Parts =>
    cells.reduce((row, words, index) => {
      const column = cell.column + index
      const width = row.cells[column]?.length
      // A cell as wide as its column in the file stays so.
      const keep = width === grid.delimiter.parts.cells[column]?.length ? width : undefined
      return withCell(row, column, writeCell(words.trim(), lineBreak).trim(), keep)
    }, parts)
  const more = cell.column < grid.columns ? Math.max(0, cell.column + width - grid.columns) : 0
  const wider = widened(grid, more)
  const pairs = everyRow(grid).map((row) => {
    const index = grid.rows.indexOf(row) - cell.row
    const words = row === grid.delimiter ? undefined : rows[index]
    return [row, words ? fill(wider(row), words) : wider(row)] as const
  })
  const like = grid.rows[grid.rows.length - 1] ?? grid.delimiter
  const made = rows
    .slice(grid.rows.length - cell.row)
    .map(
      (cells) =>
        `\n${prefixOf(state, grid.rows.length > 1 ? like : grid.delimiter)}${print(fill(emptyLike(wider(like), grid.columns + more), cells))}`,
    )
  const end = grid.to
  const changes: Rewrite['changes'] = rewritten(state, pairs)
  if (made.length > 0) changes.push({ from: end, to: end, insert: made.join('') })
  const last = { row: cell.row + rows.length - 1, column: cell.column + (rows[rows.length - 1]?.length ?? 1) - 1 }
  return rewrite(page, grid, { changes, cell: last }, 'end')
}

/** Rows with further columns at the end; one that ends early stays as it is. */
function widened(grid: Grid, more: number): (row: Grid['delimiter']) => Parts {
  return (row) => {
    let { parts } = row
    for (let index = 0; index < more; index++) {
      const { under, blank } = columnMarks(grid, grid.columns)
      parts = withColumn(parts, grid.columns + index, row === grid.delimiter ? under : blank)
    }
    return parts
  }
}
