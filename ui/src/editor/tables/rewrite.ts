/** What is done to a table, as changes of its rows' text. A row that stays the same is in no change. */
import type { EditorState } from '@codemirror/state'
import { patch } from '../replace'
import type { Align, CellName, Grid, Row } from './grid'
import { emptyLike, print, withColumn, withMoved, withoutColumn, type Parts } from './row'

/** Replaced stretches, and the cell where the caret is to be afterwards. */
export interface Rewrite {
  changes: { from: number; to: number; insert: string }[]
  cell: CellName
}

/** Changes that give rows other parts. */
export function rewritten(state: EditorState, pairs: readonly (readonly [Row, Parts])[]): Rewrite['changes'] {
  return pairs.flatMap(([row, next]) => {
    const change = patch(row.from, state.sliceDoc(row.from, row.to), print(next))
    return change ? [change] : []
  })
}

/** Every line of the table from the top. */
export const everyRow = (grid: Grid): readonly Row[] => [
  ...grid.rows.slice(0, 1),
  grid.delimiter,
  ...grid.rows.slice(1),
]

/** What places a row's line in its list or quote. */
export function prefixOf(state: EditorState, row: Row): string {
  const line = state.doc.lineAt(row.from)
  return state.sliceDoc(line.from, row.from).replace(/[^>\s]/g, ' ')
}

/** An empty row before `index`, in the style of the row that is there, or else of the one above. The header stays first. */
export function addRow(state: EditorState, grid: Grid, index: number): Rewrite | null {
  const at = Math.max(1, index)
  const above = at === 1 ? grid.delimiter : grid.rows[at - 1]
  const like = grid.rows[at] ?? grid.rows[at - 1]
  if (!above || !like) return null
  const insert = `\n${prefixOf(state, above === grid.delimiter ? above : like)}${print(emptyLike(like.parts, grid.columns))}`
  const { to } = state.doc.lineAt(above.from)
  return { changes: [{ from: to, to, insert }], cell: { row: at, column: 0 } }
}

/** Takes a row out. Without its header a table's first row becomes the header; null where that cannot be. */
export function deleteRow(state: EditorState, grid: Grid, { row, column }: CellName): Rewrite | null {
  const { doc } = state
  const header = grid.rows[0]
  const first = grid.rows[1]
  const gone = row === 0 ? first : grid.rows[row]
  if (!gone || !header) return null
  const line = doc.lineAt(gone.from)
  const changes: Rewrite['changes'] = [{ from: line.from - 1, to: line.to, insert: '' }]
  if (row === 0) {
    if (gone.cells.length > grid.columns) return null
    const next =
      gone.cells.length < grid.columns
        ? { ...gone.parts, close: true, cells: filled(gone.parts, grid.columns) }
        : gone.parts
    changes.unshift(...rewritten(state, [[header, next]]))
  }
  const last = grid.rows.length - 2
  return { changes, cell: { row: Math.min(row, last), column } }
}

function filled(row: Parts, columns: number): readonly string[] {
  return [...row.cells, ...Array.from({ length: columns - row.cells.length }, () => '  ')]
}

/** Brings a row before or after others, as it is written. The header stays. */
export function moveRow(state: EditorState, grid: Grid, from: number, to: number, column: number): Rewrite | null {
  const row = grid.rows[from]
  const target = grid.rows[to]
  if (!row || !target || from === to || from < 1 || to < 1) return null
  const { doc } = state
  const line = doc.lineAt(row.from)
  const place = doc.lineAt(target.from)
  const insert = from < to ? `\n${line.text}` : `${line.text}\n`
  const at = from < to ? place.to : place.from
  const cut = { from: line.from - 1, to: line.to, insert: '' }
  const put = { from: at, to: at, insert }
  return { changes: from < to ? [cut, put] : [put, cut], cell: { row: to, column } }
}

/** What a new column at `index` has under the header and in its empty cells, padded as its neighbour is. */
export function columnMarks(grid: Grid, index: number): { under: string; blank: string } {
  const near = grid.delimiter.parts.cells[Math.min(index, grid.columns - 1)] ?? ' --- '
  const lead = near.startsWith(' ') ? ' ' : ''
  const under = `${lead}---${near.endsWith(' ') || lead ? ' ' : ''}`
  return { under, blank: ' '.repeat(under.length) }
}

/** An empty column before `index`. */
export function addColumn(state: EditorState, grid: Grid, index: number, row: number): Rewrite {
  const { under, blank } = columnMarks(grid, index)
  const pairs = everyRow(grid).map(
    (one) => [one, withColumn(one.parts, index, one === grid.delimiter ? under : blank)] as const,
  )
  return { changes: rewritten(state, pairs), cell: { row, column: index } }
}

/** Takes a column out; null for the only one. */
export function deleteColumn(state: EditorState, grid: Grid, { row, column }: CellName): Rewrite | null {
  if (grid.columns < 2) return null
  const pairs = everyRow(grid).map((one) => [one, withoutColumn(one.parts, column)] as const)
  return { changes: rewritten(state, pairs), cell: { row, column: Math.min(column, grid.columns - 2) } }
}

/** Brings a column before or after others, with its alignment. */
export function moveColumn(state: EditorState, grid: Grid, from: number, to: number, row: number): Rewrite | null {
  if (from === to || Math.max(from, to) >= grid.columns || Math.min(from, to) < 0) return null
  const pairs = everyRow(grid).map((one) => [one, withMoved(one.parts, from, to)] as const)
  return { changes: rewritten(state, pairs), cell: { row, column: to } }
}

/** Aligns a column: the line under the header is all that changes. */
export function alignColumn(state: EditorState, grid: Grid, cell: CellName, align: Align): Rewrite | null {
  const raw = grid.delimiter.parts.cells[cell.column]
  if (raw === undefined || grid.aligns[cell.column] === align) return null
  const width = Math.max(3, raw.trim().length)
  const left = align === 'left' || align === 'center' ? ':' : ''
  const right = align === 'right' || align === 'center' ? ':' : ''
  const mark = left + '-'.repeat(width - left.length - right.length) + right
  const cells = grid.delimiter.parts.cells.map((one, index) => (index === cell.column ? one.replace(/\S+/, mark) : one))
  return { changes: rewritten(state, [[grid.delimiter, { ...grid.delimiter.parts, cells }]]), cell }
}

/** Takes the whole table out, with the blank line that parted it from what follows. */
export function deleteTable(state: EditorState, grid: Grid): { from: number; to: number } {
  const { doc } = state
  const first = doc.lineAt(grid.from)
  const last = doc.lineAt(grid.to)
  const prefix = state.sliceDoc(first.from, grid.rows[0]?.from ?? first.from)
  // In the first line of an item its mark stays.
  if (/[^>\s]/.test(prefix)) return { from: first.from + prefix.length, to: last.to }
  const next = last.number < doc.lines ? doc.line(last.number + 1) : null
  if (next && /^[\s>]*$/.test(next.text) && next.number < doc.lines) return { from: first.from, to: next.to + 1 }
  if (next) return { from: first.from, to: next.from }
  return { from: first.number > 1 ? first.from - 1 : 0, to: last.to }
}

/** The text of a new table, its cells empty. */
export function newTable(columns: number, count: number): string {
  const line = (cell: string): string => `|${` ${cell} |`.repeat(columns)}`
  return [line('   '), line('---'), ...Array.from({ length: count - 1 }, () => line('   '))].join('\n')
}
