/** Which cell is being written in. It follows from the selection; a cell that its row lacks is named by `setActive`. */
import { StateEffect, StateField, type EditorState, type SelectionRange } from '@codemirror/state'
import { blockOf, cornersField, selectCells } from './block'
import { gridAt, tableField } from './field'
import { cellAt, type CellName, type Grid } from './grid'

/** A cell with the stretch of the text that its editor holds: its words, and blanks typed at their ends. */
export interface Active extends CellName {
  from: number
  to: number
}

/** Names the cell that the selection is in, in offsets of the text after the change. */
export const setActive = StateEffect.define<Active>()

/** The cell being written in. */
export const activeField = StateField.define<Active | null>({
  create: (state) => locate(state, state.selection.main),
  update(active, tr) {
    for (const effect of tr.effects) {
      if (effect.is(setActive)) return effect.value
      if (effect.is(selectCells)) return null
    }
    const { state } = tr
    if (!tr.docChanged && !tr.selection && tr.startState.field(tableField) === state.field(tableField)) return active
    const { main } = tr.newSelection
    const kept = active && {
      ...active,
      from: tr.changes.mapPos(active.from, -1),
      to: tr.changes.mapPos(active.to, 1),
    }
    if (kept && kept.from <= main.from && main.to <= kept.to) {
      const grid = gridAt(state, kept.from)
      const same = grid && again(grid, kept, tr.docChanged)
      if (same) return same
    }
    return locate(state, main)
  },
})

/** The cell as it is after a change around it. */
function again(grid: Grid, active: Active, changed: boolean): Active | null {
  const row = grid.rows[active.row]
  const lacking = row && active.column >= row.cells.length
  if (lacking && active.from === active.to && active.to === row.to) return active
  const { row: at, column } = cellAt(grid, active.from)
  const cell = grid.rows[at]?.cells[column]
  if (!cell || active.from < cell.start || active.to > cell.end) return null
  if (!changed) return { ...active, row: at, column }
  // What came back by undo may be more than what was there.
  const words = cell.from < cell.to ? cell : active
  return { row: at, column, from: Math.min(active.from, words.from), to: Math.max(active.to, words.to) }
}

/** The cell that holds the whole selection. */
function locate(state: EditorState, { from, to }: SelectionRange): Active | null {
  const grid = gridAt(state, from)
  if (!grid || to > grid.to) return null
  const { row, column } = cellAt(grid, from)
  const line = grid.rows[row]
  const cell = line?.cells[column]
  if (!line || from < line.from) return null
  if (cell && cell.start <= from && to <= cell.end) {
    return { row, column, from: Math.min(cell.from, from), to: Math.max(cell.to, to) }
  }
  const after = line.cells.length
  return from === to && from === line.to ? { row, column: after, from, to } : null
}

/** The table that is selected as one thing. */
export function pickedGrid(state: EditorState): Grid | null {
  const { from, to, empty } = state.selection.main
  const grid = empty ? null : gridAt(state, from)
  const whole = grid && grid.from === from && grid.to === to
  return whole && !state.field(cornersField, false) ? grid : null
}

/** The cell being written in, with its table. */
export function activeCell(state: EditorState): { grid: Grid; cell: Active } | null {
  const cell = state.field(activeField, false)
  const grid = cell ? gridAt(state, cell.from) : null
  return cell && grid ? { grid, cell } : null
}

/** The cell being written in, or where a block of cells is selected the corner that moved last. */
export function cellHere(state: EditorState): { grid: Grid; cell: CellName } | null {
  const block = blockOf(state)
  return block ? { grid: block.grid, cell: block.head } : activeCell(state)
}
