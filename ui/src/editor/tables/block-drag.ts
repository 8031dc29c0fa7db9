/** Selects a block of cells by the mouse: dragged from one cell to another, or by Shift and a click. */
import type { Extension } from '@codemirror/state'
import { ViewPlugin, type EditorView } from '@codemirror/view'
import { activeCell } from './active'
import { showAt } from '../menus/context'
import { hostOf } from '../options'
import { blockOf, isIn } from './block'
import { selectBlock } from './block-keys'
import { EdgeScroll } from './edge-scroll'
import { gridAt } from './field'
import type { CellName, Grid } from './grid'
import { cellOf } from './widget'

const same = (a: CellName, b: CellName): boolean => a.row === b.row && a.column === b.column

/** The cell at a place of the window, or the nearest to it of those in sight: a pointer may leave the table. */
function cellUnder(scroller: HTMLElement, x: number, y: number): CellName | null {
  const seen = scroller.getBoundingClientRect()
  const within = (at: number, from: number, to: number): number => Math.min(Math.max(at, from + 2), to - 2)
  const over = document.elementFromPoint(within(x, seen.left, seen.right), within(y, seen.top, seen.bottom))
  return over && scroller.contains(over) ? cellOf(over) : null
}

class Dragging {
  private stop: (() => void) | null = null

  constructor(readonly page: EditorView) {
    // Before the cell's own editor, which selects words by the same movement.
    page.contentDOM.addEventListener('mousedown', this.press, true)
    page.contentDOM.addEventListener('contextmenu', this.menu, true)
  }

  destroy(): void {
    this.stop?.()
    this.page.contentDOM.removeEventListener('mousedown', this.press, true)
    this.page.contentDOM.removeEventListener('contextmenu', this.menu, true)
  }

  private readonly press = (event: MouseEvent): void => {
    const { target } = event
    const dom = target instanceof Element ? target.closest<HTMLElement>('.b-grid') : null
    const cell = target instanceof Element ? cellOf(target) : null
    const grid = dom && cell ? gridAt(this.page.state, this.page.posAtDOM(dom)) : null
    if (event.button !== 0 || !dom || !cell || !grid) return
    const anchor = event.shiftKey ? this.anchorIn(grid) : null
    if (anchor && !same(anchor, cell)) {
      event.preventDefault()
      event.stopImmediatePropagation()
      selectBlock(this.page, grid, anchor, cell)
    }
    this.follow(dom, anchor ?? cell, cell)
  }

  /** The menu at a selected cell is about all that are selected. */
  private readonly menu = (event: MouseEvent): void => {
    const { page } = this
    const block = blockOf(page.state)
    const cell = event.target instanceof Element ? cellOf(event.target) : null
    if (!block || !cell || !isIn(block, cell) || !hostOf(page.state)?.menus) return
    event.preventDefault()
    event.stopImmediatePropagation()
    showAt(page, page.state.selection.main.head, event.clientX, event.clientY, event.clientY)
  }

  /** Where a selection that Shift extends began. */
  private anchorIn(grid: Grid): CellName | null {
    const { state } = this.page
    const block = blockOf(state)
    if (block) return block.grid === grid ? block.anchor : null
    const active = activeCell(state)
    return active?.grid === grid ? { row: active.cell.row, column: active.cell.column } : null
  }

  /** Takes the cell under the pointer as the other corner, until the button is let go. */
  private follow(dom: HTMLElement, anchor: CellName, first: CellName): void {
    this.stop?.()
    let last = first
    let selecting = false
    let at = { x: 0, y: 0 }
    const { page } = this
    const scroller = dom.querySelector<HTMLElement>('.b-scroll') ?? dom
    const take = (event?: MouseEvent): void => {
      const cell = cellUnder(scroller, at.x, at.y)
      if (!cell || same(cell, last)) return
      const grid = gridAt(page.state, page.posAtDOM(dom))
      if (!grid) return
      event?.preventDefault()
      last = cell
      selecting = true
      selectBlock(page, grid, anchor, cell)
    }
    const edges = new EdgeScroll(scroller, take)
    const move = (event: MouseEvent): void => {
      if ((event.buttons & 1) === 0) {
        this.stop?.()
        return
      }
      at = { x: event.clientX, y: event.clientY }
      take(event)
      // Letters selected within one cell are no reason to move the table; leaving it is.
      const { left, right } = scroller.getBoundingClientRect()
      if (selecting || at.x < left || at.x > right) edges.pointer(at.x)
    }
    const stop = (): void => {
      edges.stop()
      document.removeEventListener('mousemove', move, true)
      document.removeEventListener('mouseup', stop, true)
      this.stop = null
    }
    this.stop = stop
    document.addEventListener('mousemove', move, true)
    document.addEventListener('mouseup', stop, true)
  }
}

/** The extension. */
export const blockDrag: Extension = ViewPlugin.fromClass(Dragging)
