/** Replaces a stretch of the page by words, keeping every style's marks whole on both sides. */
import { EditorSelection, type ChangeSet, type EditorState, type TransactionSpec } from '@codemirror/state'
import {
  after,
  before,
  fresh,
  isBreak,
  leafAt,
  outside,
  piecesOf,
  place,
  same,
  wrapsAt,
  type Leaf,
  type Piece,
  type Wrap,
} from './inline'
import { continuation, hasWords, itemAt, partEmpty } from './blocks'
import { patch } from './replace'
import { writeLeaf } from './literal'
import { entity } from './syntax/entities'
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
  if (tail) to = outside(piecesOf(state, tail), to)
  if (head) from = Math.min(to, outside(piecesOf(state, head), from))
  const headPieces = head && from >= head.from ? piecesOf(state, head) : null
  const tailPieces =
    tail && to >= tail.from ? (tail.from === head?.from && headPieces ? headPieces : piecesOf(state, tail)) : null
  const start = head && headPieces ? head.from : from
  const joins = headPieces !== null && tailPieces !== null && head?.from !== tail?.from
  // Of two blocks that join the first stays what it is, also where that is written after its words.
  // In one that has lost its words no blank stands before the mark, which right after a word would be letters.
  const closing = joins && head ? markAfter(state, head).replace(/^(?=#)/, ' ') : ''
  const end = tail && tailPieces ? Math.max(joins ? tail.to + markAfter(state, tail).length : tail.to, to) : to
  const styles = wraps ?? stylesFor(headPieces ?? tailPieces ?? [], from, to)
  const middle: Piece[] = text === '' ? [] : [fresh(text, styles)]
  const rest = tailPieces && !joins ? loose(state, tail?.to ?? to, end) : []
  if (closing) rest.push({ ...fresh('', []), text: closing, fresh: false, whole: true })
  const rests = tailPieces ? after(tailPieces, to) : []
  const pieces = [
    ...(headPieces ? before(headPieces, from) : []),
    ...middle,
    place('caret'),
    ...(joins && head?.node.name.startsWith('ATX') ? rests.map(onOneLine) : rests),
    ...rest,
  ]
  const leaf = headPieces ? head : tailPieces ? tail : null
  const written = leaf ? writeLeaf(state, leaf, pieces) : write([...middle, place('caret')])
  // The underline of a heading without words would be words itself.
  const bare = leaf?.node.name.startsWith('Setext') && written.text.trim().replace(/^[=-]+$/, '') === ''
  const change = bare
    ? { from: start, to: Math.max(end, leaf?.node.to ?? end), insert: '' }
    : patch(start, state.doc.sliceString(start, end), written.text)
  const selection = EditorSelection.cursor(bare ? start : start + written.caret)
  if (!change) return { selection }
  const gap = joins ? gapAfter(state, state.changes(change), end, start) : null
  if (gap) return { changes: [change, gap], selection }
  const item = leaf && written.text.trim() === '' ? itemAt(state, leaf.from) : null
  const part = item && leaf && item.line.from <= leaf.from && item.content === leaf.from ? partEmpty(state, item) : null
  if (!part) return { changes: change, selection }
  return { changes: [part, change], selection: EditorSelection.cursor(selection.head + part.insert.length) }
}

/** How many lines after joined words are looked at. */
const REACH = 100

/** The blank line that keeps a block after `end` a block, where a change makes it be read as more of other words. */
export function gapAfter(
  state: EditorState,
  set: ChangeSet,
  end: number,
  start: number,
): { from: number; insert: string } | null {
  const { doc } = state
  let now: EditorState | null = null
  const last = doc.lineAt(end).number
  for (let number = last + 1; hasWords(state, number) && number < last + REACH; number++) {
    const line = doc.line(number)
    now ??= state.update({ changes: set, filter: false }).state
    const at = set.mapPos(line.from)
    const leaf = leafAt(now, set.mapPos(line.to))
    if (!leaf || leaf.node.from >= at) continue
    const own = leafAt(state, line.to)
    if (own && own.node.from < line.from) continue
    return { from: line.from, insert: `${/^[\s>]*>/.exec(continuation(state, start))?.[0] ?? ''}\n` }
  }
  return null
}

/** A heading is one line: a break in words that join it is a space. */
const onOneLine = (piece: Piece): Piece => (isBreak(piece) ? { ...piece, text: ' ', whole: false } : piece)

/** What closes a heading after its words: an underline, or marks as before them. */
const markAfter = (state: EditorState, { node, to }: Leaf): string =>
  node.name.includes('Heading') ? state.doc.sliceString(to, Math.max(to, node.to)) : ''

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
  from = outside(pieces, from)
  to = outside(pieces, to)
  caret = Math.min(Math.max(outside(pieces, caret), from), to)
  const middle = after(before(pieces, to), from).map((piece) => restyled(piece, change(piece.wraps)))
  const written = writeLeaf(state, leaf, [
    ...before(pieces, from),
    place('from'),
    ...before(middle, caret),
    place('caret'),
    ...after(middle, caret),
    place('to'),
    ...after(pieces, to),
  ])
  // A style that no marks can write there, as inside a web address, is not given.
  if (written.misread) return { from: leaf.from, to: leaf.from, insert: '', caret, selected: { from, to } }
  const one = patch(leaf.from, state.doc.sliceString(leaf.from, leaf.to), written.text)
  return {
    ...(one ?? { from: leaf.from, to: leaf.from, insert: '' }),
    caret: leaf.from + written.caret,
    selected: { from: leaf.from + written.from, to: leaf.from + written.to },
  }
}

/** A piece with other styles. Code takes letters as they are, so it gets none with a backslash, and nothing but letters. */
function restyled(piece: Piece, wraps: readonly Wrap[]): Piece {
  const isCode = (wrap: Wrap): boolean => wrap.style === 'code'
  // A picture has no letters to style, and alone in its paragraph it would no longer be alone.
  if (piece.whole && piece.text.startsWith('![')) return piece
  if (!piece.whole || !wraps.some(isCode)) return { ...piece, wraps }
  const letter = /^\\([!-/:-@[-`{-~])$/.exec(piece.text)?.[1] ?? entity(piece.text)
  if (letter !== piece.text) return { ...piece, text: letter, whole: false, wraps }
  return { ...piece, wraps: wraps.filter((wrap) => !isCode(wrap)) }
}

/** Adds or takes away one style. */
export const withStyle = (wraps: readonly Wrap[], wrap: Wrap, on: boolean): readonly Wrap[] =>
  on ? [...wraps.filter((one) => one.style !== wrap.style), wrap] : wraps.filter((one) => one.style !== wrap.style)

/** Whether both lists write the same styles. */
export const sameStyles = (a: readonly Wrap[], b: readonly Wrap[]): boolean =>
  a.length === b.length && a.every((wrap) => b.some((one) => same(one, wrap)))
