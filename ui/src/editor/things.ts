/** What is on the page as one thing, selected and taken out whole: a picture or a card. */
import type { EditorState } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { cardAt } from './cards'
import { removeFigure } from './figures/edits'
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

/** Takes a thing out, with the blank line that parted it from what follows. */
export function removeThing(view: EditorView, thing: { from: number; to: number }): boolean {
  const { state } = view
  if (figureAt(state, thing.from)) return removeFigure(view, thing.from)
  if (state.readOnly) return false
  const { doc } = state
  const last = doc.lineAt(thing.to)
  const next = last.number < doc.lines ? doc.line(last.number + 1) : null
  let { from, to } = thing
  if (next?.text.trim() === '' && next.number < doc.lines) to = next.to + 1
  else if (next) to = next.from
  else if (from > 0) from--
  view.dispatch({
    changes: { from, to },
    selection: { anchor: from },
    userEvent: 'delete.picture',
    scrollIntoView: true,
  })
  return true
}
