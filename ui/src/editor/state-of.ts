/** What the toolbar shows, read from the text. */
import { redoDepth, undoDepth } from '@codemirror/commands'
import type { EditorState as TextState } from '@codemirror/state'
import { blockName } from './block-style'
import { quoteAt } from './blocks'
import { hasStyle } from './inline-style'
import { linkAt } from './link'
import { listName } from './lists'
import { tablePlace } from './tables'
import type { EditorState } from './types'

/** The state at the selection, with the first visible line `topLine`; `words` is that of the cell being written in. */
export function stateOf(state: TextState, topLine: number, words = state): EditorState {
  return {
    block: blockName(state),
    bold: hasStyle(words, 'strong'),
    italic: hasStyle(words, 'emphasis'),
    strike: hasStyle(words, 'strike'),
    code: hasStyle(words, 'code'),
    link: linkAt(words, words.selection.main.head)?.url ?? null,
    list: listName(state),
    quote: quoteAt(state, state.selection.main.head) !== null,
    table: tablePlace(state),
    canUndo: undoDepth(state) > 0,
    canRedo: redoDepth(state) > 0,
    topLine,
  }
}
