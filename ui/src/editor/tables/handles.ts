/** The handles at the caret's row and column: dragged, they bring it somewhere else. The same goes by keys and menus. */
import type { EditorView } from '@codemirror/view'
import { activeCell } from './active'
import { rewrite } from './go'
import { moveColumn, moveRow } from './rewrite'
import { cellDom } from './widget'

/** What a handle drags. */
export type Axis = 'row' | 'column'

/** The handle of the table drawn as `dom`; made where it is not there yet. */
export function handle(page: EditorView, dom: HTMLElement, axis: Axis): HTMLElement {
  const old = dom.querySelector<HTMLElement>(`:scope > .b-handle[data-axis=${axis}]`)
  if (old) return old
  const made = document.createElement('div')
  made.className = 'b-handle'
  made.dataset['axis'] = axis
  // Menus and keys do the same for those who do not see it.
  made.setAttribute('aria-hidden', 'true')
  made.addEventListener('mousedown', (event) => {
    event.preventDefault()
  })
  made.addEventListener('pointerdown', (event) => {
    if (event.button === 0) drag(page, dom, made, axis, event)
  })
  dom.append(made)
  return made
}

function drag(page: EditorView, dom: HTMLElement, grip: HTMLElement, axis: Axis, start: PointerEvent): void {
  const found = activeCell(page.state)
  if (!found || page.state.readOnly) return
  const from = found.cell[axis]
  let to = from
  grip.setPointerCapture(start.pointerId)
  const line = document.createElement('div')
  line.className = 'b-drop'
  const move = (event: PointerEvent): void => {
    to = target(page, dom, axis, event)
    showLine(page, dom, line, axis, from, to)
  }
  const stop = (event: Event): void => {
    line.remove()
    grip.removeEventListener('pointermove', move)
    grip.removeEventListener('pointerup', stop)
    grip.removeEventListener('pointercancel', stop)
    document.removeEventListener('keydown', escape, true)
    const now = activeCell(page.state)
    if (event.type !== 'pointerup' || !now || to === from || now.cell[axis] !== from) return
    const { row, column } = now.cell
    const made =
      axis === 'row'
        ? moveRow(page.state, now.grid, row, to, column)
        : moveColumn(page.state, now.grid, column, to, row)
    rewrite(page, now.grid, made)
  }
  const escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    stop(event)
  }
  grip.addEventListener('pointermove', move)
  grip.addEventListener('pointerup', stop)
  grip.addEventListener('pointercancel', stop)
  document.addEventListener('keydown', escape, true)
}

/** The row or column under the pointer; a row never goes above the header. */
function target(page: EditorView, dom: HTMLElement, axis: Axis, event: PointerEvent): number {
  const grid = activeCell(page.state)?.grid
  const count = axis === 'row' ? (grid?.rows.length ?? 1) : (grid?.columns ?? 1)
  const first = axis === 'row' ? 1 : 0
  for (let index = first; index < count; index++) {
    const cell = cellDom(dom, axis === 'row' ? { row: index, column: 0 } : { row: 0, column: index })
    const box = cell?.getBoundingClientRect()
    if (box && (axis === 'row' ? event.clientY < box.bottom : event.clientX < box.right)) return index
  }
  return count - 1
}

/** Shows where the row or column will come. */
function showLine(page: EditorView, dom: HTMLElement, line: HTMLElement, axis: Axis, from: number, to: number): void {
  const cell = cellDom(dom, axis === 'row' ? { row: to, column: 0 } : { row: 0, column: to })
  const table = dom.querySelector('table')?.getBoundingClientRect()
  const scroll = dom.querySelector('.b-scroll')?.getBoundingClientRect()
  const box = cell?.getBoundingClientRect()
  if (to === from || !box || !table || !scroll) {
    line.remove()
    return
  }
  const outer = dom.getBoundingClientRect()
  const after = to > from
  const left = Math.max(table.left, scroll.left)
  const right = Math.min(table.right, scroll.right)
  const at =
    axis === 'row'
      ? { left, top: after ? box.bottom : box.top, width: right - left, height: 2 }
      : { left: after ? box.right : box.left, top: table.top, width: 2, height: table.height }
  line.style.left = `${String(at.left - outer.left)}px`
  line.style.top = `${String(at.top - outer.top - (axis === 'row' ? 1 : 0))}px`
  line.style.width = `${String(at.width)}px`
  line.style.height = `${String(at.height)}px`
  if (line.parentElement !== dom && page.dom.contains(dom)) dom.append(line)
}
