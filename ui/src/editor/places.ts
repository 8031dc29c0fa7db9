/** Places of a line as the eye sees them: where its words start, and which offsets look like one place. */
import type { EditorState, Line } from '@codemirror/state'
import { marksOf, type Hidden } from './marks'

/** One line with its hidden marks. */
export interface Places {
  line: Line
  hidden: Hidden[]
  /** Where the line's words start, after the marks that open it. */
  start: number
}

/** Reads a line's places. */
export function placesOf(state: EditorState, line: Line): Places {
  const hidden = marksOf(state, line.from, line.to).hidden.filter(({ from, to }) => from >= line.from && to <= line.to)
  let start = line.from
  for (const mark of hidden) if (mark.prefix && mark.from <= start) start = Math.max(start, mark.to)
  return { line, hidden, start }
}

/** The offsets that look like `pos`: from before to after the undrawn marks that touch it. */
export function samePlace({ hidden, start, line }: Places, pos: number): { from: number; to: number } {
  let from = Math.max(start, pos)
  let to = from
  for (let grown = true; grown;) {
    grown = false
    for (const mark of hidden) {
      if (mark.prefix || mark.drawing) continue
      if (mark.to >= from && mark.from < from && mark.from >= start) {
        from = mark.from
        grown = true
      }
      if (mark.from <= to && mark.to > to) {
        to = mark.to
        grown = true
      }
    }
  }
  return { from, to: Math.min(to, line.to) }
}

/** The whole drawn thing (an inline picture) that starts or ends at `pos`, looking `way`. */
export function drawnAt({ hidden }: Places, pos: number, way: -1 | 1): Hidden | null {
  return hidden.find((mark) => mark.drawing && !mark.prefix && (way > 0 ? mark.from : mark.to) === pos) ?? null
}
