/** What capabilities add to the menu at the pointer or caret. A file of its own, so that they need not know the menu. */
import { Facet, type EditorState } from '@codemirror/state'
import type { ContextItem } from './host'

/** Items that a capability has for a place of the text, one group; asked in order of precedence, shown on top. */
export const contextItems = Facet.define<(state: EditorState, pos: number) => readonly ContextItem[]>()
