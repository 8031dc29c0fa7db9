/** Erases a selection that reaches over hidden lines: what is seen goes, what is hidden stays. */
import { EditorSelection } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { settle } from './settle'
import { touchesSpoken } from './spoken-for'

/** Erases such a selection and lets the caret come to rest; false when no hidden line is in it. */
export function clearOverHidden(view: EditorView): boolean {
  const { main } = view.state.selection
  if (main.empty || !touchesSpoken(view.state, main.from, main.to)) return false
  view.dispatch({ changes: { from: main.from, to: main.to }, selection: { anchor: main.from }, userEvent: 'delete' })
  const rest = settle(view.state, view.state.selection.main.head, 1)
  view.dispatch({ selection: EditorSelection.create([rest]), userEvent: 'select', scrollIntoView: true })
  return true
}
