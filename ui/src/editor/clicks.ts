/** Two clicks select a word as it is seen, three its paragraph however many lines it is written on; dragging goes on so. */
import { EditorSelection, type EditorState, type Extension } from '@codemirror/state'
import { EditorView, type MouseSelectionStyle } from '@codemirror/view'
import { leafAt } from './inline'
import { isStop, kindOf } from './lines'
import { placesOf, samePlace } from './places'
import { wordAt } from './words'

interface Stretch {
  from: number
  to: number
}

/** The paragraph, heading, cell or line of code around `pos`. */
export function paragraphAt(state: EditorState, pos: number): Stretch | null {
  const line = state.doc.lineAt(pos)
  if (!isStop(kindOf(state, line))) return null
  const leaf = leafAt(state, pos)
  if (leaf) {
    const first = placesOf(state, state.doc.lineAt(leaf.from))
    return { from: samePlace(first, Math.max(leaf.from, first.start)).to, to: leaf.to }
  }
  return { from: placesOf(state, line).start, to: line.to }
}

function around(state: EditorState, pos: number, clicks: number): Stretch | null {
  return clicks === 2 ? wordAt(state, pos) : paragraphAt(state, pos)
}

const style = EditorView.mouseSelectionStyle.of((view, down): MouseSelectionStyle | null => {
  if (down.button !== 0 || down.detail < 2 || down.shiftKey) return null
  const at = (event: MouseEvent): Stretch | null => {
    const pos = view.posAtCoords({ x: event.clientX, y: event.clientY }, false)
    return around(view.state, pos, down.detail)
  }
  let first = at(down)
  if (!first) return null
  return {
    get(event) {
      const here = at(event) ?? first
      if (!here || !first) return view.state.selection
      return here.from < first.from
        ? EditorSelection.single(first.to, here.from)
        : EditorSelection.single(first.from, Math.max(first.to, here.to))
    },
    update(update) {
      if (!first || !update.docChanged) return
      first = { from: update.changes.mapPos(first.from), to: update.changes.mapPos(first.to) }
    },
  }
})

/** The extension. */
export const clicks: Extension = style
