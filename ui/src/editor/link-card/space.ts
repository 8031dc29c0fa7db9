/** Where cards may stand: in what is seen of the text, not over the tools above it. */
import { type EditorView, type Rect } from '@codemirror/view'

/** The part of the window in which the text is seen, as far as it can be scrolled there. */
export function seenSpace(view: EditorView): Rect {
  const { clientWidth, clientHeight } = view.dom.ownerDocument.documentElement
  const space = { left: 0, top: 0, right: clientWidth, bottom: clientHeight }
  for (let at = view.dom.parentElement; at; at = at.parentElement) {
    if (at.scrollHeight <= at.clientHeight || !/^(auto|scroll|hidden)$/.test(getComputedStyle(at).overflowY)) continue
    const { left, top, right, bottom } = at.getBoundingClientRect()
    space.left = Math.max(space.left, left)
    space.top = Math.max(space.top, top)
    space.right = Math.min(space.right, right)
    space.bottom = Math.min(space.bottom, bottom)
  }
  return space
}
