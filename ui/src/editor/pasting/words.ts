/** Words with their own marks put among the words of a block. */
import { EditorState, type TransactionSpec } from '@codemirror/state'
import { continuation } from '../blocks'
import { after, before, fresh, leafAt, piecesOf, place, wrapsAt, type Piece, type Wrap } from '../inline'
import { markdown } from '../language'
import { patch } from '../replace'
import { write } from '../write'

/** The pieces of a single paragraph in Markdown. */
function piecesIn(text: string): Piece[] {
  const state = EditorState.create({ doc: text, extensions: markdown })
  const leaf = leafAt(state, 0)
  const own = leaf ? piecesOf(state, leaf) : []
  const pieces = own.length > 0 ? own : [{ text, wraps: [], from: 0, to: 0, whole: false, fresh: false }]
  return pieces.map((piece) => ({ ...piece, from: -1, to: -1 }))
}

/** The styles of the first words of a stretch. */
export function stylesOf(state: EditorState, from: number, to: number): readonly Wrap[] | undefined {
  const leaf = leafAt(state, from)
  return leaf ? piecesOf(state, leaf).find((piece) => piece.to > from && piece.from < to)?.wraps : undefined
}

/**
 * The change that puts the words of `text` at `pos`: with their own styles, or where they have none with `styles`, or
 * those around. `ends` are the blanks that part them from the words beside them.
 */
export function wordsAt(
  state: EditorState,
  pos: number,
  text: string,
  styles?: readonly Wrap[],
  ends: { lead?: string; trail?: string } = {},
): TransactionSpec {
  const leaf = leafAt(state, pos)
  if (!leaf) return { changes: { from: pos, insert: text }, selection: { anchor: pos + text.length } }
  const pieces = piecesOf(state, leaf)
  const at = Math.max(pos, leaf.from)
  const around = styles ?? wrapsAt(pieces, at)
  const own = piecesIn(text)
  const plain = own.every((piece) => piece.wraps.length === 0)
  const blank = (letters = ''): Piece[] => (letters === '' ? [] : [fresh(letters, [])])
  const further = continuation(state, leaf.node.from)
  const flat = /Heading|Cell/.test(leaf.node.name)
  const middle = own.map((piece): Piece => {
    const words = flat ? piece.text.replace(/(?:\\| *)\n\s*/g, ' ') : piece.text.replace(/\n/g, `\n${further}`)
    return { ...piece, text: words, wraps: plain ? around : piece.wraps }
  })
  const result = write([
    ...before(pieces, at),
    ...blank(ends.lead),
    ...middle,
    place('caret'),
    ...blank(ends.trail),
    ...after(pieces, at),
  ])
  const change = patch(leaf.from, state.doc.sliceString(leaf.from, leaf.to), result.text)
  const selection = { anchor: leaf.from + result.caret }
  return change ? { changes: change, selection } : { selection }
}
