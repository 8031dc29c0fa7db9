/** Moves the caret as on a page: over hidden marks, past the lines between blocks, onto a picture as one thing. */
import {
  EditorSelection,
  EditorState,
  findClusterBreak,
  Prec,
  type Extension,
  type SelectionRange,
  type TransactionSpec,
} from '@codemirror/state'
import { Direction, EditorView, keymap, type Command } from '@codemirror/view'
import { beginParagraph } from './ends'
import { isStop, isThing, kindOf, nextStop } from './lines'
import { byWindow } from './options'
import { settle } from './settle'
import { selectedThing, thingAt } from './things'
import { drawnAt, placesOf, samePlace } from './places'
import { enterAt } from './tables/rest'

/** The caret's next place to the right (1) or left (-1) of `pos`. */
export function step(state: EditorState, pos: number, way: -1 | 1): SelectionRange {
  const line = state.doc.lineAt(pos)
  const figure = thingAt(state, pos)
  if (figure || !isStop(kindOf(state, line))) return beyond(state, line.number, way) ?? settle(state, pos, way)
  const places = placesOf(state, line)
  const here = samePlace(places, pos)
  const from = way > 0 ? here.to : here.from
  if (way > 0 ? from >= line.to : from <= places.start) {
    return beyond(state, line.number, way) ?? EditorSelection.cursor(here.from)
  }
  const drawn = drawnAt(places, from, way)
  const to = drawn
    ? way > 0
      ? drawn.to
      : drawn.from
    : line.from + findClusterBreak(line.text, from - line.from, way > 0)
  return EditorSelection.cursor(samePlace(places, to).from)
}

/** The start or end of the next line on which the caret may rest. */
export function beyond(state: EditorState, number: number, way: -1 | 1): SelectionRange | null {
  const line = nextStop(state, number + way, way)
  return line ? settle(state, way > 0 ? line.from : line.to, way) : null
}

/** Whether both ways of writing meet on a line. Among hidden marks, which have no place for the eye, the caret goes by letters. */
export function isMixed(view: EditorView, pos: number): boolean {
  const line = view.state.doc.lineAt(pos)
  return view.bidiSpans(line).length > 1 && placesOf(view.state, line).hidden.every(({ prefix }) => prefix)
}

/** Where both ways of writing meet on a line the caret goes as the eye does, past all that looks like its place. */
export function visually(view: EditorView, from: SelectionRange, to: -1 | 1): SelectionRange {
  const { state } = view
  const line = state.doc.lineAt(from.head)
  for (let range = from, tries = 0; tries < 8; tries++) {
    const next = view.moveByChar(range, to > 0)
    if (next.head === range.head && next.assoc === range.assoc) break
    if (state.doc.lineAt(next.head).number !== line.number) break
    const rest = settle(state, next.head, to)
    if (!rest.empty || rest.head !== from.head) return rest.empty && rest.head === next.head ? next : rest
    range = next
  }
  return beyond(state, line.number, to) ?? EditorSelection.cursor(from.head)
}

function horizontally(way: -1 | 1): Command {
  return (view) => {
    const { main } = view.state.selection
    const rightToLeft = view.textDirectionAt(main.head) === Direction.RTL
    const to = rightToLeft ? (way === 1 ? -1 : 1) : way
    const whole = selectedThing(view.state) !== null
    const mixed = main.empty && isMixed(view, main.head)
    const range = mixed
      ? visually(view, main, to)
      : main.empty || whole
        ? step(view.state, to > 0 ? main.to : main.from, to)
        : settle(view.state, to > 0 ? main.to : main.from, to)
    view.dispatch({ selection: EditorSelection.create([range]), scrollIntoView: true, userEvent: 'select' })
    return true
  }
}

/** The next place above or below on which the caret may rest, past the lines that only part blocks. */
export function nextLine(view: EditorView, from: SelectionRange, way: -1 | 1): SelectionRange {
  let range = from
  for (let tries = 0; tries < 60; tries++) {
    const next = view.moveVertically(range, way > 0)
    if (next.head === range.head) break
    range = next
    const kind = kindOf(view.state, view.state.doc.lineAt(range.head))
    if (isStop(kind) || isThing(kind) || kind === 'table') break
  }
  return range
}

/** Selects, and brings that into sight. */
export function select(view: EditorView, range: SelectionRange): boolean {
  const selection = EditorSelection.create([range])
  if (!selection.eq(view.state.selection)) view.dispatch({ selection, scrollIntoView: true, userEvent: 'select' })
  return true
}

function vertically(way: -1 | 1): Command {
  return (view) => {
    const { state } = view
    let range = nextLine(view, state.selection.main, way)
    if (!range.empty) return beginParagraph(view, way) || true
    const line = state.doc.lineAt(range.head)
    const rests = isStop(kindOf(state, line))
    const { head, from, to } = state.selection.main
    // The browser's own step may go past a picture or table, which have no place for it to rest.
    const stop = nextStop(state, state.doc.lineAt(way > 0 ? to : from).number + way, way)
    const passed = stop && (way > 0 ? stop.from <= range.head : range.head <= stop.to)
    const thing = passed ? thingAt(state, stop.from) : null
    if (thing) return select(view, EditorSelection.range(thing.from, thing.to))
    const cell = passed ? enterAt(view, stop.from, way, view.coordsAtPos(head)?.left) : null
    if (cell !== null) range = EditorSelection.cursor(cell)
    const selection =
      rests || cell !== null
        ? EditorSelection.create([range])
        : EditorSelection.create([settle(state, range.head, way)])
    if (selection.eq(state.selection) && beginParagraph(view, way)) return true
    view.dispatch({ selection, scrollIntoView: true, userEvent: 'select' })
    return true
  }
}

/** Brings a caret that a click or key put on a mark or between blocks to the place that it looks like. */
const resting = EditorState.transactionFilter.of((tr): TransactionSpec | readonly TransactionSpec[] => {
  if (!tr.selection || tr.docChanged || tr.annotation(byWindow)) return tr
  const { main } = tr.newSelection
  if (tr.newSelection.ranges.length > 1 || !main.empty) return tr
  const way = main.head < tr.startState.selection.main.head ? -1 : 1
  const settled = settle(tr.startState, main.head, way)
  if (settled.empty && settled.head === main.head) return tr
  return [tr, { selection: EditorSelection.create([settled]) }]
})

/** The extension. */
export const caret: Extension = [
  resting,
  Prec.high(
    keymap.of([
      { key: 'ArrowRight', run: horizontally(1) },
      { key: 'ArrowLeft', run: horizontally(-1) },
      { key: 'ArrowDown', run: vertically(1) },
      { key: 'ArrowUp', run: vertically(-1) },
    ]),
  ),
  EditorView.editorAttributes.of({ class: 'byline-editor' }),
]
