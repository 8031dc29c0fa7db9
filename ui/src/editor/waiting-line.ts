/** Opens the line that waits for words, writes them on it, and closes it again. */
import type { EditorState, Line, TransactionSpec } from '@codemirror/state'
import { continuation } from './blocks'
import { breakOf } from './habits'
import { fresh, leafAt, piecesOf, place, wrapsAt, type Leaf } from './inline'
import { writeLeaf } from './literal'
import { pendingField } from './pending'
import { setWaiting } from './waiting'

/** Opens a line at the end of a paragraph. */
export function openLine(state: EditorState, leaf: Leaf): TransactionSpec {
  const insert = `  \n${continuation(state, leaf.node.from)}`
  const end = leaf.from + state.doc.sliceString(leaf.from, leaf.to).trimEnd().length
  const at = end + insert.length
  return {
    changes: { from: end, to: leaf.to, insert },
    selection: { anchor: at },
    effects: setWaiting.of(end + 3),
  }
}

/** The change that words typed on the waiting line make: they go on the paragraph, after a break as the text has them. */
export function typeOnWaiting(state: EditorState, line: Line, text: string): TransactionSpec | null {
  const above = state.doc.line(line.number - 1)
  const end = above.from + above.text.trimEnd().length
  const leaf = leafAt(state, end)
  if (!leaf) return null
  const pieces = piecesOf(state, { ...leaf, to: end })
  const gap =
    breakOf(state, state.doc.sliceString(leaf.from, end), { from: leaf.from, to: line.to }) +
    continuation(state, leaf.node.from)
  const brk = { ...fresh(gap, []), whole: true, fresh: false }
  const written = writeLeaf(state, leaf, [
    ...pieces,
    brk,
    fresh(text, state.field(pendingField, false) ?? wrapsAt(pieces, end)),
    place('caret'),
  ])
  return {
    changes: { from: leaf.from, to: line.to, insert: written.text },
    selection: { anchor: leaf.from + written.caret },
  }
}

/** Closes the line again: the caret goes back to the paragraph's end. */
export function closeWaiting(state: EditorState, line: Line): TransactionSpec {
  const above = state.doc.line(line.number - 1)
  const end = above.from + above.text.trimEnd().length
  return { changes: { from: end, to: line.to }, selection: { anchor: end } }
}
