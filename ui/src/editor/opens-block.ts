/** Whether a change may have opened or closed a block of code or HTML, which reaches to any line below. */
import type { Text, Transaction } from '@codemirror/state'

/** What opens or closes one: any change of a line with it may. */
const MARKS = /```|~~~|<!--|-->|^\s*</m
/** What makes a line code by where it stands: the letters after it change nothing elsewhere. */
const INDENTS = /^(?: {4}|\t)/gm

/** As the file says; `marks` for those who heed others. */
export function opensBlock(tr: Transaction, marks = MARKS): boolean {
  if (!tr.docChanged) return false
  let opens = false
  tr.changes.iterChanges((fromA, toA, fromB, toB) => {
    if (opens) return
    const before = lines(tr.startState.doc, fromA, toA)
    const after = lines(tr.newDoc, fromB, toB)
    opens = before !== after && (marks.test(before) || marks.test(after) || indents(before) !== indents(after))
  })
  return opens
}

const lines = (doc: Text, from: number, to: number): string => doc.sliceString(doc.lineAt(from).from, doc.lineAt(to).to)

const indents = (text: string): number => text.match(INDENTS)?.length ?? 0
