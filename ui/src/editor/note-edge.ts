/** The edges of a footnote: its words join none before it, and a note without words goes with the numbers that lead to it. */
import { EditorSelection, type ChangeSet, type EditorState, type Line, type TransactionSpec } from '@codemirror/state'
import type { SyntaxNode } from '@lezer/common'
import { hasWords } from './blocks'
import { edit } from './edit'
import { treeTo } from './language'
import { isBlank } from './blank'

/** A footnote that begins on a line. */
export interface NoteStart {
  name: string
  /** Where its words start. */
  content: number
}

/** The footnote that begins on `line`; null where none does. */
export function noteOn(state: EditorState, line: Line): NoteStart | null {
  const at = line.from + (/\[\^/.exec(line.text)?.index ?? line.length)
  if (at >= line.to || /[^\s>]/.test(line.text.slice(0, at - line.from))) return null
  let node: SyntaxNode | null = treeTo(state, line.to).resolveInner(at, 1)
  while (node && node.name !== 'Footnote') node = node.parent
  const mark = node?.from === at ? node.getChild('FootnoteMark') : null
  if (!mark) return null
  const rest = state.doc.sliceString(mark.to, line.to)
  return {
    name: state.doc.sliceString(mark.from + 2, mark.to).replace(/\]:.*$/, ''),
    content: mark.to + (rest.length - rest.trimStart().length),
  }
}

/** Takes out the note on `line`, with its numbers in the text, when it has no words; null when it has some. */
export function removeEmptyNote(state: EditorState, line: Line, note: NoteStart): TransactionSpec | null {
  if (note.content < line.to || isGoing(state, line)) return null
  const { doc } = state
  const above = line.number > 1 ? doc.line(line.number - 1) : null
  const below = line.number < doc.lines ? doc.line(line.number + 1) : null
  let { from, to } = line
  if (above && isBlank(above.text) && hasWords(state, line.number + 1)) to = below?.from ?? line.to
  else if (above) {
    let last = above
    while (last.number > 1 && isBlank(last.text)) last = doc.line(last.number - 1)
    from = last.to
  } else if (below) to = below.from
  let set = state.changes({ from, to })
  let now = state.update({ changes: set, filter: false }).state
  let caret: number | null = null
  for (let mention = mentionOf(now, note.name); mention; mention = mentionOf(now, note.name)) {
    const spec = edit(now, mention.from, mention.to, '')
    const gone: ChangeSet = now.changes(spec.changes)
    if (gone.empty) break
    set = set.compose(gone)
    now = now.update({ changes: gone, filter: false }).state
    caret ??= mention.from
  }
  return { changes: set, selection: EditorSelection.cursor(Math.min(caret ?? set.mapPos(from), set.newLength)) }
}

/** Whether the note that begins on `line` has words on further lines. */
function isGoing(state: EditorState, line: Line): boolean {
  const { doc } = state
  let number = line.number + 1
  while (number <= doc.lines && isBlank(doc.line(number).text)) number++
  return number <= doc.lines && /^[\s>]*(?: {4}|\t)/.test(doc.line(number).text)
}

/** The first number in the text that leads to a note. */
function mentionOf(state: EditorState, name: string): { from: number; to: number } | null {
  const text = state.doc.toString()
  const written = `[^${name}]`
  for (let from = text.indexOf(written); from >= 0; from = text.indexOf(written, from + 1)) {
    const to = from + written.length
    if (treeTo(state, to).resolveInner(from, 1).name === 'FootnoteReference') return { from, to }
  }
  return null
}
