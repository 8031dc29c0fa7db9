/** A table selected as one thing: shown, spoken, erased, entered; and how a selection that reaches into one takes all. */
import { EditorSelection, EditorState, Prec, type Extension, type TransactionSpec } from '@codemirror/state'
import { EditorView, keymap, type Command } from '@codemirror/view'
import { beginParagraph } from '../ends'
import { kindOf, nextStop } from '../lines'
import { byWindow, hostOf, written } from '../options'
import { placesOf, samePlace } from '../places'
import { ownParagraph } from '../own-paragraph'
import { activeField, pickedGrid } from './active'
import { gridAt } from './field'
import { goTo, leave, pick, removeTable } from './go'
import type { Grid } from './grid'

/** A selection from outside into a table takes the whole of it. */
const reaching = EditorState.transactionFilter.of((tr): TransactionSpec | readonly TransactionSpec[] => {
  if (!tr.selection || tr.docChanged || tr.annotation(byWindow)) return tr
  const { main } = tr.newSelection
  if (main.empty || tr.newSelection.ranges.length > 1) return tr
  const first = gridAt(tr.startState, main.from)
  const last = gridAt(tr.startState, main.to)
  if (!first && !last) return tr
  const from = first ? first.from : main.from
  const to = last ? last.to : main.to
  if (from === main.from && to === main.to) return tr
  const [anchor, head] = main.anchor < main.head ? [from, to] : [to, from]
  return [tr, { selection: EditorSelection.single(anchor, head) }]
})

const onWhole =
  (run: (view: EditorView, grid: Grid) => boolean): Command =>
  (view) => {
    const grid = pickedGrid(view.state)
    return grid !== null && run(view, grid)
  }

/** Erasing towards a table from the words beside it selects it first, so that nothing is lost by one key too many. */
const towards =
  (way: -1 | 1): Command =>
  (view) => {
    const { state } = view
    const { main } = state.selection
    const line = state.doc.lineAt(main.head)
    if (!main.empty || state.field(activeField, false) || kindOf(state, line) !== 'text') return false
    const places = placesOf(state, line)
    const here = samePlace(places, main.head)
    if (way < 0 ? here.from > places.start || places.start > line.from : here.to < line.to) return false
    const next = nextStop(state, line.number + way, way)
    const grid = next && gridAt(state, next.from)
    return grid ? pick(view, grid) : false
  }

const keys = Prec.highest(
  keymap.of([
    { any: typedKey },
    { key: 'Backspace', run: onWhole(removeTable) },
    { key: 'Backspace', run: towards(-1) },
    { key: 'Delete', run: onWhole(removeTable) },
    { key: 'Delete', run: towards(1) },
    { key: 'Enter', run: onWhole(start) },
    { key: 'Tab', run: onWhole(start) },
    { key: 'ArrowUp', run: onWhole((view, grid) => beginParagraph(view, -1) || leave(view, grid, -1)) },
    { key: 'ArrowLeft', run: onWhole((view, grid) => leave(view, grid, -1)) },
    { key: 'ArrowDown', run: onWhole((view, grid) => beginParagraph(view, 1) || leave(view, grid, 1)) },
    { key: 'ArrowRight', run: onWhole((view, grid) => leave(view, grid, 1)) },
  ]),
)

function start(view: EditorView, grid: Grid): boolean {
  goTo(view, grid, { row: 0, column: 0 }, 'end')
  return true
}

/** Words typed at a selected table go after it. */
const typed = Prec.highest(EditorView.inputHandler.of((view, _from, _to, text) => typeAfter(view, text)))

function typeAfter(view: EditorView, text: string): boolean {
  const grid = pickedGrid(view.state)
  if (!grid || view.state.readOnly) return false
  view.dispatch(ownParagraph(view.state, grid.to, text), {
    annotations: written.of(true),
    userEvent: 'input.type',
    scrollIntoView: true,
  })
  return true
}

/** In a text that is nothing but a table a browser has no place to type, and tells of the key alone. */
function typedKey(view: EditorView, { key, ctrlKey, metaKey, altKey, isComposing }: KeyboardEvent): boolean {
  const letter = [...key].length === 1 && !ctrlKey && !metaKey && !altKey && !isComposing
  return letter && typeAfter(view, key)
}

const shown = EditorView.updateListener.of(({ view, state, selectionSet, docChanged, viewportChanged }) => {
  if (!selectionSet && !docChanged && !viewportChanged) return
  const grid = pickedGrid(state)
  const { from, to } = state.selection.main
  for (const dom of view.contentDOM.querySelectorAll<HTMLElement>(':scope > .b-grid')) {
    const at = gridAt(state, view.posAtDOM(dom))
    dom.classList.toggle('b-picked', grid !== null && at === grid)
    dom.classList.toggle('b-within', !grid && at !== null && from <= at.from && at.to <= to)
  }
  const sentence = hostOf(state)?.words.tables.selected
  if (selectionSet && grid && sentence)
    queueMicrotask(() => {
      view.dispatch({ effects: EditorView.announce.of(sentence) })
    })
})

/** The extension. */
export const wholeTables: Extension = [
  reaching,
  keys,
  typed,
  shown,
  EditorView.editorAttributes.compute(['selection', activeField], (state): Record<string, string> => {
    return pickedGrid(state) || state.field(activeField) ? { class: 'b-on-table' } : {}
  }),
]
