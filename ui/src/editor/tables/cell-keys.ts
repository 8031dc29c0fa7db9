/** The keys of a cell that are not those of its words: from cell to cell, out of the table, and to the page. */
import { Prec, type Extension } from '@codemirror/state'
import { Direction, keymap, runScopeHandlers, type EditorView } from '@codemirror/view'
import { commands } from '../commands'
import { activeCell } from './active'
import { further } from './block'
import { selectBlock } from './block-keys'
import { focusTools } from './tools'
import { beside, enter, goTo, leave, pick, tab, upOrDown } from './go'

/** The extension, for a cell of `page`. */
export const cellKeys = (page: EditorView): Extension =>
  Prec.highest(
    keymap.of([
      { any: (view, event) => forPage(page, view, event) },
      { key: 'Tab', run: () => tab(page, 1), shift: () => tab(page, -1) },
      { key: 'Enter', run: () => enter(page), shift: (view) => newLine(view) },
      { key: 'ArrowLeft', run: (view) => sideways(page, view, -1) },
      { key: 'ArrowRight', run: (view) => sideways(page, view, 1) },
      { key: 'ArrowUp', run: (view) => vertically(page, view, -1) },
      { key: 'ArrowDown', run: (view) => vertically(page, view, 1) },
      { key: 'Shift-ArrowLeft', run: (view) => select(page, view, 0, -1) },
      { key: 'Shift-ArrowRight', run: (view) => select(page, view, 0, 1) },
      { key: 'Shift-ArrowUp', run: (view) => select(page, view, -1, 0) },
      { key: 'Shift-ArrowDown', run: (view) => select(page, view, 1, 0) },
      { key: 'Escape', run: () => whole(page) },
      { key: 'Alt-F10', run: () => focusTools(page) },
      { key: 'Mod-a', run: (view) => selectAll(page, view) },
      // At a cell's edge there is nothing to erase: its neighbour is another cell.
      { key: 'Backspace', run: (view) => atEdge(view, -1), shift: (view) => atEdge(view, -1) },
      { key: 'Delete', run: (view) => atEdge(view, 1) },
    ]),
  )

/** Keys with Ctrl that belong to the words themselves. */
const OWN = new Set(['a', 'c', 'v', 'x'])

/** Gives the page the keys of what concerns the page: undo, find, a heading, a new row. */
function forPage(page: EditorView, view: EditorView, event: KeyboardEvent): boolean {
  const { key, altKey, shiftKey } = event
  const mod = event.ctrlKey || event.metaKey
  const sign = mod && ((key.length === 1 && !OWN.has(key.toLowerCase())) || key === 'Enter')
  const moves = altKey && shiftKey && key.startsWith('Arrow')
  if (!sign && !moves && !/^F\d+$/.test(key)) return false
  if (view.composing || commands.some((one) => one.group === 'inline' && isKeyOf(one.keys, event))) return false
  return runScopeHandlers(page, event, 'editor')
}

function isKeyOf(keys: string | undefined, event: KeyboardEvent): boolean {
  const names = keys?.split('-') ?? []
  const last = names.pop()
  return (
    last?.toLowerCase() === event.key.toLowerCase() &&
    names.includes('Mod') === (event.ctrlKey || event.metaKey) &&
    names.includes('Shift') === event.shiftKey &&
    names.includes('Alt') === event.altKey
  )
}

/** Shift+Enter: a line break, where the file has a way to write one in a cell. */
function newLine(view: EditorView): boolean {
  if (!view.state.readOnly)
    view.dispatch(view.state.replaceSelection('\n'), { userEvent: 'input', scrollIntoView: true })
  return true
}

function sideways(page: EditorView, view: EditorView, key: -1 | 1): boolean {
  const { main } = view.state.selection
  const found = activeCell(page.state)
  if (!found || !main.empty) return false
  const way = view.textDirectionAt(main.head) === Direction.RTL ? (key === 1 ? -1 : 1) : key
  if (!atEnd(view, way)) return false
  const next = beside(found.grid, found.cell, way)
  if (next) goTo(page, found.grid, next, way > 0 ? 'start' : 'end')
  else leave(page, found.grid, way)
  return true
}

/** Whether the caret is at the start (-1) or end (1) of the words, hidden marks left out. */
function atEnd(view: EditorView, way: -1 | 1): boolean {
  const { main } = view.state.selection
  const rest = way > 0 ? view.state.sliceDoc(main.head) : view.state.sliceDoc(0, main.head)
  // What is left may be marks alone, which have no width.
  return (
    rest === '' || (/^(?:[*_~`]+|\]\([^)]*\))+$/.test(rest) && way > 0) || (/^(?:[*_~`]|\[)+$/.test(rest) && way < 0)
  )
}

function atEdge(view: EditorView, way: -1 | 1): boolean {
  const { main } = view.state.selection
  return main.empty && main.head === (way > 0 ? view.state.doc.length : 0)
}

/** Shift and an arrow over the edge of the words selects this cell and the one beside it. */
function select(page: EditorView, view: EditorView, rows: number, columns: number): boolean {
  const found = activeCell(page.state)
  if (!found) return false
  const { grid, cell } = found
  const mirrored = columns !== 0 && view.textDirectionAt(view.state.selection.main.head) === Direction.RTL
  const way = (mirrored ? -columns : columns) + rows > 0 ? 1 : -1
  if (rows === 0 ? !atEnd(view, way) : !onEdge(view, way)) return false
  const head = further(grid, cell, rows, columns)
  if (head.row === cell.row && head.column === cell.column) return rows === 0
  selectBlock(page, grid, { row: cell.row, column: cell.column }, head)
  return true
}

/** Whether the caret is in the first (-1) or last (1) line of the words. */
function onEdge(view: EditorView, way: -1 | 1): boolean {
  const here = view.coordsAtPos(view.state.selection.main.head)
  const edge = view.coordsAtPos(way > 0 ? view.state.doc.length : 0)
  return !here || !edge || Math.abs(here.top - edge.top) <= (here.bottom - here.top) / 2
}

function vertically(page: EditorView, view: EditorView, way: -1 | 1): boolean {
  const { main } = view.state.selection
  if (!main.empty) return false
  // In a cell of several lines the caret goes through all of them first.
  if (!onEdge(view, way)) return false
  return upOrDown(page, way, view.coordsAtPos(main.head)?.left ?? null)
}

function whole(page: EditorView): boolean {
  const found = activeCell(page.state)
  return found !== null && pick(page, found.grid)
}

/** First the cell, then the table; the page does the rest. */
function selectAll(page: EditorView, view: EditorView): boolean {
  const { main } = view.state.selection
  const all = view.state.doc.length
  if (main.from > 0 || main.to < all) view.dispatch({ selection: { anchor: 0, head: all }, userEvent: 'select' })
  else return whole(page)
  return true
}
