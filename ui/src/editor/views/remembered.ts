/** What the editor remembers of a post that is left, so that undo goes on when it is opened again. */
import { historyField } from '@codemirror/commands'
import { EditorSelection, EditorState, Transaction, type Extension } from '@codemirror/state'
import { difference } from '../replace'
import { byWindow } from '../options'

/** Kept in memory only; made by [[remember]] and read by [[recall]]. */
export type Remembered = { readonly json: unknown; readonly body: string }

const fields = { history: historyField }

/** The text, its selection and the steps that undo knows. */
export function remember(state: EditorState): Remembered {
  return { json: state.toJSON(fields), body: state.doc.toString() }
}

/**
 * A state for `body` with the steps that were remembered. What changed in the file meanwhile is one more step, which
 * undo takes back like the others.
 */
export function recall(remembered: Remembered, body: string, extensions: Extension): EditorState {
  const state = EditorState.fromJSON(remembered.json, { extensions }, fields)
  if (remembered.body === body) return state
  const changes = difference(state.doc, body)
  const annotations = [byWindow.of(true), Transaction.addToHistory.of(true)]
  const next = state.update({ changes, annotations }).state
  return next.update({ selection: EditorSelection.single(Math.min(next.selection.main.head, next.doc.length)) }).state
}
