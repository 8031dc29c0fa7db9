/** Which line is at the top, whoever scrolls: the editor is as tall as its text, and the sheet around it moves. */
import type { EditorView } from '@codemirror/view'

/** The first visible line, from 0, with the part of it that is already out of sight. */
export function topLine(view: EditorView): number {
  const { doc } = view.state
  const height = Math.max(0, visibleTop(view) - view.documentTop)
  if (height === 0) return 0
  const block = view.lineBlockAtHeight(height)
  const first = doc.lineAt(block.from).number - 1
  const lines = doc.lineAt(block.to).number - first
  const part = block.height > 0 ? Math.min(1, Math.max(0, (height - block.top) / block.height)) : 0
  return first + part * lines
}

/** Where the visible part of the text starts, in the window's coordinates. */
const visibleTop = (view: EditorView): number => inSight(view).top

/** What stays free at the sides of what opens, in CSS pixels. */
const EDGE = 8

/** The part of the window in which the text is seen: what opens over the text stays within it. */
export function inSight(view: EditorView): { left: number; top: number; right: number; bottom: number } {
  const { documentElement } = view.dom.ownerDocument
  const seen = { left: 0, top: 0, right: documentElement.clientWidth, bottom: documentElement.clientHeight }
  for (let at: HTMLElement | null = view.dom.parentElement; at; at = at.parentElement) {
    const { overflowY } = getComputedStyle(at)
    if (overflowY !== 'auto' && overflowY !== 'scroll' && overflowY !== 'hidden') continue
    const { left, top, right, bottom } = at.getBoundingClientRect()
    seen.left = Math.max(seen.left, left + EDGE)
    seen.top = Math.max(seen.top, top)
    seen.right = Math.min(seen.right, right - EDGE)
    seen.bottom = Math.min(seen.bottom, bottom)
  }
  return seen
}

/** Calls `tell` with the first visible line after each scroll, at most once a frame; returns the way to stop. */
export function watchScroll(view: EditorView, tell: (line: number) => void): () => void {
  const { defaultView } = view.dom.ownerDocument
  if (!defaultView) return () => undefined
  let waiting = 0
  const look = (event: Event): void => {
    const { target } = event
    if (waiting || !(target instanceof Node) || !target.contains(view.dom)) return
    waiting = defaultView.requestAnimationFrame(() => {
      waiting = 0
      tell(topLine(view))
    })
  }
  defaultView.addEventListener('scroll', look, { capture: true, passive: true })
  return () => {
    defaultView.cancelAnimationFrame(waiting)
    defaultView.removeEventListener('scroll', look, { capture: true })
  }
}
