/** Styles that the next typed words will have: chosen with nothing selected, or kept across a space. */
import { StateEffect, StateField, type EditorState } from '@codemirror/state'
import { leafAt, piecesOf, wrapsAt, type Wrap } from './inline'

/** Chooses the styles of the next words. */
export const setPending = StateEffect.define<readonly Wrap[] | null>()

/** The chosen styles; null when the next words are to look like the place. */
export const pendingField = StateField.define<readonly Wrap[] | null>({
  create: () => null,
  update(pending, tr) {
    for (const effect of tr.effects) if (effect.is(setPending)) return effect.value
    return tr.docChanged || tr.selection ? null : pending
  },
})

/** The styles that words typed at `pos` would have. */
export function wrapsToType(state: EditorState, pos: number): readonly Wrap[] {
  return state.field(pendingField, false) ?? wrapsHere(state, pos)
}

/** The styles of the place itself. */
export function wrapsHere(state: EditorState, pos: number): readonly Wrap[] {
  const leaf = leafAt(state, pos)
  return leaf && pos >= leaf.from ? wrapsAt(piecesOf(state, leaf), pos) : []
}
