/**
 * The line that Shift+Enter opens at a paragraph's end. In the file it is two blanks and a blank line, which no reader
 * sees; on the page it is a line until the caret leaves it. The words typed on it make it a line of the paragraph.
 */
import { StateEffect, StateField, type EditorState, type Line } from '@codemirror/state'

/** Opens a line that waits for words; its start in the new text. */
export const setWaiting = StateEffect.define<number>()

/** The start of the line that waits for words. */
export const waitingField = StateField.define<number | null>({
  create: () => null,
  update(at, tr) {
    for (const effect of tr.effects) if (effect.is(setWaiting)) return effect.value
    if (at === null || (!tr.docChanged && !tr.selection)) return at
    if (tr.docChanged) return null
    const { main } = tr.newSelection
    return main.empty && tr.newDoc.lineAt(main.head).from === at ? at : null
  },
})

/** Whether `line` waits for the words that will make it part of the paragraph above. */
export const isWaiting = (state: EditorState, line: Line): boolean =>
  state.field(waitingField, false) === line.from && line.number > 1
