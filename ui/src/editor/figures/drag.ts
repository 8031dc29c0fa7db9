/**
 * Drags a thing to another place of the text with the pointer: a line shows where it would go, the page scrolls by
 * itself near its edges, Escape leaves everything as it was. Not the system's own dragging, which the window keeps for
 * files from outside.
 */
import type { EditorView } from '@codemirror/view'
import { isBlank } from '../blank'
import { isSpoken } from '../spoken-for'
import { selectThing, thingOf } from './dom'
import { blockOf, moved, moveInto, type Gap } from './move'

/** So far the pointer goes before a press becomes a drag, in pixels. */
const SLACK = 6
/** So near to an edge the page scrolls, and so fast at most, in pixels. */
const EDGE = 56
const FASTEST = 18

/** A press on a thing: selects it, and drags it when the pointer goes on. */
export function startDrag(view: EditorView, dom: HTMLElement, event: PointerEvent): void {
  if (event.button !== 0 || !event.isPrimary) return
  selectThing(view, dom)
  if (view.state.readOnly) return
  const drag = new Drag(view, dom, event)
  drag.listen()
}

/** Where a pointer at this height would put a thing, and where the line for it is, from the top of the text. */
export function gapAt(view: EditorView, clientY: number): { gap: Gap; y: number } | null {
  const { state } = view
  const height = clientY - view.documentTop
  const { doc } = state
  let line = doc.lineAt(view.lineBlockAtHeight(height).from)
  while (isBlank(line.text) && line.number > 1) line = doc.line(line.number - 1)
  if (isSpoken(state, line.from)) {
    while (line.number < doc.lines && (isSpoken(state, line.from) || isBlank(line.text)))
      line = doc.line(line.number + 1)
    if (isSpoken(state, line.from)) return null
  }
  const { first, last } = blockOf(state, line)
  const top = view.lineBlockAt(first.from).top
  const bottom = view.lineBlockAt(last.from).bottom
  const before = height < (top + bottom) / 2
  return before
    ? { gap: { line: first.number, side: 'before' }, y: top }
    : { gap: { line: last.number, side: 'after' }, y: bottom }
}

class Drag {
  private y: number
  private dragging = false
  private readonly line = document.createElement('div')
  private frame = 0
  private readonly scroller: HTMLElement

  constructor(
    private readonly view: EditorView,
    private readonly dom: HTMLElement,
    private readonly start: PointerEvent,
  ) {
    this.y = start.clientY
    this.line.className = 'b-drop-line'
    this.scroller = scrollerOf(view.dom)
  }

  listen(): void {
    window.addEventListener('pointermove', this.move)
    window.addEventListener('pointerup', this.drop)
    window.addEventListener('pointercancel', this.end)
    window.addEventListener('keydown', this.key, true)
  }

  private readonly move = (event: PointerEvent): void => {
    if (event.pointerId !== this.start.pointerId) return
    this.y = event.clientY
    const far = Math.hypot(event.clientX - this.start.clientX, event.clientY - this.start.clientY) > SLACK
    if (!this.dragging && far) {
      this.dragging = true
      this.dom.classList.add('b-dragged')
      document.documentElement.classList.add('b-dragging')
      this.view.scrollDOM.append(this.line)
      this.frame = requestAnimationFrame(this.tick)
    }
  }

  /** Scrolls near the edges, and keeps the line where the thing would go. */
  private readonly tick = (): void => {
    const box = this.scroller.getBoundingClientRect()
    const over = Math.min(0, this.y - box.top - EDGE) + Math.max(0, this.y - box.bottom + EDGE)
    if (over !== 0) this.scroller.scrollTop += Math.max(-FASTEST, Math.min(FASTEST, over / 3))
    const target = this.target()
    this.line.hidden = target === null
    if (target) {
      const shift = this.view.documentTop - this.view.scrollDOM.getBoundingClientRect().top
      this.line.style.top = `${String(target.y + shift)}px`
    }
    this.frame = requestAnimationFrame(this.tick)
  }

  private target(): { gap: Gap; y: number } | null {
    const at = thingOf(this.view, this.dom)
    const found = at && gapAt(this.view, this.y)
    return found && moved(this.view.state, at, found.gap) ? found : null
  }

  private readonly drop = (event: PointerEvent): void => {
    if (event.pointerId !== this.start.pointerId) return
    this.y = event.clientY
    const at = this.dragging ? thingOf(this.view, this.dom) : null
    const target = this.dragging ? this.target() : null
    this.end()
    if (at && target) moveInto(this.view, at, target.gap, event.clientY < this.start.clientY ? -1 : 1)
  }

  private readonly key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.dragging) return
    event.preventDefault()
    event.stopPropagation()
    this.end()
  }

  private readonly end = (): void => {
    window.removeEventListener('pointermove', this.move)
    window.removeEventListener('pointerup', this.drop)
    window.removeEventListener('pointercancel', this.end)
    window.removeEventListener('keydown', this.key, true)
    cancelAnimationFrame(this.frame)
    this.line.remove()
    this.dom.classList.remove('b-dragged')
    document.documentElement.classList.remove('b-dragging')
  }
}

/** What scrolls around an element. */
function scrollerOf(dom: HTMLElement): HTMLElement {
  for (let outer = dom.parentElement; outer; outer = outer.parentElement) {
    const { overflowY } = getComputedStyle(outer)
    if ((overflowY === 'auto' || overflowY === 'scroll') && outer.scrollHeight > outer.clientHeight) return outer
  }
  return document.documentElement
}
