/** What a block of selected cells does: it grows by Shift and arrows, is shown, spoken, emptied, and written over. */
import { Prec, type EditorState, type Extension } from '@codemirror/state'
import { EditorView, keymap, type Command, type ViewUpdate } from '@codemirror/view'
import { hostOf, written } from '../options'
import { blockOf, blockSpec, cornersField, further, isIn, type Block } from './block'
import { emptiedBlock } from './block-words'
import { beside, goTo, pick } from './go'
import type { CellName, Grid } from './grid'
import { cellViews } from './views'
import { cellOf, tableDom } from './widget'

/** Selects the cells from one to another; one alone is selected by its words. */
export function selectBlock(page: EditorView, grid: Grid, anchor: CellName, head: CellName): void {
  if (anchor.row === head.row && anchor.column === head.column) {
    goTo(page, grid, anchor)
    return
  }
  page.dispatch({ ...blockSpec(grid, anchor, head), userEvent: 'select', filter: false })
  if (!page.hasFocus) page.focus()
}

/** Empties the selected cells; false where none are. */
export function emptyBlock(page: EditorView): boolean {
  const { state } = page
  const spec = state.readOnly ? null : emptiedBlock(state)
  if (!spec) return blockOf(state) !== null
  page.dispatch({ ...spec, annotations: written.of(true), userEvent: 'delete', filter: false })
  return true
}

/** Goes into the first cell of the block, its words selected, and with `empty` the others emptied; false without block. */
export function enterBlock(page: EditorView, empty = false): boolean {
  const block = blockOf(page.state)
  if (!block) return false
  if (empty) emptyBlock(page)
  const now = blockOf(page.state) ?? block
  goTo(page, now.grid, { row: now.top, column: now.left })
  return true
}

/** Words typed over the block are those of its first cell; the others are emptied. */
function typeOver(page: EditorView, text: string): boolean {
  if (!blockOf(page.state) || page.state.readOnly) return false
  enterBlock(page, true)
  const cell = cellViews.get(page)
  cell?.dispatch(cell.state.replaceSelection(text), { userEvent: 'input.type' })
  return true
}

const onBlock =
  (run: (page: EditorView, block: Block) => void): Command =>
  (page) => {
    const block = blockOf(page.state)
    if (block) run(page, block)
    return block !== null
  }

const extend = (rows: number, columns: number): Command =>
  onBlock((page, { grid, anchor, head }) => {
    selectBlock(page, grid, anchor, further(grid, head, rows, columns))
  })

/** An arrow goes on from the corner that moved last. */
const goOn = (where: 'start' | 'end'): Command =>
  onBlock((page, { grid, head }) => {
    goTo(page, grid, head, where)
  })

const next = (way: -1 | 1): Command =>
  onBlock((page, { grid, head }) => {
    goTo(page, grid, beside(grid, head, way) ?? head)
  })

const keys = Prec.highest(
  keymap.of([
    { any: typedKey },
    { key: 'ArrowLeft', run: goOn('start'), shift: extend(0, -1) },
    { key: 'ArrowRight', run: goOn('end'), shift: extend(0, 1) },
    { key: 'ArrowUp', run: goOn('start'), shift: extend(-1, 0) },
    { key: 'ArrowDown', run: goOn('end'), shift: extend(1, 0) },
    { key: 'Backspace', run: emptyBlock, shift: emptyBlock },
    { key: 'Delete', run: emptyBlock },
    { key: 'Mod-Backspace', run: emptyBlock },
    { key: 'Mod-Delete', run: emptyBlock },
    { key: 'Enter', run: (page) => enterBlock(page), shift: (page) => enterBlock(page) },
    { key: 'Tab', run: next(1), shift: next(-1) },
    {
      key: 'Escape',
      run: onBlock((page, { grid, anchor }) => {
        goTo(page, grid, anchor)
      }),
    },
    {
      key: 'Mod-a',
      run: onBlock((page, { grid }) => {
        pick(page, grid)
      }),
    },
  ]),
)

/** A browser has no place to type in a table as a whole, and tells of the key alone. */
function typedKey(page: EditorView, event: KeyboardEvent): boolean {
  const { key, ctrlKey, metaKey, altKey, isComposing } = event
  if (!blockOf(page.state) || ctrlKey || metaKey || isComposing) return false
  // What an input method or a dead key is about to compose goes into the first cell.
  if (key === 'Process' || key === 'Dead' || key === 'Unidentified') {
    if (!page.state.readOnly) enterBlock(page, true)
    return false
  }
  return [...key].length === 1 && !altKey && typeOver(page, key)
}

/** Marks the cells on the page, and says how many they are. */
function show({ view, state, startState, selectionSet, docChanged, viewportChanged }: ViewUpdate): void {
  const before = startState.field(cornersField, false)
  const block = blockOf(state)
  if (!block && !before) return
  if (!selectionSet && !docChanged && !viewportChanged && before === state.field(cornersField)) return
  for (const cell of view.contentDOM.querySelectorAll('[aria-selected]')) cell.removeAttribute('aria-selected')
  const dom = block && tableDom(view, block.grid)
  for (const cell of block && dom ? dom.querySelectorAll('th, td') : []) {
    const name = cellOf(cell)
    if (block && name && isIn(block, name)) cell.setAttribute('aria-selected', 'true')
  }
  const sentence = block && selectionSet ? sentenceOf(state, block) : undefined
  if (sentence === undefined) return
  queueMicrotask(() => {
    view.dispatch({ effects: EditorView.announce.of(sentence) })
  })
}

const sentenceOf = (state: EditorState, { top, bottom, left, right }: Block): string | undefined =>
  hostOf(state)?.words.tables.cells(right - left + 1, bottom - top + 1)

/** The extension. */
export const blockKeys: Extension = [
  cornersField,
  keys,
  Prec.highest(EditorView.inputHandler.of((view, _from, _to, text) => typeOver(view, text))),
  EditorView.updateListener.of(show),
  EditorView.editorAttributes.compute([cornersField], (state): Record<string, string> => {
    return state.field(cornersField) ? { class: 'b-on-table' } : {}
  }),
]
