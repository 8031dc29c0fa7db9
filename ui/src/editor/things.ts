/** What is on the page as one thing: a picture or a card. */
import type { EditorState } from '@codemirror/state'
import { cardAt } from './cards'
import { figureAt } from './figures/pictures'

/** The thing that the line at `pos` belongs to, as a range of the text. */
export function thingAt(state: EditorState, pos: number): { from: number; to: number } | null {
  const figure = figureAt(state, pos)
  if (figure) return figure
  const card = cardAt(state, pos)
  return card && { from: card.from, to: card.to }
}

/** The thing that is selected, and nothing else with it. */
export function selectedThing(state: EditorState): { from: number; to: number } | null {
  const { from, to, empty } = state.selection.main
  const thing = empty ? null : thingAt(state, from)
  return thing?.from === from && thing.to === to ? thing : null
}
