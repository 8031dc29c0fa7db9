/** What the toolbar shows, read from the text. */
import { redoDepth, undoDepth } from '@codemirror/commands'
import type { EditorState as TextState } from '@codemirror/state'
import { blockName } from './block-style'
import { quoteAt } from './blocks'
import { hasStyle } from './inline-style'
import { linkAt } from './link'
import { listName } from './lists'
import type { EditorState } from './types'

/** The state at the selection, with the first visible line `topLine`, while the text has the focus or not. */
export function stateOf(state: TextState, topLine: number, focused = false): EditorState {
  return {
    block: blockName(state),
    bold: hasStyle(state, 'strong'),
    italic: hasStyle(state, 'emphasis'),
    strike: hasStyle(state, 'strike'),
    code: hasStyle(state, 'code'),
    link: linkAt(state, state.selection.main.head)?.url ?? null,
    list: listName(state),
    quote: quoteAt(state, state.selection.main.head) !== null,
    canUndo: undoDepth(state) > 0,
    canRedo: redoDepth(state) > 0,
    topLine,
    caretLine: focused ? state.doc.lineAt(state.selection.main.head).number - 1 : null,
  }
}
