/** Where the caret may rest. */
import { EditorSelection, type EditorState, type SelectionRange } from '@codemirror/state'
import { nextStop } from './lines'
import { samePlace, placesOf } from './places'
import { restAt } from './tables/rest'
import { thingAt } from './things'

/** Where the caret comes to rest when it is sent to `pos`; `way` says from which side. */
export function settle(state: EditorState, pos: number, way: -1 | 1): SelectionRange {
  const home = state.doc.lineAt(pos)
  const line = nextStop(state, home.number, way) ?? nextStop(state, home.number, way === 1 ? -1 : 1)
  if (!line) return EditorSelection.cursor(pos)
  const figure = thingAt(state, line.from)
  if (figure) return EditorSelection.range(figure.from, figure.to)
  const at = line.number === home.number ? pos : line.number > home.number ? line.from : line.to
  const cell = restAt(state, at)
  return EditorSelection.cursor(cell ?? samePlace(placesOf(state, line), at).from)
}
