/** Where cards may stand: in what is seen of the text, not over the tools above it. */
import { type EditorView, type Rect } from '@codemirror/view'

/** What stays free beside a card, in CSS pixels. */
const EDGE = 8

/** The part of the window in which the text is seen, as far as it can be scrolled there. */
export function seenSpace(view: EditorView): Rect {
  const { clientWidth, clientHeight } = view.dom.ownerDocument.documentElement
  const space = { left: EDGE, top: 0, right: clientWidth - EDGE, bottom: clientHeight }
  for (let at = view.dom.parentElement; at; at = at.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(at)
    const { left, top, right, bottom } = at.getBoundingClientRect()
    if (overflowX === 'hidden') {
      space.left = Math.max(space.left, left + EDGE)
      space.right = Math.min(space.right, right - EDGE)
    }
    // What has nothing to scroll hides nothing, and a table may be lower than a card.
    if (at.scrollHeight > at.clientHeight && /^(auto|scroll|hidden)$/.test(overflowY)) {
      space.top = Math.max(space.top, top)
      space.bottom = Math.min(space.bottom, bottom)
    }
  }
  return space
}
