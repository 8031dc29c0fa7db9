/** Remarks that the text does not hold itself: those about fields that stand in it, in the order of the text. */
import { Facet } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import type { Placed } from './field'

/** Words beside the text that there are remarks about. */
export interface Elsewhere {
  /** Where they stand in the text. */
  pos: number
  enter(way: -1 | 1): void
}

/** Finds those that are on the page, from top to bottom. */
export const elsewhere = Facet.define<(view: EditorView) => readonly Elsewhere[]>()

/**
 * The words beside the text that come before `next`, the next remark of the text itself; null where that comes first.
 * `past`: those of what is selected were gone through.
 */
export function nextElsewhere(view: EditorView, way: -1 | 1, next: Placed | null, past: boolean): Elsewhere | null {
  const all = view.state
    .facet(elsewhere)
    .flatMap((find) => find(view))
    .sort((a, b) => a.pos - b.pos)
  const { from, to } = view.state.selection.main
  const isAhead = (pos: number): boolean => (way > 0 ? pos >= (past ? to : from) : pos < (past ? from : to))
  const ahead = all.filter(({ pos }) => isAhead(pos))
  const found = (way > 0 ? ahead[0] : ahead.at(-1)) ?? null
  if (!next) return found ?? (way > 0 ? all[0] : all.at(-1)) ?? null
  if (isAhead(next.from)) return found && (found.pos - next.from) * way < 0 ? found : null
  // The text has no more this way: beside it there may be, or all begins anew.
  if (found) return found
  const again = (way > 0 ? all[0] : all.at(-1)) ?? null
  return again && (again.pos - next.from) * way < 0 ? again : null
}
