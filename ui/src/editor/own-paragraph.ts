/** A paragraph of its own at or after a place. */
import type { EditorState, TransactionSpec } from '@codemirror/state'
import { isBlank } from './blank'
import { hasWords } from './blocks'
import { placeAt } from './cards'
import { isSpoken, spokenField } from './spoken-for'

/** As [`ownParagraph`], and after a card in a list or quote in the same item or quote. */
export function afterThing(state: EditorState, pos: number, text: string, caret = text.length): TransactionSpec {
  const place = placeAt(state, pos)
  if (place === '') return ownParagraph(state, pos, text, caret)
  const { doc } = state
  const line = doc.lineAt(pos)
  const lead = `\n${place.trimEnd()}\n${place}`
  const trail = hasWords(state, line.number + 1) ? `\n${place.trimEnd()}` : ''
  return {
    changes: { from: line.to, insert: lead + text + trail },
    selection: { anchor: line.to + lead.length + caret },
  }
}

/** Puts `text` in a paragraph of its own after the line at `pos`, with the caret at that letter of it. */
export function ownParagraph(state: EditorState, pos: number, text: string, caret = text.length): TransactionSpec {
  const { doc } = state
  let line = doc.lineAt(pos)
  const hidden = state.field(spokenField, false)?.find(({ from, to }) => from <= pos && pos <= to)
  if (hidden) line = doc.lineAt(hidden.to)
  const next = line.number < doc.lines ? doc.line(line.number + 1) : null
  const above = isBlank(line.text) && !isSpoken(state, line.from)
  const lead = above ? (line.number > 1 && isBlank(doc.line(line.number - 1).text) ? '' : '\n') : '\n\n'
  const trail = !next || (isBlank(next.text) && !isSpoken(state, next.from)) ? '' : '\n'
  const start = above && line.number === 1 ? '' : lead
  const before = line.to + start.length + caret
  if (hidden && next) {
    // The break after hidden lines stays theirs: the words go in after it.
    const rest = isBlank(next.text) ? (next.number < doc.lines ? '\n' : '') : '\n\n'
    const insert = `\n${text}${rest}`
    return { changes: { from: next.from, insert }, selection: { anchor: next.from + 1 + caret } }
  }
  return { changes: { from: line.to, insert: start + text + trail }, selection: { anchor: before } }
}
