/** What the page and the editor of a cell tell each other beside the words. */
import { Annotation, StateEffect, type ChangeDesc } from '@codemirror/state'

/** Tells the editor of a cell that a change comes from the page, and so need not go there. */
export const fromPage = Annotation.define<boolean>()

/** Tells the page something along with a cell's change, so that both are one step of undo; places go by that change. */
export const alongside = StateEffect.define<(changes: ChangeDesc) => StateEffect<unknown>>()
