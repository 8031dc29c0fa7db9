/**
 * The editor of one cell: a small CodeMirror with the page's own extensions, so that typing, styles, links, input
 * methods, drawing of marks and screen readers are in a cell what they are in a paragraph. It holds no truth: each of its
 * changes goes into the page's text at once, as that cell's words in that cell's row, and comes back from there; the
 * page's selection follows its caret. So undo, saving and the toolbar know one text and one selection, the page's.
 */
import { ChangeSet, EditorSelection, EditorState, Facet, Transaction, type Extension } from '@codemirror/state'
import {
  Decoration,
  drawSelection,
  EditorView,
  ViewPlugin,
  WidgetType,
  type DecorationSet,
  type ViewUpdate,
} from '@codemirror/view'
import { host, hostOf, written } from '../options'
import { patch } from '../replace'
import type { EditorOptions } from '../types'
import { activeCell } from './active'
import { cellChange } from './cell-change'
import { cellKeys } from './cell-keys'
import { cellLanguage, cellMarks } from './cell-language'
import { writtenRemarks } from './cell-remarks'
import { inCell as menuInCell } from './context'
import { alongside, fromPage } from './from-page'
import { pages } from './views'
import { breakOf, oneLine } from './one-line'

/** The extensions that the page shares with its cells. */
export const shared = Facet.define<Extension, readonly Extension[]>()

/** Makes the editor of the active cell in `parent`, and with `seen` brings its caret into sight. */
export function openCell(page: EditorView, parent: HTMLElement, label: string, seen: boolean): EditorView | null {
  const found = activeCell(page.state)
  if (!found) return null
  const { from, to } = found.cell
  const options = hostOf(page.state)
  const { main } = page.state.selection
  const view: EditorView = new EditorView({
    parent,
    state: EditorState.create({
      doc: page.state.sliceDoc(from, to),
      selection: EditorSelection.single(main.anchor - from, main.head - from),
      extensions: [
        ...(options ? [host.of(inCell(options, page))] : []),
        cellLanguage,
        writtenRemarks(page),
        cellKeys(page),
        menuInCell(page),
        oneLine(() => breakOf(page.state)),
        page.state.facet(shared),
        cellLooks,
        drawSelection(),
        EditorView.lineWrapping,
        EditorState.readOnly.of(page.state.readOnly),
        EditorView.contentAttributes.of({
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': label,
          autocorrect: 'on',
          autocapitalize: 'sentences',
        }),
      ],
    }),
    dispatchTransactions: (transactions, cell) => {
      cell.update(transactions)
      const own = transactions.filter((tr) => !tr.annotation(fromPage))
      if (own.length > 0) tellPage(page, cell, own)
    },
  })
  pages.set(view, page)
  if (seen) {
    const effects = EditorView.scrollIntoView(view.state.selection.main.head, { xMargin: 16 })
    view.dispatch({ effects, annotations: fromPage.of(true) })
  }
  return view
}

/** Files belong beside a table, not in it. */
function inCell(options: EditorOptions, page: EditorView): EditorOptions {
  return {
    ...options,
    onFiles: (files) => {
      options.onFiles(files, activeCell(page.state)?.grid.to ?? page.state.selection.main.to)
    },
  }
}

function tellPage(page: EditorView, cell: EditorView, transactions: readonly Transaction[]): void {
  const found = activeCell(page.state)
  if (!found) return
  const { anchor, head } = cell.state.selection.main
  const first = transactions[0]
  const [last] = transactions.slice(-1)
  if (!first || !last) return
  const told = transactions.flatMap((tr) => tr.effects).filter((effect) => effect.is(alongside))
  if (!transactions.some((tr) => tr.docChanged)) {
    const { from } = found.cell
    const moved = transactions.some((tr) => tr.selection)
    const effects = told.map(({ value }) => value(ChangeSet.empty(page.state.doc.length)))
    // Without a selection something else was chosen, such as the style of the next words, which the toolbar shows.
    page.dispatch({
      ...(moved ? { selection: EditorSelection.single(from + anchor, from + head), filter: false } : {}),
      effects,
    })
    return
  }
  const changes = transactions.slice(1).reduce((all, tr) => all.compose(tr.changes), first.changes)
  const spec = cellChange(page.state, found.grid, found.cell, {
    words: cell.state.doc.toString(),
    changes,
    anchor,
    head,
  })
  const event = last.annotation(Transaction.userEvent)
  const set = page.state.changes(spec.changes)
  page.dispatch({
    ...spec,
    effects: [...[spec.effects ?? []].flat(), ...told.map(({ value }) => value(set))],
    annotations: written.of(true),
    filter: false,
    ...(event ? { userEvent: event } : {}),
  })
}

/** Brings the cell's editor to what the page's text and selection are. */
export function syncCell(page: EditorView, cell: EditorView): void {
  const found = activeCell(page.state)
  if (!found) return
  const { from, to } = found.cell
  const { main } = page.state.selection
  const changes = patch(0, cell.state.doc.toString(), page.state.sliceDoc(from, to))
  const selection = EditorSelection.single(main.anchor - from, main.head - from)
  const same = cell.state.selection.main
  if (!changes && same.anchor === selection.main.anchor && same.head === selection.main.head) return
  cell.dispatch({
    ...(changes ? { changes } : {}),
    selection,
    annotations: [fromPage.of(true), written.of(true)],
    filter: false,
    scrollIntoView: true,
  })
}

class Break extends WidgetType {
  override eq(): boolean {
    return true
  }
  override toDOM(): HTMLElement {
    const dom = document.createElement('span')
    dom.append(document.createElement('br'))
    return dom
  }
}

const hidden = Decoration.replace({})
const lineBreak = Decoration.replace({ widget: new Break() })

/** What only a cell draws: its line breaks, and bars in code. */
const cellLooks = ViewPlugin.fromClass(
  class {
    looks: DecorationSet
    constructor(view: EditorView) {
      this.looks = draw(view.state)
    }
    update(update: ViewUpdate): void {
      if (update.view.composing) this.looks = this.looks.map(update.changes)
      else if (update.docChanged || update.viewportChanged) this.looks = draw(update.state)
    }
  },
  {
    decorations: (plugin) => plugin.looks,
    provide: (plugin) => EditorView.atomicRanges.of((view) => view.plugin(plugin)?.looks ?? Decoration.none),
  },
)

function draw(state: EditorState): DecorationSet {
  const { bars, breaks } = cellMarks(state)
  return Decoration.set(
    [...bars.map(({ from, to }) => hidden.range(from, to)), ...breaks.map(({ from, to }) => lineBreak.range(from, to))],
    true,
  )
}
