/** Puts a footnote in: its number at the caret, its note at the end of the post; from a note, back to its mention. */
import { ChangeSet, type EditorState } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { around } from './language'
import { leafAt } from './inline'
import { goToOther } from './notes'
import { written } from './options'
import { wrapsHere } from './pending'
import { namesOf } from './syntax/names'
import { ownParagraph } from './own-paragraph'

/** The command. */
export function footnote(view: EditorView): boolean {
  const { state } = view
  const at = state.selection.main.to
  const note = around(state, at, -1, (name) => name === 'Footnote')
  const mark = note?.getChild('FootnoteMark')
  if (mark) return goToOther(view, state.doc.sliceString(mark.from + 2, mark.to - 2), false)
  if (state.readOnly || !leafAt(state, at)) return false
  if (wrapsHere(state, at).some(({ style }) => style === 'code' || style === 'link')) return false
  const name = nextName(state)
  const mention = state.changes({ from: at, insert: `[^${name}]` })
  const after = state.update({ changes: mention, filter: false }).state
  const tight = lastIsNote(after)
  const words = `[^${name}]: `
  const spec = tight
    ? { changes: { from: tight, insert: `\n${words}` }, selection: { anchor: tight + 1 + words.length } }
    : ownParagraph(after, after.doc.length, words)
  const changes = mention.compose(after.changes(spec.changes))
  // A text that ended its last line goes on doing so.
  const end = !tight && state.doc.sliceString(state.doc.length - 1) === '\n' ? '\n' : ''
  const whole = changes.compose(ChangeSet.of({ from: changes.newLength, insert: end }, changes.newLength))
  view.dispatch({
    changes: whole,
    selection: spec.selection,
    annotations: written.of(true),
    userEvent: 'input.footnote',
    scrollIntoView: true,
  })
  return true
}

/** From a footnote's number at the caret to the note, and from anywhere in a note back to its number. */
export function followNote(view: EditorView): boolean {
  const { state } = view
  const { head } = state.selection.main
  const is = (name: string): boolean => name === 'FootnoteReference'
  const number = around(state, head, -1, is) ?? around(state, head, 1, is)
  if (number) return goToOther(view, state.doc.sliceString(number.from + 2, number.to - 1), true)
  const mark = around(state, head, -1, (name) => name === 'Footnote')?.getChild('FootnoteMark')
  return mark ? goToOther(view, state.doc.sliceString(mark.from + 2, mark.to - 2), false) : false
}

/** The lowest number that names no note yet. */
function nextName(state: EditorState): string {
  const text = state.doc.toString()
  let number = namesOf(state).notes.length + 1
  while (text.includes(`[^${String(number)}]`)) number++
  return String(number)
}

/** The end of the text's last note where notes are what the text ends with, one a line; 0 otherwise. */
function lastIsNote(state: EditorState): number {
  const end = state.doc.sliceString(Math.max(0, state.doc.length - 2_000)).trimEnd()
  const at = state.doc.length - (state.doc.sliceString(Math.max(0, state.doc.length - 2_000)).length - end.length)
  const note = around(state, at, -1, (name) => name === 'Footnote')
  return note && state.doc.lineAt(note.from).number === state.doc.lineAt(at).number ? at : 0
}
