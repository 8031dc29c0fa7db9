/** Tables: drawn as grids, written in cell by cell, saved by the rows that changed. */
import type { Extension } from '@codemirror/state'
import { activeField } from './active'
import { atBlock, atWhole } from './context'
import { shared } from './cell-editor'
import { cellRemarks } from './cell-remarks'
import { blockDrag } from './block-drag'
import { blockKeys } from './block-keys'
import { cellEditors } from './cells'
import { tableField } from './field'
import { tableTheme } from './theme'
import { wholeTables } from './whole'

export { LARGEST, type TableSize } from './commands'
export { pasteGrid } from './paste-grid'
export { tablePlace } from './place'
export { wordsView } from './views'
export type { TableHost, TablePlace, TableWords } from './words'

/** The extension; `inCells` is what makes the words of a cell act like those of the page. */
export const tables = (inCells: Extension): Extension => [
  tableField,
  blockKeys,
  activeField,
  blockDrag,
  shared.of(inCells),
  cellEditors,
  cellRemarks,
  wholeTables,
  atBlock(),
  atWhole(),
  tableTheme,
]
