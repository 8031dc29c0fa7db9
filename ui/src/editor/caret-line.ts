/** Tells the window which line the caret is in, when it comes into another. */
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'

/** Calls `tell` with the caret's line, from 0, while the text has the focus; with null when it loses it. */
export function watchCaret(tell: (line: number | null) => void): Extension {
  let told: number | null = null
  return EditorView.updateListener.of(({ state, view, selectionSet, docChanged, focusChanged }) => {
    if (!selectionSet && !docChanged && !focusChanged) return
    const line = view.hasFocus ? state.doc.lineAt(state.selection.main.head).number - 1 : null
    if (line === told) return
    told = line
    tell(line)
  })
}
