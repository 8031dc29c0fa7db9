/** A table as it is drawn. The cell that is being written in is left alone: it belongs to the cell's own editor. */
import type { EditorState } from '@codemirror/state'
import { type EditorView, type Rect, WidgetType } from '@codemirror/view'
import { hostOf } from '../options'
import type { EditorOptions } from '../types'
import { drawWords } from './cell-words'
import { cellAt, shownCells, type CellName, type Grid } from './grid'

/** The widget of one table. */
export class TableWidget extends WidgetType {
  private readonly text: string
  private readonly options: EditorOptions | null
  private readonly readOnly: boolean

  constructor(
    /** Stays with the table through edits. */
    readonly id: number,
    /** As it was when drawn: its offsets count from its own start only. */
    readonly grid: Grid,
    state: EditorState,
  ) {
    super()
    this.text = state.doc.sliceString(grid.from, grid.to)
    this.options = hostOf(state)
    this.readOnly = state.readOnly
  }

  override eq(other: TableWidget): boolean {
    return (
      other.id === this.id &&
      other.text === this.text &&
      other.readOnly === this.readOnly &&
      other.grid.depth === this.grid.depth &&
      other.grid.quoted === this.grid.quoted
    )
  }

  override get estimatedHeight(): number {
    return 40 * this.grid.rows.length + 18
  }

  override toDOM(): HTMLElement {
    const dom = document.createElement('div')
    dom.dataset['table'] = String(this.id)
    const scroll = document.createElement('div')
    scroll.className = 'b-scroll'
    const table = document.createElement('table')
    table.setAttribute('role', 'grid')
    table.setAttribute('aria-multiselectable', 'true')
    table.append(document.createElement('thead'), document.createElement('tbody'))
    scroll.append(table)
    dom.append(scroll)
    this.show(dom)
    return dom
  }

  override updateDOM(dom: HTMLElement): boolean {
    // Another table's cells may hold the caret.
    if (dom.dataset['table'] !== String(this.id)) return false
    this.show(dom)
    return true
  }

  /** Events inside the table are the table's own. */
  override ignoreEvent(): boolean {
    return true
  }

  /** A place in the table is where its cell is, so that it can be scrolled to. */
  override coordsAt(dom: HTMLElement, pos: number, side: number): Rect | null {
    const cell = cellDom(dom, cellAt(this.grid, this.grid.from + pos))
    if (!cell || typeof cell.getBoundingClientRect !== 'function') return null
    const { left, right, top, bottom } = cell.getBoundingClientRect()
    return side < 0 ? { left: right, right, top, bottom } : { left, right: left, top, bottom }
  }

  private show(dom: HTMLElement): void {
    const { grid } = this
    dom.className = grid.quoted ? 'b-grid b-quote' : 'b-grid'
    dom.style.setProperty('--depth', String(grid.depth))
    const table = dom.querySelector('table')
    const head = table?.tHead
    const body = table?.tBodies[0]
    if (!table || !head || !body) return
    const name = this.options?.words.tables.table(grid.columns, grid.rows.length) ?? ''
    table.setAttribute('aria-label', name)
    if (this.readOnly) table.setAttribute('aria-readonly', 'true')
    else table.removeAttribute('aria-readonly')
    grid.rows.forEach((row, index) => {
      const place = index === 0 ? head : body
      const line = place.rows[index === 0 ? 0 : index - 1] ?? place.insertRow()
      const count = shownCells(grid, index)
      while (line.cells.length > count) line.lastElementChild?.remove()
      for (let column = 0; column < count; column++) {
        const cell = line.cells[column] ?? line.appendChild(newCell(index === 0))
        const at = row.cells[column]
        const words = at ? this.text.slice(at.from - grid.from, at.to - grid.from) : ''
        cell.className = column < grid.columns ? '' : 'b-extra'
        cell.style.textAlign = grid.aligns[column] ?? ''
        this.fill(cell, words)
      }
    })
    while (body.rows.length > grid.rows.length - 1) body.lastElementChild?.remove()
  }

  private fill(cell: HTMLElement, words: string): void {
    const inner = cell.firstElementChild
    inner?.classList.toggle('b-long', words.replace(ADDRESS, ']').length > LONG)
    if (!(inner instanceof HTMLElement) || inner.dataset['writing'] !== undefined || inner.dataset['words'] === words)
      return
    inner.dataset['words'] = words
    delete inner.dataset['remarks']
    inner.replaceChildren(drawWords(words, this.options))
  }
}

/** How many letters a cell has whose column is not to become a narrow one of many lines. */
const LONG = 24
/** The address of a link, which nobody reads. */
const ADDRESS = /\]\([^)]*\)/g

function newCell(header: boolean): HTMLTableCellElement {
  const cell = document.createElement(header ? 'th' : 'td')
  if (header) cell.setAttribute('scope', 'col')
  const inner = document.createElement('div')
  inner.className = 'b-cell'
  cell.append(inner)
  return cell
}

/** The table's element on the page; null where it is out of sight. */
export function tableDom(view: EditorView, grid: Grid): HTMLElement | null {
  for (const dom of view.contentDOM.querySelectorAll<HTMLElement>(':scope > .b-grid')) {
    if (view.posAtDOM(dom) === grid.from) return dom
  }
  return null
}

/** A cell's element. */
export function cellDom(dom: HTMLElement, { row, column }: CellName): HTMLTableCellElement | null {
  return dom.querySelector('table')?.rows[row]?.cells[column] ?? null
}

/** The cell that an element is, or is in. */
export function cellOf(element: Element): CellName | null {
  const cell = element.closest<HTMLTableCellElement>('.b-grid th, .b-grid td')
  const line = cell?.parentElement
  return cell && line instanceof HTMLTableRowElement ? { row: line.rowIndex, column: cell.cellIndex } : null
}
