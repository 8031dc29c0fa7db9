/** A table read from the text: its rows, where each cell stands, and how its columns are aligned. */
import type { Text } from '@codemirror/state'
import type { SyntaxNode } from '@lezer/common'
import { parts, places, type Parts, type Place } from './row'

/** How a column stands; null where the table does not say. */
export type Align = 'left' | 'center' | 'right' | null

/** A row: its text without what places the line in a list or quote. Offsets are the document's. */
export interface Row {
  from: number
  to: number
  parts: Parts
  cells: readonly Place[]
}

/** A table. Its header is row 0; the line under it is `delimiter` and no row. */
export interface Grid {
  /** The start of its first line and the end of its last. */
  from: number
  to: number
  rows: readonly Row[]
  delimiter: Row
  aligns: readonly Align[]
  /** How many columns the header has; a row may have fewer or more cells. */
  columns: number
  /** How many lists it is in, and whether it is in a quote. */
  depth: number
  quoted: boolean
}

/** The table of a `Table` node; null where its parts cannot be told. */
export function readGrid(doc: Text, node: SyntaxNode): Grid | null {
  const header = node.getChild('TableHeader')
  const under = node.getChild('TableDelimiter')
  if (!header || !under) return null
  const rows = [header, ...node.getChildren('TableRow')].map((row) => readRow(doc, row.from))
  const delimiter = readRow(doc, under.from)
  const last = rows[rows.length - 1]
  const columns = rows[0]?.cells.length ?? 0
  if (!last || columns === 0) return null
  const aligns = delimiter.parts.cells.map(alignOf)
  return {
    from: doc.lineAt(header.from).from,
    to: Math.max(last.to, delimiter.to),
    rows,
    delimiter,
    aligns: Array.from({ length: columns }, (_, column) => aligns[column] ?? null),
    columns,
    ...outside(node),
  }
}

function outside(node: SyntaxNode): { depth: number; quoted: boolean } {
  let depth = 0
  let quoted = false
  for (let at = node.parent; at; at = at.parent) {
    if (at.name === 'ListItem') depth++
    if (at.name === 'Blockquote') quoted = true
  }
  return { depth, quoted }
}

function readRow(doc: Text, from: number): Row {
  const { to } = doc.lineAt(from)
  const read = parts(doc.sliceString(from, to))
  const cells = places(read).map((place) => ({
    start: from + place.start,
    end: from + place.end,
    from: from + place.from,
    to: from + place.to,
  }))
  return { from, to, parts: read, cells }
}

function alignOf(raw: string): Align {
  const text = raw.trim()
  if (text.startsWith(':')) return text.endsWith(':') && text.length > 1 ? 'center' : 'left'
  return text.endsWith(':') ? 'right' : null
}

/** How many cells a row shows: all that it has, and at least as many as the header. */
export const shownCells = (grid: Grid, row: number): number => Math.max(grid.columns, grid.rows[row]?.cells.length ?? 0)

/** A cell by its row and column, from 0. */
export interface CellName {
  row: number
  column: number
}

/** The cell that `pos` is in, or next to; a row that ends early has its words' end for all that it lacks. */
export function cellAt(grid: Grid, pos: number): CellName & { at: number } {
  let row = grid.rows.findIndex((one) => pos <= one.to)
  if (row < 0) row = grid.rows.length - 1
  // The line under the header, and the marks before a row, belong to the row after them.
  const { cells, to } = grid.rows[row] ?? { cells: [], to: grid.to }
  const column = cells.findIndex((cell) => pos <= cell.end)
  const found = cells[column < 0 ? cells.length - 1 : column]
  if (!found) return { row, column: 0, at: to }
  return { row, column: column < 0 ? cells.length - 1 : column, at: Math.min(Math.max(pos, found.from), found.to) }
}

/** Where the words of a cell stand; for one that its row lacks, the end of the row. */
export function wordsOf(grid: Grid, { row, column }: CellName): { from: number; to: number } {
  const one = grid.rows[row]
  const cell = one?.cells[column]
  if (cell) return { from: cell.from, to: cell.to }
  const end = one?.to ?? grid.to
  return { from: end, to: end }
}
