/** Hides the lines that details speak for, and keeps typing away from them. */
import { EditorState, StateEffect, StateField, type Extension, type Text, type Transaction } from '@codemirror/state'
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view'
import { byWindow } from './options'
import { sourceMode } from './views/source'
import type { SpokenFor } from './types'

/** Replaces the hidden ranges. */
export const setSpoken = StateEffect.define<readonly SpokenFor[]>()

/** The hidden ranges: whole lines, without the last line's break, in order, none touching another. */
export const spokenField = StateField.define<readonly SpokenFor[]>({
  create: () => [],
  update(ranges, tr) {
    for (const effect of tr.effects) if (effect.is(setSpoken)) return wholeLines(tr.newDoc, effect.value)
    if (!tr.docChanged || ranges.length === 0) return ranges
    const moved = ranges.map(({ from, to }) => ({ from: tr.changes.mapPos(from, 1), to: tr.changes.mapPos(to, -1) }))
    return wholeLines(
      tr.newDoc,
      moved.filter(({ from, to }) => from < to),
    )
  },
  provide: (field) =>
    EditorView.decorations.compute([field, sourceMode], (state) =>
      state.facet(sourceMode) ? Decoration.none : hide(state.field(field)),
    ),
})

/** Brings ranges to whole lines of `doc`, sorted, overlaps joined. */
export function wholeLines(doc: Text, ranges: readonly SpokenFor[]): SpokenFor[] {
  const out: SpokenFor[] = []
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    if (range.from >= range.to || range.from > doc.length) continue
    const first = doc.lineAt(Math.max(0, range.from))
    let last = doc.lineAt(Math.min(range.to, doc.length))
    if (range.to <= doc.length && last.from === range.to && last.number > first.number) last = doc.line(last.number - 1)
    const before = out[out.length - 1]
    if (before && first.from <= before.to + 1) before.to = Math.max(before.to, last.to)
    else out.push({ from: first.from, to: last.to })
  }
  return out
}

/** Whether exactly these ranges are hidden already. */
export function sameRanges(state: EditorState, ranges: readonly SpokenFor[]): boolean {
  const here = state.field(spokenField, false) ?? []
  const wanted = wholeLines(state.doc, ranges)
  return (
    here.length === wanted.length && here.every(({ from, to }, at) => wanted[at]?.from === from && wanted[at].to === to)
  )
}

/** Whether a hidden line lies between two places. */
export function touchesSpoken(state: EditorState, start: number, end: number): boolean {
  return (state.field(spokenField, false) ?? []).some(({ from, to }) => from <= end && start <= to)
}

/** Whether `pos` is on a hidden line. */
export function isSpoken(state: EditorState, pos: number): boolean {
  return (state.field(spokenField, false) ?? []).some(({ from, to }) => from <= pos && pos <= to)
}

function hide(ranges: readonly SpokenFor[]): DecorationSet {
  const hidden = Decoration.replace({ block: true })
  return Decoration.set(ranges.filter(({ from, to }) => from < to).map(({ from, to }) => hidden.range(from, to)))
}

/** The parts of the text that no typing may touch, with the breaks that keep hidden lines lines of their own. */
function guarded(tr: Transaction): boolean | readonly number[] {
  if (tr.annotation(byWindow) || !tr.docChanged || tr.startState.facet(sourceMode)) return true
  const { doc } = tr.startState
  const ranges = tr.startState.field(spokenField)
  if (ranges.length === 0) return true
  let torn = false
  tr.changes.iterChanges((from, to, _from, _to, insert) => {
    if (from !== to || insert.length === 0) return
    const first = ranges[0]
    const last = ranges[ranges.length - 1]
    if (first?.from === 0 && from === 0 && insert.line(insert.lines).length > 0) torn = true
    if (last?.to === doc.length && from === doc.length && insert.line(1).length > 0) torn = true
  })
  if (torn) return false
  const edges: number[] = []
  for (const { from, to } of ranges) {
    const start = Math.max(0, from - 1)
    const end = Math.min(doc.length, to + 1)
    if (edges.length > 0 && (edges[edges.length - 1] ?? -1) > start) edges[edges.length - 1] = end
    else edges.push(start, end)
  }
  return edges
}

/** The extension, with the ranges that are hidden at first. */
export function spokenFor(ranges: readonly SpokenFor[]): Extension {
  return [spokenField.init((state) => wholeLines(state.doc, ranges)), EditorState.changeFilter.of(guarded)]
}
