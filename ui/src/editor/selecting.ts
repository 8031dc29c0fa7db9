/** Selects by the keyboard as the eye does: what shows nothing is passed, and a picture or table is selected whole. */
import { EditorSelection, EditorState, Prec, type Extension, type TransactionSpec } from '@codemirror/state'
import { Direction, keymap, type Command } from '@codemirror/view'
import { beyond, isMixed, nextLine, select, step, visually } from './caret'
import { settle } from './settle'
import { isStop, kindOf, nextStop } from './lines'
import { placesOf } from './places'
import { gridAt } from './tables/field'
import { thingAt } from './things'

/** Shift with an arrow up or down: the selection goes on to the next words, not to a gap that shows nothing. */
function selectVertically(way: -1 | 1): Command {
  return (view) => {
    const { main } = view.state.selection
    const { head, goalColumn } = nextLine(view, main, way)
    // The browser's own step may go past a picture or table: a selection that grows has it before what is beyond.
    const { state } = view
    const stop = nextStop(state, state.doc.lineAt(main.head).number + way, way)
    const whole = stop && wholeAt(state, stop.from)
    const grows = whole && (way > 0 ? main.anchor <= whole.from && main.head < whole.to : main.anchor >= whole.to)
    const passed = stop && (way > 0 ? stop.from <= head : head <= stop.to)
    if (grows && passed) return select(view, EditorSelection.range(main.anchor, way > 0 ? whole.to : whole.from))
    return select(view, EditorSelection.range(main.anchor, head, goalColumn))
  }
}

/** Shift with an arrow to the side: one more visible letter, block's end, picture or table, or one less. */
function selectHorizontally(way: -1 | 1): Command {
  return (view) => {
    const { state } = view
    const { anchor, head } = state.selection.main
    const rightToLeft = view.textDirectionAt(head) === Direction.RTL
    const to = rightToLeft ? (way === 1 ? -1 : 1) : way
    const whole = wholeAt(state, head)
    const next = whole
      ? beyond(state, state.doc.lineAt(to > 0 ? whole.to : whole.from).number, to)
      : isMixed(view, head)
        ? visually(view, EditorSelection.cursor(head), to)
        : step(state, head, to)
    if (!next) return true
    const reached = wholeAt(state, next.head)
    return select(view, EditorSelection.range(anchor, reached ? (to > 0 ? reached.to : reached.from) : next.head))
  }
}

/** What is selected as a whole where `pos` is in it. */
const wholeAt = (state: EditorState, pos: number): { from: number; to: number } | null =>
  thingAt(state, pos) ?? gridAt(state, pos)

/** Where the moving end of a selection comes to rest: past the marks and gaps that show nothing. */
function settleHead(state: EditorState, anchor: number, head: number, way: -1 | 1): number {
  const line = state.doc.lineAt(head)
  const kind = kindOf(state, line)
  const whole = wholeAt(state, head)
  // What is selected whole already, and is gone back over, is let go.
  if (whole && (way > 0 ? anchor < whole.to : anchor > whole.from)) return way > 0 ? whole.to : whole.from
  const at = whole ? (way > 0 ? Math.min(state.doc.length, whole.to + 1) : Math.max(0, whole.from - 1)) : head
  if (isStop(kind)) return Math.max(at, Math.min(placesOf(state, line).start, line.to))
  if (at === 0 || at === state.doc.length) return at
  const rest = settle(state, at, way)
  return way > 0 ? rest.to : rest.from
}

/** Brings the end of a selection that a key moved to where the eye sees it. */
const reaching = EditorState.transactionFilter.of((tr): TransactionSpec | readonly TransactionSpec[] => {
  if (!tr.selection || tr.docChanged || !tr.isUserEvent('select') || tr.isUserEvent('select.pointer')) return tr
  const { main } = tr.newSelection
  const before = tr.startState.selection.main
  if (tr.newSelection.ranges.length > 1 || main.empty || main.anchor !== before.anchor) return tr
  if (main.head === before.head) return tr
  const head = settleHead(tr.startState, main.anchor, main.head, main.head < before.head ? -1 : 1)
  if (head === main.head) return tr
  return [tr, { selection: EditorSelection.range(main.anchor, head, main.goalColumn) }]
})

/** The extension. */
export const selecting: Extension = [
  reaching,
  Prec.high(
    keymap.of([
      { key: 'Shift-ArrowRight', run: selectHorizontally(1) },
      { key: 'Shift-ArrowLeft', run: selectHorizontally(-1) },
      { key: 'Shift-ArrowDown', run: selectVertically(1) },
      { key: 'Shift-ArrowUp', run: selectVertically(-1) },
    ]),
  ),
]
