/** What a change of a cell's words is in the text: the words, in their row, and nothing else where that is possible. */
import { EditorSelection, type ChangeSet, type EditorState, type TransactionSpec } from '@codemirror/state'
import { patch } from '../replace'
import { setActive, type Active } from './active'
import type { Grid } from './grid'
import { places, print, settle, withCell, type Parts } from './row'

/** What a cell's editor has now: all its words, how they came to be, and its selection. */
export interface Written {
  words: string
  changes: ChangeSet
  anchor: number
  head: number
}

/** The change of the page's text that follows a change in the cell's editor. */
export function cellChange(state: EditorState, grid: Grid, active: Active, written: Written): TransactionSpec {
  const { words, anchor, head } = written
  const row = grid.rows[active.row]
  const cell = row?.cells[active.column]
  if (!row) return {}
  const done = (changes: TransactionSpec['changes'], from: number): TransactionSpec => ({
    ...(changes ? { changes } : {}),
    selection: EditorSelection.single(from + anchor, from + head),
    effects: setActive.of({ row: active.row, column: active.column, from, to: from + words.length }),
  })
  const text = state.doc.sliceString(row.from, row.to)
  if (cell && state.doc.sliceString(active.from, active.to).trim() !== '' && words.trim() !== '') {
    const lead = state.doc.sliceString(cell.start, active.from)
    const trail = state.doc.sliceString(active.to, cell.end)
    const room = roomFor(grid, active, lead.length + words.length)
    const nextTrail = room === null || trail === '' ? trail : ' '.repeat(Math.max(1, room))
    const next: Parts = {
      ...row.parts,
      cells: row.parts.cells.map((raw, index) => (index === active.column ? lead + words + nextTrail : raw)),
    }
    if (print(settle(next)) === print(next)) {
      const changes: { from: number; to: number; insert: string }[] = []
      written.changes.iterChanges((from, to, _from, _to, insert) => {
        changes.push({ from: active.from + from, to: active.from + to, insert: insert.toString() })
      })
      const blanks = nextTrail.length - trail.length
      // Padding gives way, or comes back, just before the bar, so that the columns of the file stay in line.
      if (blanks < 0) changes.push({ from: cell.end + blanks, to: cell.end, insert: '' })
      else if (blanks > 0) changes.push({ from: cell.end, to: cell.end, insert: ' '.repeat(blanks) })
      return done(changes, active.from)
    }
  }
  const next = withCell(row.parts, active.column, words, cell ? widthOf(grid, active) : undefined)
  const one = patch(row.from, text, print(next))
  const at = places(next)[active.column]
  const lead = (next.cells[active.column] ?? '').indexOf(words)
  const from = words === '' ? (at?.from ?? 0) : (at?.start ?? 0) + Math.max(0, lead)
  return done(one ?? undefined, row.from + from)
}

/** How many blanks keep the cell as wide as its column; null where the file's columns are not in line. */
function roomFor(grid: Grid, active: Active, used: number): number | null {
  const width = widthOf(grid, active)
  return width === undefined ? null : width - used
}

/** The width of the column in the file, where this cell has it. */
function widthOf(grid: Grid, { row, column }: Active): number | undefined {
  const raw = grid.rows[row]?.parts.cells[column]
  const line = grid.delimiter.parts.cells[column]
  return raw !== undefined && raw.length === line?.length ? raw.length : undefined
}
