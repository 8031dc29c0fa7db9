/** What the toolbar shows, read from the text. */
import { redoDepth, undoDepth } from '@codemirror/commands'
import type { EditorState as TextState } from '@codemirror/state'
import { blockName } from './block-style'
import { quoteAt } from './blocks'
import { boxAt } from './boxes/find'
import { hasStyle } from './inline-style'
import { around } from './language'
import { linkAt } from './link-at'
import { listName } from './lists'
import { blockLink } from './tables/block-link'
import { tablePlace } from './tables/place'
import type { EditorState } from './types'

/** The state at the selection; `words` is that of the cell being written in. */
export function stateOf(state: TextState, words = state): EditorState {
  return {
    block: blockName(state),
    bold: hasStyle(words, 'strong'),
    italic: hasStyle(words, 'emphasis'),
    strike: hasStyle(words, 'strike'),
    code: hasStyle(words, 'code'),
    link: linkHere(words),
    note: noteAt(words, words.selection.main.head),
    list: listName(state),
    // A box may be written as a quote, and is none.
    quote: quoteAt(state, state.selection.main.head) !== null && boxAt(state, state.selection.main.head) === null,
    table: tablePlace(state),
    canUndo: undoDepth(state) > 0,
    canRedo: redoDepth(state) > 0,
  }
}

/** The address of the link at the caret, or that of all selected cells. */
function linkHere(words: TextState): string | null {
  const cells = blockLink(words)
  return cells ? cells.url || null : (linkAt(words, words.selection.main.head)?.url ?? null)
}

/** Whether two states look the same on a toolbar. */
export const sameState = (a: EditorState, b: EditorState): boolean =>
  (Object.keys(a) as (keyof EditorState)[]).every((name) =>
    name === 'table' ? samePlace(a.table, b.table) : a[name] === b[name],
  )

const samePlace = (a: EditorState['table'], b: EditorState['table']): boolean =>
  a === b || (a !== null && b !== null && (Object.keys(a) as (keyof typeof a)[]).every((name) => a[name] === b[name]))

const NOTE = /^Footnote(Reference)?$/

function noteAt(state: TextState, pos: number): boolean {
  const is = (name: string): boolean => NOTE.test(name)
  return (around(state, pos, -1, is) ?? around(state, pos, 1, is)) !== null
}
