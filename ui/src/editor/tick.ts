/** Ticks tasks. */
import type { EditorView } from '@codemirror/view'
import { itemAt } from './blocks'
import { afterCode } from './code-block/leave'
import { written } from './options'

/** Ticks the task on the line at `pos`, or takes its tick away. */
export function tick(view: EditorView, pos: number): boolean {
  const item = itemAt(view.state, pos)
  if (!item?.task || view.state.readOnly) return false
  const box = /\[([ xX])\]/.exec(view.state.doc.sliceString(item.node.from, item.content))
  if (!box) return false
  const at = item.node.from + box.index + 1
  view.dispatch({
    changes: { from: at, to: at + 1, insert: box[1] === ' ' ? 'x' : ' ' },
    annotations: written.of(true),
    userEvent: 'input.tick',
  })
  return true
}

/** The command: the caret's task; in code the same key goes on below it. */
export const tickHere = (view: EditorView): boolean => tick(view, view.state.selection.main.head) || afterCode(view)
