/** What the toolbar shows, read from the text. */
import { redoDepth, undoDepth } from '@codemirror/commands'
import type { EditorState as TextState } from '@codemirror/state'
import { blockName } from './block-style'
import { quoteAt } from './blocks'
import { hasStyle } from './inline-style'
import { linkAt } from './link'
import { listName } from './lists'
import type { EditorState } from './types'

/** The state at the selection. */
export function stateOf(state: TextState): EditorState {
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
  }
}

/** Whether two states look the same on a toolbar. */
export const sameState = (a: EditorState, b: EditorState): boolean =>
  (Object.keys(a) as (keyof EditorState)[]).every((name) => a[name] === b[name])
