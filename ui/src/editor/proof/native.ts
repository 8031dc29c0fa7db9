/** Whether the system's own checking of spelling is at work: where Byline has no dictionary for a post. */
import { StateEffect, StateField } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { hostOf } from '../options'

/** Hands spelling to the system, or takes it back. */
export const setNative = StateEffect.define<boolean>()

/** The extension. */
export const native = StateField.define<boolean>({
  create: (state) => hostOf(state)?.proof?.native?.() === true,
  update: (on, tr) => tr.effects.findLast((effect) => effect.is(setNative))?.value ?? on,
  provide: (field) => EditorView.contentAttributes.from(field, (on) => ({ spellcheck: String(on) })),
})
