/** Typewriter mode: the line that is written stays in the middle of the window. */
import { StateEffect, StateField, type Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'

/** Turns the mode on or off. */
export const setTypewriter = StateEffect.define<boolean>()

const typewriterMode = StateField.define<boolean>({
  create: () => false,
  update: (on, tr) => tr.effects.reduce((now, effect) => (effect.is(setTypewriter) ? effect.value : now), on),
})

/** Brings the caret's line to the middle. */
export const centre = (view: EditorView): void => {
  view.dispatch({ effects: EditorView.scrollIntoView(view.state.selection.main.head, { y: 'center' }) })
}

/** The extension. */
export const typewriter: Extension = [
  typewriterMode,
  EditorView.updateListener.of((update) => {
    if (!update.state.field(typewriterMode)) return
    const turned = !update.startState.field(typewriterMode)
    const moved = update.docChanged || update.selectionSet
    // A click leaves the page where it is: what was clicked must not slip away under the pointer.
    const clicked = update.transactions.some((tr) => tr.isUserEvent('select.pointer'))
    if (turned || (moved && !clicked)) queueMicrotask(() => centre(update.view))
  }),
  EditorView.editorAttributes.compute([typewriterMode], (state) => ({
    class: state.field(typewriterMode) ? 'b-typewriter' : '',
  })),
  // Room for the first and the last line to stand in the middle too.
  EditorView.theme({ '&.b-typewriter > .cm-scroller > .cm-content': { paddingTop: '30vh', paddingBottom: '45vh' } }),
]
