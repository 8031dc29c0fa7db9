/** Selects a block of cells by the mouse: dragged from one cell to another, or by Shift and a click. */
import type { Extension } from '@codemirror/state'
import { ViewPlugin, type EditorView } from '@codemirror/view'
import { activeCell } from './active'
import { showAt } from '../menus/context'
import { hostOf } from '../options'
import { blockOf, isIn } from './block'
import { selectBlock } from './block-keys'
import { gridAt } from './field'
import type { CellName, Grid } from './grid'
import { cellOf } from './widget'

const same = (a: CellName, b: CellName): boolean => a.row === b.row && a.column === b.column

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
    const { page } = this
    const move = (event: MouseEvent): void => {
      if ((event.buttons & 1) === 0) {
        this.stop?.()
        return
      }
      const over = document.elementFromPoint(event.clientX, event.clientY)
      const cell = over && dom.contains(over) ? cellOf(over) : null
      if (!cell || same(cell, last)) return
      const grid = gridAt(page.state, page.posAtDOM(dom))
      if (!grid) return
      event.preventDefault()
      last = cell
      selectBlock(page, grid, anchor, cell)
    }
    const stop = (): void => {
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
