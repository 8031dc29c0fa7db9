/** A link for several cells at once: the words of each lead to one address. */
import type { EditorState, TransactionSpec } from '@codemirror/state'
import { withStyle } from '../edit'
import { wrapOf } from '../habits'
import { leafAt, piecesOf } from '../inline'
import { linkAt, unlinked, visible } from '../link-at'
import { blockOf, cellsOf } from './block'
import { alone, restyled, rewords, textOf } from './block-words'
import { breakOf } from './one-line'
import { writeCell } from './row'

/** What the selected cells are to a link: how many have words, and the address that all of these lead to. */
export interface CellsLink {
  cells: number
  url: string
}

/** The same of the block that is selected; null without one. */
export function blockLink(state: EditorState): CellsLink | null {
  const block = blockOf(state)
  if (!block) return null
  const addresses = cellsOf(block).flatMap((cell) => addressOf(textOf(state, block, cell)) ?? [])
  const [first = ''] = addresses
  return { cells: addresses.length, url: addresses.every((each) => each === first) ? first : '' }
}

/** The address that all words of a cell lead to, empty where they do not; null where there are no words to link. */
function addressOf(text: string): string | null {
  const words = alone(text)
  const leaf = leafAt(words, 0)
  const seen = leaf ? visible(words, leaf.from, leaf.to).trim() : ''
  if (!leaf || seen === '') return null
  const link = linkAt(words, piecesOf(words, leaf)[0]?.from ?? leaf.from)
  return link?.text.trim() === seen ? link.url : ''
}

/** The change that makes the words of each selected cell a link, or with an empty address none; null without block. */
export function linkedBlock(state: EditorState, url: string): TransactionSpec | null {
  const block = blockOf(state)
  const on = url.trim() !== ''
  const wrap = wrapOf(state, 'link', url)
  return block && rewords(state, block, (text) => (on ? linkedWords(text) : freed(text)))

  function linkedWords(text: string): string {
    if (addressOf(text) === null) return text
    // A bar in an address would end the cell.
    return writeCell(
      restyled(text, (wraps) => withStyle(wraps, wrap, true)),
      breakOf(state),
    )
  }
  function freed(text: string): string {
    const words = alone(restyled(text, (wraps) => withStyle(wraps, wrap, false)))
    const bare = linkAt(words, 0)
    const change = bare?.bare ? unlinked(words, bare) : null
    return change ? words.update({ changes: change }).newDoc.toString() : words.doc.toString()
  }
}
