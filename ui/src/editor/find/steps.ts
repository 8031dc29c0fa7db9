/** Going from match to match, and replacing. */
import { isolateHistory } from '@codemirror/commands'
import { ChangeSet, EditorSelection, type EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { edit } from '../edit'
import { verbatimAt } from '../language'
import { written } from '../options'
import { replacedInCell } from '../tables/cell-replace'
import { sourceMode } from '../views/source'
import { current, findingField, lastQuery, look, setFinding } from './field'
import type { Match, Query } from './query'

/** What a search bar shows. */
export interface Found {
  count: number
  /** Which one the person is at, from 1; 0 for none. */
  at: number
}

/** What the bar shows now; null when no search is open. */
export function foundIn(state: EditorState): Found | null {
  const open = state.field(findingField)
  return open && { count: open.matches.length, at: current(state) + 1 }
}

/** Looks for something and goes to the first match from the selection on, or stays where none is. */
export function find(view: EditorView, query: Query, go = true): void {
  const found = look(view.state, query)
  const { from } = view.state.selection.main
  const first = found.matches.find((match) => match.from >= from) ?? found.matches[0]
  view.dispatch({
    effects: [setFinding.of(found), ...(go && first ? [EditorView.scrollIntoView(first.from, middle)] : [])],
    ...(go && first ? { selection: EditorSelection.range(first.from, first.to) } : {}),
    ...how,
  })
}

const middle = { y: 'center' } as const
// A match is selected as it stands, also in a cell: what rounds a selection by hand to whole tables is left out.
const how = { userEvent: 'select.search', filter: false } as const

/** The next match (1) or the one before (-1), round the ends; of a search that was closed, too. False before the first. */
export function goOn(view: EditorView, way: -1 | 1): boolean {
  const open = view.state.field(findingField)
  const query = view.state.field(lastQuery)
  if (!query) return false
  const { matches } = open && !open.stale ? open : look(view.state, query)
  const { from, to } = view.state.selection.main
  const next =
    way > 0
      ? (matches.find((match) => match.from >= to && match.from > from) ?? matches[0])
      : (matches.findLast((match) => match.from < from) ?? matches.at(-1))
  if (!next) return true
  view.dispatch({
    effects: [
      ...(open?.stale ? [setFinding.of({ ...open, matches, stale: false })] : []),
      EditorView.scrollIntoView(next.from, middle),
    ],
    selection: EditorSelection.range(next.from, next.to),
    ...how,
  })
  return true
}

/** Replaces the match that the person is at and goes to the next; goes to one first where they are at none. */
export function replaceHere(view: EditorView, by: string): boolean {
  const open = view.state.field(findingField)
  if (!open || view.state.readOnly) return false
  const at = open.matches[current(view.state)]
  if (!at) return goOn(view, 1)
  const changes = replacement(view.state, at, by)
  view.dispatch({ changes, annotations: written.of(true), userEvent: 'input.replace' })
  const found = look(view.state, open.query)
  const after = changes.mapPos(at.to, 1)
  const next = found.matches.find((match) => match.from >= after) ?? found.matches[0]
  view.dispatch({
    effects: [setFinding.of(found), ...(next ? [EditorView.scrollIntoView(next.from, middle)] : [])],
    ...(next ? { selection: EditorSelection.range(next.from, next.to) } : {}),
    ...how,
  })
  return true
}

/** Replaces every match in one step, and says how many there were. */
export function replaceEach(view: EditorView, by: string): number {
  const open = view.state.field(findingField)
  if (!open || view.state.readOnly) return 0
  const { matches } = look(view.state, open.query)
  let { state } = view
  let all = ChangeSet.empty(state.doc.length)
  // From the last to the first: each match lies before what was replaced already.
  for (const match of matches.toReversed()) {
    const changes = replacement(state, match, by)
    state = state.update({ changes, filter: false }).state
    all = all.compose(changes)
  }
  view.dispatch({
    changes: all,
    annotations: [written.of(true), isolateHistory.of('full')],
    userEvent: 'input.replace.all',
  })
  view.dispatch({ effects: setFinding.of(look(view.state, open.query)) })
  return matches.length
}

/** The change of one match, in the styles of its first word; code and other text kept as it stands is replaced plainly. */
function replacement(state: EditorState, { from, to }: Match, by: string): ChangeSet {
  const plain = state.facet(sourceMode) || verbatimAt(state, from, 1) !== null
  const spec =
    replacedInCell(state, from, to, by) ??
    (plain ? { from, to, insert: by } : (edit(state, from, to, by).changes ?? []))
  return state.changes(spec)
}

/** Closes the search. */
export function stop(view: EditorView): void {
  view.dispatch({ effects: setFinding.of(null) })
}

/** What a search begins with: the selected words, where they are few. */
export function selectedText(state: EditorState): string {
  const { from, to } = state.selection.main
  const text = state.sliceDoc(from, Math.min(to, from + 200))
  return /[\n*_`[\]]/.test(text) ? '' : text.trim()
}
