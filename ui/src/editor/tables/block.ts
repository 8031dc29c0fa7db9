/**
 * Several cells selected at once: a block between two corners. The page's selection reaches from one corner's words to
 * the other's, so that undo brings a block back; a corner that its row lacks is known only here.
 */
import { EditorSelection, StateEffect, StateField, type EditorState, type TransactionSpec } from '@codemirror/state'
import { gridAt, tableField } from './field'
import { cellAt, shownCells, wordsOf, type CellName, type Grid } from './grid'

/** Where the selecting began, and where it is now. */
export interface Corners {
  anchor: CellName
  head: CellName
}

/** Selects the cells between two corners. */
export const selectCells = StateEffect.define<Corners>()

/** The corners of the selected block; null when no cells or only one is selected. */
export const cornersField = StateField.define<Corners | null>({
  create: (state) => cornersIn(state),
  update(corners, tr) {
    for (const effect of tr.effects) if (effect.is(selectCells)) return effect.value
    const same = !tr.docChanged && !tr.selection && tr.startState.field(tableField) === tr.state.field(tableField)
    return same ? corners : cornersIn(tr.state)
  },
})

/** The corners of a selection that begins and ends in two cells of one table and is not the whole of it. */
function cornersIn(state: EditorState): Corners | null {
  const { from, to, anchor, head, empty } = state.selection.main
  const grid = empty ? null : gridAt(state, from)
  if (!grid || to > grid.to || (from === grid.from && to === grid.to)) return null
  const first = cellAt(grid, anchor)
  const last = cellAt(grid, head)
  if (first.row === last.row && first.column === last.column) return null
  return { anchor: nameOf(first), head: nameOf(last) }
}

const nameOf = ({ row, column }: CellName): CellName => ({ row, column })

/** The selected cells: rows `top` to `bottom`, columns `left` to `right`, all included. */
export interface Block extends Corners {
  grid: Grid
  top: number
  bottom: number
  left: number
  right: number
}

/** The block that is selected. */
export function blockOf(state: EditorState): Block | null {
  const corners = state.field(cornersField, false)
  const grid = corners ? gridAt(state, state.selection.main.from) : null
  if (!corners || !grid) return null
  const { anchor, head } = corners
  const last = grid.rows.length - 1
  if (Math.max(anchor.row, head.row) > last) return null
  return {
    grid,
    anchor,
    head,
    top: Math.min(anchor.row, head.row),
    bottom: Math.max(anchor.row, head.row),
    left: Math.min(anchor.column, head.column),
    right: Math.max(anchor.column, head.column),
  }
}

/** Whether a cell is one of the block's. */
export const isIn = ({ top, bottom, left, right }: Block, { row, column }: CellName): boolean =>
  top <= row && row <= bottom && left <= column && column <= right

/** The cells of a block that are written in the file, row by row. */
export function cellsOf(block: Block): CellName[] {
  const out: CellName[] = []
  for (let row = block.top; row <= block.bottom; row++) {
    const count = block.grid.rows[row]?.cells.length ?? 0
    for (let column = block.left; column <= Math.min(block.right, count - 1); column++) out.push({ row, column })
  }
  return out
}

/** What selects the cells between two corners, as part of a change. */
export function blockSpec(grid: Grid, anchor: CellName, head: CellName): TransactionSpec {
  const first = wordsOf(grid, anchor)
  const last = wordsOf(grid, head)
  const selection =
    first.from <= last.from ? EditorSelection.single(first.from, last.to) : EditorSelection.single(first.to, last.from)
  return { selection, effects: selectCells.of({ anchor, head }) }
}

/** The corner that is `rows` and `columns` further, as far as the table goes. */
export function further(grid: Grid, { row, column }: CellName, rows: number, columns: number): CellName {
  const to = Math.min(Math.max(row + rows, 0), grid.rows.length - 1)
  return { row: to, column: Math.min(Math.max(column + columns, 0), shownCells(grid, to) - 1) }
}
