/** Keeps a cell's words in one line of the file, with no bar that would end the cell. */
import { EditorState, type Extension, type TransactionSpec } from '@codemirror/state'
import { patch } from '../replace'
import { BREAK } from './cell-language'
import { writeCell } from './row'

/** How far into the text its habits are looked for, in characters. */
const SAMPLE = 50_000

/** How a line break in a cell is written: by a tag where the text has one already, since many sites show no tags. */
export function breakOf(state: EditorState): string {
  const tag = /<br\s*\/?>/i.exec(state.sliceDoc(0, SAMPLE))?.[0]
  return tag && BREAK.test(tag) ? tag : ' '
}

/** The extension; `lineBreak` says what a line break becomes. */
export function oneLine(lineBreak: () => string): Extension {
  return EditorState.transactionFilter.of((tr): TransactionSpec | readonly TransactionSpec[] => {
    if (!tr.docChanged) return tr
    const text = tr.newDoc.toString()
    const next = writeCell(text, lineBreak())
    const changes = patch(0, text, next)
    return changes ? [tr, { changes, sequential: true }] : tr
  })
}
