/** What a selected card does: it is shown as selected and named aloud, Enter opens its code. */
import { Prec, type EditorState, type Extension } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import { fill, hostOf } from '../options'
import { cardAt } from './cards'
import { toggle } from './code-card'
import type { Card, Span } from './reader'

/** The card that is selected as one thing. */
export function selectedCard(state: EditorState): (Span & { card: Card }) | null {
  const { from, to, empty } = state.selection.main
  const card = empty ? null : cardAt(state, from)
  return card?.from === from && card.to === to ? card : null
}

function openCode(view: EditorView): boolean {
  const card = selectedCard(view.state)
  if (!card || view.state.readOnly || card.card.locked !== true) return false
  toggle(view, card)
  return true
}

/** The extension. */
export const cardKeys: Extension = [
  Prec.highest(keymap.of([{ key: 'Enter', run: openCode }])),
  EditorView.editorAttributes.compute(['selection', 'doc'], (state): Record<string, string> =>
    selectedCard(state) ? { class: 'b-on-card' } : {},
  ),
  EditorView.updateListener.of((update) => {
    if (!update.selectionSet && !update.docChanged && !update.viewportChanged) return
    const { state, view } = update
    const { from, to, empty } = state.selection.main
    for (const card of view.contentDOM.querySelectorAll('.b-card')) {
      const at = view.posAtDOM(card)
      card.classList.toggle('b-picked', !empty && from <= at && at < to)
    }
    const picked = update.selectionSet ? selectedCard(state) : null
    const sentence = picked && fill(hostOf(state)?.words.cards.selected ?? '', { name: picked.card.name })
    if (!sentence) return
    queueMicrotask(() => {
      view.dispatch({ effects: EditorView.announce.of(sentence) })
    })
  }),
]
