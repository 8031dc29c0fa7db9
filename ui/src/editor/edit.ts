/** Replaces a stretch of the page by words, keeping every style's marks whole on both sides. */
import { EditorSelection, type EditorState, type TransactionSpec } from '@codemirror/state'
import {
  after,
  before,
  fresh,
  leafAt,
  piecesOf,
  place,
  same,
  wrapsAt,
  type Leaf,
  type Piece,
  type Wrap,
} from './inline'
import { patch } from './replace'
import { writeLeaf } from './literal'
import { write } from './write'

/** The change that replaces `from` to `to` by `text`, in the styles of the place unless `wraps` says others. */
export function edit(
  state: EditorState,
  from: number,
  to: number,
  text: string,
  wraps?: readonly Wrap[],
): TransactionSpec {
  const head = leafAt(state, from)
  const tail = from === to ? head : leafAt(state, to)
  const headPieces = head && from >= head.from ? piecesOf(state, head) : null
  const tailPieces =
    tail && to >= tail.from ? (tail.from === head?.from && headPieces ? headPieces : piecesOf(state, tail)) : null
  const start = head && headPieces ? head.from : from
  const end = tail && tailPieces ? Math.max(tail.to, to) : to
  const styles = wraps ?? stylesFor(headPieces ?? tailPieces ?? [], from, to)
  const middle: Piece[] = text === '' ? [] : [fresh(text, styles)]
  const rest = tailPieces ? loose(state, tail?.to ?? to, end) : []
  const pieces = [
    ...(headPieces ? before(headPieces, from) : []),
    ...middle,
    place('caret'),
    ...(tailPieces ? after(tailPieces, to) : []),
    ...rest,
  ]
  const leaf = headPieces ? head : tailPieces ? tail : null
  const written = leaf ? writeLeaf(state, leaf, pieces) : write([...middle, place('caret')])
  const change = patch(start, state.doc.sliceString(start, end), written.text)
  const selection = EditorSelection.cursor(start + written.caret)
  return change ? { changes: change, selection } : { selection }
}

/** Words that replace others look like the first of them. */
function stylesFor(pieces: readonly Piece[], from: number, to: number): readonly Wrap[] {
  const first = from < to ? pieces.find((piece) => piece.to > from && piece.from < to) : undefined
  return first?.wraps ?? wrapsAt(pieces, from)
}

function loose(state: EditorState, from: number, to: number): Piece[] {
  return from < to ? [{ ...fresh('', []), text: state.doc.sliceString(from, to), fresh: false, whole: true }] : []
}

/** The change that gives the words between two places other styles; the selection stays on them. */
export function restyle(
  state: EditorState,
  leaf: Leaf,
  pieces: readonly Piece[],
  from: number,
  to: number,
  change: (wraps: readonly Wrap[]) => readonly Wrap[],
  caret = to,
): { from: number; to: number; insert: string; caret: number; selected: { from: number; to: number } } {
  const middle = after(before(pieces, to), from).map((piece) => ({ ...piece, wraps: change(piece.wraps) }))
  const written = writeLeaf(state, leaf, [
    ...before(pieces, from),
    place('from'),
    ...before(middle, caret),
    place('caret'),
    ...after(middle, caret),
    place('to'),
    ...after(pieces, to),
  ])
  const one = patch(leaf.from, state.doc.sliceString(leaf.from, leaf.to), written.text)
  return {
    ...(one ?? { from: leaf.from, to: leaf.from, insert: '' }),
    caret: leaf.from + written.caret,
    selected: { from: leaf.from + written.from, to: leaf.from + written.to },
  }
}

/** Adds or takes away one style. */
export const withStyle = (wraps: readonly Wrap[], wrap: Wrap, on: boolean): readonly Wrap[] =>
  on ? [...wraps.filter((one) => one.style !== wrap.style), wrap] : wraps.filter((one) => one.style !== wrap.style)

/** Whether both lists write the same styles. */
export const sameStyles = (a: readonly Wrap[], b: readonly Wrap[]): boolean =>
  a.length === b.length && a.every((wrap) => b.some((one) => same(one, wrap)))
