/** Replaces words of one cell, whose marks only the cell's own language knows, by what its own editor would write. */
import { ChangeSet, type ChangeSpec, type EditorState } from '@codemirror/state'
import { edit } from '../edit'
import { verbatimAt } from '../language'
import { patch } from '../replace'
import { alone } from './block-words'
import { cellChange } from './cell-change'
import { gridAt } from './field'
import { cellAt } from './grid'
import { breakOf } from './one-line'
import { writeCell } from './row'

/** The change that puts `by` in the place of a stretch of a cell's words; null where that is not in one cell. */
export function replacedInCell(state: EditorState, from: number, to: number, by: string): ChangeSpec | null {
  const grid = gridAt(state, from)
  if (!grid) return null
  const { row, column } = cellAt(grid, from)
  const cell = grid.rows[row]?.cells[column]
  if (!cell || from < cell.from || to > cell.to) return null
  const words = alone(state.sliceDoc(cell.from, cell.to))
  const [start, end] = [from - cell.from, to - cell.from]
  const plain = verbatimAt(words, start, 1) !== null
  // What would end the cell, as a bar, is written as the cell's own editor writes it.
  const made = words.changes(plain ? { from: start, to: end, insert: by } : (edit(words, start, end, by).changes ?? []))
  const raw = made.apply(words.doc).toString()
  const one = patch(0, raw, writeCell(raw, breakOf(state)))
  const changes = one ? made.compose(ChangeSet.of(one, made.newLength)) : made
  const after = changes.apply(words.doc).toString()
  return (
    cellChange(
      state,
      grid,
      { row, column, from: cell.from, to: cell.to },
      { words: after, changes, anchor: 0, head: 0 },
    ).changes ?? []
  )
}
