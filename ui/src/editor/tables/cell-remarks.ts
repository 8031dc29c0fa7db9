/**
 * The remarks about the words of cells. The page finds them and keeps them; they are drawn in the cells that are shown, and
 * handed to the editor of the one that is written in. Only cells whose remarks are others than before are drawn anew.
 */
import { Prec, type EditorState, type Extension } from '@codemirror/state'
import { EditorView, keymap, ViewPlugin } from '@codemirror/view'
import { hostOf } from '../options'
import { remarksShown } from '../proof'
import { closeCard, pointAt } from '../proof/card'
import { remarkAt, remarksIn, setRemarks, type Placed } from '../proof/field'
import { native } from '../proof/native'
import { activeCell } from './active'
import { drawWords } from './cell-words'
import { fromPage } from './from-page'
import { gridAt } from './field'
import { cellAt, wordsOf, type Grid } from './grid'
import { cellViews } from './views'
import { cellDom, cellOf } from './widget'

/** For the editor of a cell of `page`: remarks as in a paragraph. Their card closes before Escape leaves the cell. */
export const writtenRemarks = (page: EditorView): Extension => [
  remarksShown,
  Prec.highest(keymap.of([{ key: 'Escape', run: closeCard }])),
  EditorView.contentAttributes.of(() => ({ spellcheck: String(page.state.field(native, false) === true) })),
]

/** Hands the remarks about the cell that is written in to its editor. */
function tellCell(page: EditorView): void {
  const view = cellViews.get(page)
  const found = view && activeCell(page.state)
  if (!found) return
  const { from, to } = found.cell
  const wanted = moved(remarksIn(page.state, from, to), -from)
  const length = view.state.doc.length
  if (length !== to - from || sameRemarks(wanted, remarksIn(view.state, 0, length))) return
  view.dispatch({
    effects: setRemarks.of({ from: 0, to: length, findings: wanted }),
    annotations: fromPage.of(true),
  })
}

/** Draws the remarks in the cells of the tables that are on the page. */
function draw(page: EditorView): void {
  for (const dom of page.contentDOM.querySelectorAll<HTMLElement>(':scope > .b-grid')) {
    const grid = gridAt(page.state, page.posAtDOM(dom))
    if (!grid) continue
    const wanted = byCell(page.state, grid, dom)
    for (const inner of dom.querySelectorAll<HTMLElement>('[data-remarks]')) {
      if (!wanted.has(inner)) redraw(page, grid, inner, [])
    }
    for (const [inner, found] of wanted) redraw(page, grid, inner, found)
  }
}

/** The cells that there are remarks about, with those at their offsets in the cell. */
function byCell(state: EditorState, grid: Grid, dom: HTMLElement): Map<HTMLElement, Placed[]> {
  const found = new Map<HTMLElement, Placed[]>()
  for (const remark of remarksIn(state, grid.from, grid.to)) {
    const cell = cellAt(grid, remark.from)
    const inner = cellDom(dom, cell)?.firstElementChild
    const { from, to } = wordsOf(grid, cell)
    if (!(inner instanceof HTMLElement) || remark.from < from || remark.to > to) continue
    found.set(inner, [...(found.get(inner) ?? []), ...moved([remark], -from)])
  }
  return found
}

function redraw(page: EditorView, grid: Grid, inner: HTMLElement, found: readonly Placed[]): void {
  if (inner.dataset['writing'] !== undefined) return
  const drawn = found.map(({ from, to, finding }) => `${String(from)}-${String(to)} ${finding.kind}`).join()
  if (drawn === (inner.dataset['remarks'] ?? '')) return
  if (drawn === '') delete inner.dataset['remarks']
  else inner.dataset['remarks'] = drawn
  const cell = cellOf(inner)
  if (!cell) return
  const { from, to } = wordsOf(grid, cell)
  inner.replaceChildren(drawWords(page.state.sliceDoc(from, to), hostOf(page.state), found))
}

const moved = (found: readonly Placed[], by: number): Placed[] =>
  found.map(({ from, to, finding }) => ({ from: from + by, to: to + by, finding }))

const sameRemarks = (some: readonly Placed[], others: readonly Placed[]): boolean =>
  some.length === others.length &&
  some.every(({ from, to, finding }, at) => {
    const other = others[at]
    return other?.from === from && other.to === to && other.finding === finding
  })

/** How long the pointer rests on words before their card is shown, and away from both before it goes, in milliseconds. */
const REST = 350

/** The card of words in a cell that nobody writes in: the page has no text there that a pointer could be at. */
class Pointing {
  /** The words that the pointer is at, or whose card it is at. */
  private over: Element | null = null
  /** The words whose card is shown. */
  private shown: Element | null = null
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly page: EditorView) {
    page.dom.addEventListener('mouseover', this.move)
    page.dom.addEventListener('mouseleave', this.move)
  }

  destroy(): void {
    clearTimeout(this.timer)
    this.page.dom.removeEventListener('mouseover', this.move)
    this.page.dom.removeEventListener('mouseleave', this.move)
  }

  private readonly move = ({ type, target }: MouseEvent): void => {
    const at = type === 'mouseover' && target instanceof Element ? target : null
    const words = at?.closest('[data-remarks] [data-remark]') ?? null
    // From the words to their card the pointer may take its time.
    const over = words ?? (at?.closest('.b-remark') ? this.shown : null)
    if (over === this.over) return
    this.over = over
    clearTimeout(this.timer)
    if (over !== this.shown) this.timer = setTimeout(this.show, REST)
  }

  private readonly show = (): void => {
    const { page, over } = this
    if (page.composing) return
    this.shown = over
    pointAt(page, over && placeOf(page, over), over ?? undefined)
  }
}

/** The remark that words of a cell are drawn for. */
function placeOf(page: EditorView, words: Element): Placed | null {
  const dom = words.closest<HTMLElement>('.b-grid')
  const cell = cellOf(words)
  const grid = dom && gridAt(page.state, page.posAtDOM(dom))
  if (!grid || !cell || !(words instanceof HTMLElement)) return null
  return remarkAt(page.state, wordsOf(grid, cell).from + Number(words.dataset['remark']))
}

const pointing = ViewPlugin.fromClass(Pointing)

/** The extension, for the page. */
export const cellRemarks: Extension = [
  pointing,
  EditorView.updateListener.of(({ view, transactions, viewportChanged }) => {
    if (transactions.length === 0 && !viewportChanged) return
    draw(view)
    tellCell(view)
  }),
]
