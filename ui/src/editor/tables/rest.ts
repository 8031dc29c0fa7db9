/** Where a caret that is sent into a table comes to rest: always in a cell. */
import type { EditorState } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { gridAt } from './field'
import { cellAt, wordsOf } from './grid'
import { cellDom, tableDom } from './widget'

/** The place in the cell at or next to `pos`; null outside tables. */
export function restAt(state: EditorState, pos: number): number | null {
  const grid = gridAt(state, pos)
  return grid && cellAt(grid, pos).at
}

/** Coming from above (1) or below (-1): the cell of the first or last row at `x` of the window; null outside tables. */
export function enterAt(view: EditorView, pos: number, way: -1 | 1, x: number | undefined): number | null {
  const grid = gridAt(view.state, pos)
  if (!grid) return null
  const row = way > 0 ? 0 : grid.rows.length - 1
  const dom = tableDom(view, grid)
  const count = grid.rows[row]?.cells.length ?? 0
  let column = 0
  for (let at = 1; dom && x !== undefined && at < count; at++) {
    if ((cellDom(dom, { row, column: at })?.getBoundingClientRect().left ?? Infinity) <= x) column = at
  }
  const { from, to } = wordsOf(grid, { row, column })
  return way > 0 ? from : to
}
