/** Shows the editor of the cell that the selection is in, and takes it away when the selection leaves. */
import { Prec, type Extension } from '@codemirror/state'
import { EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view'
import { fill, hostOf } from '../options'
import { activeCell, setActive } from './active'
import { blockOf, isIn } from './block'
import { openCell, syncCell } from './cell-editor'
import { drawWords } from './cell-words'
import { gridAt } from './field'
import { wordsOf } from './grid'
import { showTools } from './tools'
import { cellViews } from './views'
import { cellDom, cellOf, tableDom } from './widget'

class Cells {
  private view: EditorView | null = null
  private inner: HTMLElement | null = null
  private focused = false
  private tooled = false

  constructor(readonly page: EditorView) {
    page.contentDOM.addEventListener('mousedown', this.press)
  }

  /** Before the page is drawn anew, which may take the cell's editor away. */
  update(): void {
    this.focused = this.page.hasFocus || this.view?.hasFocus === true
  }

  /** After the page is drawn. */
  sync(): void {
    const { page } = this
    const found = activeCell(page.state)
    const dom = found && tableDom(page, found.grid)
    const inner = found && dom ? cellDom(dom, found.cell)?.firstElementChild : null
    const same = this.view?.state.readOnly === page.state.readOnly
    if (this.view && same && inner === this.inner) {
      syncCell(page, this.view)
    } else {
      this.close()
      if (found && dom && inner instanceof HTMLElement) this.open(inner, found.cell)
    }
    if (this.view || this.tooled) showTools(page, this.view ? dom : null)
    this.tooled = this.view !== null
    if (!this.focused) return
    if (this.view && !this.view.hasFocus) this.view.focus()
    else if (!this.view && !page.hasFocus) page.focus()
  }

  /** Gives the keyboard to the cell; false when the selection is in none that is in sight. */
  focus(): boolean {
    this.view?.focus()
    return this.view !== null
  }

  /** The words typed at the page while the caret is in a cell belong to the cell. */
  type(text: string): boolean {
    const { view } = this
    if (!view) return false
    view.dispatch(view.state.replaceSelection(text), { userEvent: 'input.type' })
    return true
  }

  destroy(): void {
    this.page.contentDOM.removeEventListener('mousedown', this.press)
    this.close()
  }

  private open(inner: HTMLElement, { row, column }: { row: number; column: number }): void {
    const words = hostOf(this.page.state)?.words.tables
    const label = fill(words?.cell ?? '', { row: String(row + 1), column: String(column + 1) })
    inner.dataset['writing'] = ''
    delete inner.dataset['words']
    delete inner.dataset['remarks']
    inner.replaceChildren()
    this.inner = inner
    this.view = openCell(this.page, inner, label, this.focused)
    if (this.view) cellViews.set(this.page, this.view)
    inner.closest('.b-grid')?.classList.add('b-writing')
  }

  private close(): void {
    const { inner, view } = this
    cellViews.delete(this.page)
    this.view = null
    this.inner = null
    view?.destroy()
    if (!inner) return
    delete inner.dataset['writing']
    inner.closest('.b-grid')?.classList.remove('b-writing')
    redraw(this.page, inner)
  }

  private readonly press = (event: MouseEvent): void => {
    const { target } = event
    if (!(target instanceof Element) || event.button === 1) return
    const dom = target.closest<HTMLElement>('.b-grid')
    const cell = cellOf(target)
    if (!dom || !cell || this.view?.dom.contains(target)) return
    if (event.ctrlKey || event.metaKey) {
      const url = target.closest<HTMLElement>('[data-url]')?.dataset['url']
      if (url) hostOf(this.page.state)?.onOpenLink(url)
      if (url) return
    }
    // The second button opens the menu, which comes after this.
    if (event.button === 0) event.preventDefault()
    const grid = gridAt(this.page.state, this.page.posAtDOM(dom))
    if (!grid) return
    const block = blockOf(this.page.state)
    // The menu is about all that is selected.
    if (event.button > 0 && block?.grid === grid && isIn(block, cell)) return
    const { from, to } = wordsOf(grid, cell)
    this.page.dispatch({
      selection: { anchor: from },
      effects: setActive.of({ ...cell, from, to }),
      userEvent: 'select.pointer',
      filter: false,
    })
    this.view?.focus()
    if (event.button > 0) {
      const anchor = this.view?.posAtCoords({ x: event.clientX, y: event.clientY }, false) ?? 0
      this.view?.dispatch({ selection: { anchor } })
      return
    }
    // The cell's own editor takes it from here, so that dragging selects words and a double click one of them.
    const { clientX, clientY, detail, shiftKey, button, buttons } = event
    const again = { clientX, clientY, detail, shiftKey, button, buttons, bubbles: true, cancelable: true }
    this.view?.contentDOM.dispatchEvent(new MouseEvent('mousedown', again))
  }
}

/** Draws the words of a cell that its editor has left. */
function redraw(page: EditorView, inner: HTMLElement): void {
  const dom = inner.closest<HTMLElement>('.b-grid')
  const cell = cellOf(inner)
  const grid = dom && page.dom.contains(dom) ? gridAt(page.state, page.posAtDOM(dom)) : null
  if (!grid || !cell) return
  const { from, to } = wordsOf(grid, cell)
  const words = page.state.sliceDoc(from, to)
  inner.dataset['words'] = words
  delete inner.dataset['remarks']
  inner.replaceChildren(drawWords(words, hostOf(page.state)))
}

const cells = ViewPlugin.fromClass(Cells)

/** The extension. */
export const cellEditors: Extension = [
  cells,
  EditorView.updateListener.of(({ view }: ViewUpdate) => {
    view.plugin(cells)?.sync()
  }),
  EditorView.domEventHandlers({
    focus: (_event, view) => {
      view.plugin(cells)?.focus()
    },
  }),
  Prec.highest(EditorView.inputHandler.of((view, _from, _to, text) => view.plugin(cells)?.type(text) ?? false)),
]
