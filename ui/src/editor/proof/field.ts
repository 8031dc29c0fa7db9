/** The remarks about the text, where they stand: kept through changes, gone where their words are changed. */
import { RangeSet, RangeValue, StateEffect, StateField, type EditorState, type Transaction } from '@codemirror/state'
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view'
import type { ProofFinding, ProofKind } from './host'

/** One remark; its place is that of its range. */
export class Remark extends RangeValue {
  constructor(readonly finding: ProofFinding) {
    super()
  }
  override eq(other: Remark): boolean {
    return this.finding === other.finding
  }
}
Remark.prototype.startSide = 1
Remark.prototype.endSide = -1

/** A remark and where it stands. */
export interface Placed {
  from: number
  to: number
  finding: ProofFinding
}

/** The remarks about a stretch of the text, in place of those that were there. */
export const setRemarks = StateEffect.define<{ from: number; to: number; findings: readonly Placed[] }>()

/** Forgets all remarks. */
export const forgetRemarks = StateEffect.define()

interface Remarks {
  all: RangeSet<Remark>
  /** Where something is being typed: nothing is said about that word yet. */
  typing: number | null
}

/** The field. */
export const remarks = StateField.define<Remarks>({
  create: () => ({ all: RangeSet.empty, typing: null }),
  update(value, tr) {
    const typing = typingAt(value.typing, tr)
    let all = tr.docChanged ? changed(value.all, tr) : value.all
    for (const effect of tr.effects) {
      if (effect.is(forgetRemarks)) all = RangeSet.empty
      if (!effect.is(setRemarks)) continue
      const { from, to, findings } = effect.value
      all = all.update({
        filterFrom: from,
        filterTo: to,
        filter: (at, end) => at < from || end > to,
        add: findings.map((found) => new Remark(found.finding).range(found.from, found.to)),
        sort: true,
      })
    }
    return all === value.all && typing === value.typing ? value : { all, typing }
  },
  provide: (field) => EditorView.decorations.compute([field], (state) => drawn(state.field(field))),
})

function typingAt(before: number | null, tr: Transaction): number | null {
  if (tr.docChanged && tr.isUserEvent('input') && !tr.isUserEvent('input.proof')) return tr.state.selection.main.head
  if (tr.docChanged && tr.isUserEvent('delete')) return tr.state.selection.main.head
  if (tr.selection) return null
  return before === null ? null : tr.changes.mapPos(before, 1)
}

/** Remarks follow the text; one whose words, or the letter beside them, were changed is gone until they are read again. */
function changed(all: RangeSet<Remark>, tr: Transaction): RangeSet<Remark> {
  const touched: { from: number; to: number }[] = []
  tr.changes.iterChangedRanges((from, to) => touched.push({ from, to }))
  const kept = all.update({
    filter: (from, to) => touched.every((change) => change.to < from || change.from > to),
  })
  return kept.map(tr.changes)
}

/** How words look that there is a remark about. */
export const PROOF_LOOKS: Record<ProofKind, { class: string; attributes?: Record<string, string> }> = {
  spelling: { class: 'b-proof b-spelling', attributes: { 'aria-invalid': 'spelling' } },
  grammar: { class: 'b-proof b-grammar', attributes: { 'aria-invalid': 'grammar' } },
  style: { class: 'b-proof b-style' },
}
const LOOKS = {
  spelling: Decoration.mark(PROOF_LOOKS.spelling),
  grammar: Decoration.mark(PROOF_LOOKS.grammar),
  style: Decoration.mark(PROOF_LOOKS.style),
}

function drawn({ all, typing }: Remarks): DecorationSet {
  const out = []
  for (const at = all.iter(); at.value; at.next()) {
    const beingTyped = typing !== null && at.from <= typing && typing <= at.to
    if (!beingTyped && at.from < at.to) out.push(LOOKS[at.value.finding.kind].range(at.from, at.to))
  }
  return Decoration.set(out, true)
}

/** The remarks that lie within a stretch, in their order. */
export function remarksIn(state: EditorState, from: number, to: number): Placed[] {
  const found: Placed[] = []
  state.field(remarks, false)?.all.between(from, to, (start, end, { finding }) => {
    if (from <= start && end <= to) found.push({ from: start, to: end, finding })
  })
  return found
}

/** The remark that `pos` is in or at the edge of, the shortest first. */
export function remarkAt(state: EditorState, pos: number): Placed | null {
  let found: Placed | null = null
  state.field(remarks, false)?.all.between(pos, pos, (from, to, remark) => {
    if (!found || to - from < found.to - found.from) found = { from, to, finding: remark.finding }
  })
  return found
}

/** The next remark after the selection going `way`, around the ends of the text. */
export function nextRemark(state: EditorState, way: -1 | 1): Placed | null {
  const { from, to } = state.selection.main
  const all: Placed[] = []
  for (const at = state.field(remarks).all.iter(); at.value; at.next())
    all.push({ from: at.from, to: at.to, finding: at.value.finding })
  if (way > 0) return all.find((each) => each.from >= to && each.to > from) ?? all[0] ?? null
  return all.findLast((each) => each.to <= from) ?? all.at(-1) ?? null
}
