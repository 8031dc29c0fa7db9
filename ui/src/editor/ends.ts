/** The ways to write before what a text starts with, and after what it ends with, where that is no words. */
import type { EditorState, Line } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { isBlank } from './blank'
import { kindOf, nextStop } from './lines'
import { written } from './options'
import { isSpoken } from './spoken-for'
import { ownParagraph } from './own-paragraph'

/** The first (-1) or last (1) line that shows anything. */
function endLine(state: EditorState, way: -1 | 1): Line | null {
  const { doc } = state
  for (let number = way < 0 ? 1 : doc.lines; number >= 1 && number <= doc.lines; number -= way) {
    const line = doc.line(number)
    if (!isSpoken(state, line.from) && (!isBlank(line.text) || kindOf(state, line) === 'empty')) return line
  }
  return null
}

/**
 * ArrowDown (1) where nothing but a picture, card, table, block of code or divider is below the caret begins a paragraph
 * after it, ArrowUp (-1) one before it; false where there are words to go to, or the caret is in them.
 */
export function beginParagraph(view: EditorView, way: -1 | 1): boolean {
  const { state } = view
  const line = endLine(state, way)
  if (!line || state.readOnly) return false
  const kind = kindOf(state, line)
  if (kind === 'text' || kind === 'empty' || kind === 'underline') return false
  const { main } = state.selection
  const here = state.doc.lineAt(way > 0 ? main.to : main.from).number
  if (
    way > 0 ? line.number > here && nextStop(state, here + 1, 1) : line.number < here && nextStop(state, here - 1, -1)
  )
    return false
  const spec =
    way > 0
      ? ownParagraph(state, line.to, '')
      : { changes: { from: line.from, insert: '\n\n' }, selection: { anchor: line.from } }
  view.dispatch(spec, { annotations: written.of(true), userEvent: 'input', scrollIntoView: true })
  return true
}
