/** The card whose code is open. */
import { StateEffect, StateField } from '@codemirror/state'
import type { Span } from './reader'

/** Opens the code of the card there; null closes it. */
export const openCard = StateEffect.define<Span | null>()

/** The card whose code is open. It stays a card whatever is typed in it, until it is closed. */
export const openCardField = StateField.define<Span | null>({
  create: () => null,
  update(open, tr) {
    for (const effect of tr.effects) if (effect.is(openCard)) return effect.value
    if (!open || !tr.docChanged) return open
    const from = tr.changes.mapPos(open.from, -1)
    return { from, to: Math.max(from, tr.changes.mapPos(open.to, 1)) }
  },
})
