/** Undo and redo. */
import { redo, undo } from '@codemirror/commands'
import type { EditorView } from '@codemirror/view'
import { hostOf } from '../options'
import type { Command } from './command'

export const steps: readonly Command[] = [
  { id: 'undo', label: 'editor.command.undo', keys: 'Mod-z', icon: 'undo', group: 'history', run: undoLast },
  { id: 'redo', label: 'editor.command.redo', keys: 'Mod-Shift-z', icon: 'redo', group: 'history', run: redo },
]

/** Undoes what the window did last, where that is more than text, else what was typed. */
function undoLast(view: EditorView): boolean {
  return hostOf(view.state)?.onUndo?.() === true || undo(view)
}
