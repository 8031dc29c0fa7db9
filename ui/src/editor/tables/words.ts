/** What the window hands to tables, and hears of them. */
import type { Align } from './grid'

/** What the tables of a page show and speak; the window fills it from the catalogue. */
export interface TableWords {
  /** A table's name, from how many columns and rows it has. */
  table(columns: number, rows: number): string
  /** A cell's name; `{row}` and `{column}` count from 1, the header being row 1. */
  cell: string
  /** Spoken when several cells become selected, from how many columns and rows they are. */
  cells(columns: number, rows: number): string
  /** Spoken when the whole table becomes selected. */
  selected: string
  /** Accessible name of the tools below a table. */
  tools: string
  /** What a command is called, by the key of its name. */
  command(label: string): string
}

/** What tables ask of the window. */
export interface TableHost {
  /** Asks how large a new table is to be; the answer comes back through `run('table', …)`. */
  onAskSize(): void
}

/** The cell at the caret as the window needs to know it; rows and columns count from 0, the header is row 0. */
export interface TablePlace {
  row: number
  column: number
  rows: number
  columns: number
  align: Align
}
