/** The habits of the text's writer, as the desk is told them. */
import type { EditorState } from '@codemirror/state'
import { breakOf, bulletOf, dividerOf, numberEnd, wrapOf } from '../habits'
import type { Hand } from './host'

/** How the marks of this text are written. */
export function handOf(state: EditorState): Hand {
  return {
    bullet: bulletOf(state),
    after_number: numberEnd(state),
    emphasis: wrapOf(state, 'emphasis').open.slice(0, 1),
    strong: wrapOf(state, 'strong').open.slice(0, 1),
    spaces_break: breakOf(state).startsWith(' '),
    rule: dividerOf(state),
  }
}

/** The number that the next footnote of this text gets. */
export function nextNote(state: EditorState): number {
  let most = 0
  for (const found of state.doc.toString().matchAll(/\[\^(\d{1,6})\]/g)) most = Math.max(most, Number(found[1]))
  return most + 1
}
