/** The words of a block of cells: read with their styles, styled, emptied, taken as a table of their own. */
import { EditorState, type TransactionSpec } from '@codemirror/state'
import { restyle, withStyle } from '../edit'
import { wrapOf } from '../habits'
import { leafAt, piecesOf, type Piece, type StyleName, type Wrap } from '../inline'
import { blockOf, blockSpec, cellsOf, type Block } from './block'
import { cellLanguage } from './cell-language'
import { gridAt } from './field'
import type { CellName } from './grid'
import { rewritten } from './rewrite'
import { withCell } from './row'

/** What a cell of the block says, as it is written; empty where its row lacks it. */
export const textOf = (state: EditorState, { grid }: Block, { row, column }: CellName): string => {
  const cell = grid.rows[row]?.cells[column]
  return cell ? state.sliceDoc(cell.from, cell.to) : ''
}

/** A cell's words by themselves, as its own editor has them. */
export const alone = (text: string): EditorState => EditorState.create({ doc: text, extensions: cellLanguage })

/** What was read of a state's block, which is asked for once for each style that a toolbar shows. */
const known = new WeakMap<EditorState, readonly Piece[]>()

/** The words of the selected cells; null when no block is selected. */
export function blockPieces(state: EditorState): readonly Piece[] | null {
  const block = blockOf(state)
  if (!block) return null
  let pieces = known.get(state)
  if (!pieces) {
    pieces = cellsOf(block).flatMap((cell) => {
      const words = alone(textOf(state, block, cell))
      const leaf = leafAt(words, 0)
      return leaf ? piecesOf(words, leaf) : []
    })
    known.set(state, pieces)
  }
  return pieces
}

/** The change that gives every selected cell other words; rows that stay the same are in no change. */
export function rewords(state: EditorState, block: Block, change: (text: string) => string): TransactionSpec {
  const { grid } = block
  const pairs = grid.rows.slice(block.top, block.bottom + 1).map((row, index) => {
    let { parts } = row
    for (const cell of cellsOf(block)) {
      if (cell.row !== block.top + index) continue
      const text = textOf(state, block, cell)
      const words = change(text)
      if (words === text) continue
      // A cell as wide as its column in the file stays so.
      const width = parts.cells[cell.column]?.length
      const keep = width === grid.delimiter.parts.cells[cell.column]?.length ? width : undefined
      parts = withCell(parts, cell.column, words, keep)
    }
    return [row, parts] as const
  })
  const changes = state.changes(rewritten(state, pairs))
  const after = gridAt(state.update({ changes, filter: false }).state, changes.mapPos(grid.from, -1))
  return { changes, ...(after ? blockSpec(after, block.anchor, block.head) : {}) }
}

/** A cell's words with other styles. */
export function restyled(text: string, change: (wraps: readonly Wrap[]) => readonly Wrap[]): string {
  const words = alone(text)
  const leaf = leafAt(words, 0)
  if (!leaf || text.trim() === '') return text
  const { from, to, insert } = restyle(words, leaf, piecesOf(words, leaf), leaf.from, leaf.to, change)
  return text.slice(0, from) + insert + text.slice(to)
}

const hasWords = (piece: Piece): boolean => piece.text.trim() !== ''

/** Whether all words of the block have a style; null when no block is selected. */
export function blockHasStyle(state: EditorState, style: StyleName): boolean | null {
  const pieces = blockPieces(state)?.filter(hasWords)
  return pieces ? pieces.length > 0 && pieces.every(({ wraps }) => wraps.some((wrap) => wrap.style === style)) : null
}

/** The change that gives a style to all words of the block, or takes it from them where all have it; null without block. */
export function styledBlock(state: EditorState, style: StyleName): TransactionSpec | null {
  const block = blockOf(state)
  if (!block) return null
  const on = blockHasStyle(state, style) !== true
  const wrap = wrapOf(state, style)
  return rewords(state, block, (text) => restyled(text, (wraps) => withStyle(wraps, wrap, on)))
}

/** The change that leaves the words of the block their links alone; null without block. */
export function plainBlock(state: EditorState): TransactionSpec | null {
  const block = blockOf(state)
  const links = (wraps: readonly Wrap[]): readonly Wrap[] => wraps.filter(({ style }) => style === 'link')
  return block && rewords(state, block, (text) => restyled(text, links))
}

/** The change that empties the cells of the block; null without block. */
export function emptiedBlock(state: EditorState): TransactionSpec | null {
  const block = blockOf(state)
  return block && rewords(state, block, () => '')
}

const MARKS = { left: ':--', center: ':-:', right: '--:' }

/** The block as a table of its own, the first of its rows being the header; null without block. */
export function blockTable(state: EditorState): string | null {
  const block = blockOf(state)
  if (!block) return null
  const columns = Array.from({ length: block.right - block.left + 1 }, (_, index) => block.left + index)
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const under = columns.map((column) => MARKS[block.grid.aligns[column] ?? 'left'])
  const rows = block.grid.rows
    .slice(block.top, block.bottom + 1)
    .map((_, index) => line(columns.map((column) => textOf(state, block, { row: block.top + index, column }))))
  const aligned = under.map((mark, index) => (block.grid.aligns[columns[index] ?? 0] ? mark : '---'))
  return [...rows.slice(0, 1), line(aligned), ...rows.slice(1)].join('\n')
}
