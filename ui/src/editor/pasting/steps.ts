/** Several changes, each made on what the one before came to, that are one change in the end. */
import type { EditorState } from '@codemirror/state'
import { ChangeSet, type TransactionSpec } from '@codemirror/state'
import { written } from '../options'

export class Steps {
  changes: ChangeSet

  constructor(public state: EditorState) {
    this.changes = ChangeSet.empty(state.doc.length)
  }

  /** Makes a change and returns where its selection is. */
  take(spec: TransactionSpec): number {
    const tr = this.state.update(spec, { annotations: written.of(true) })
    this.state = tr.state
    this.changes = this.changes.compose(tr.changes)
    return tr.state.selection.main.head
  }

  /** Puts text in and returns where it ends. */
  put(at: number, text: string): number {
    return this.take({ changes: { from: at, insert: text }, selection: { anchor: at + text.length } })
  }
}
