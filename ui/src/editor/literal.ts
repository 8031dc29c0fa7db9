/**
 * Keeps words words. What is typed, joined or parted may by accident read as a mark: a star, a tag, `1.` at the start of
 * a line. The words are read again alone, as the file will be read; where that is not what is meant, the mark that is to
 * blame gets a backslash, which the page hides. Nothing else gets one.
 */
import type { EditorState } from '@codemirror/state'
import type { SyntaxNode } from '@lezer/common'
import { fresh, isBreak, place, type Leaf, type Piece, type Wrap } from './inline'
import { meaning, read, type Frame } from './reading'
import { write, type Written } from './write'

/** Letters that can open, close or make a mark inside a line. */
const INSIDE = /[\\`*_~[\]<>&{|!]/
/** Words that a line cannot begin with and stay words. */
const OPENS_LINE = /(?:^|\n)[ \t]*(?:[#>|:+=-]|\d{1,9}[.)]|[*_~`<[{]|import\s| {4}|\t)/
/** What may get a backslash when a reading went wrong. */
const MARK = /[\\`*_~[\]<>&{|!#+\-=.):%]/

/** How many ways of putting one backslash are tried. */
const TRIES = 48

/** A block's words written so that they are read as they are meant. */
export function writeLeaf(state: EditorState, leaf: Leaf | null, pieces: readonly Piece[]): Written {
  return writeIn(state, frameOf(leaf), pieces)
}

/** New words with styles, written so that they are read as words where no block of words is yet; the caret after them. */
export function literal(state: EditorState, text: string, wraps: readonly Wrap[], frame: Frame): Written {
  return writeIn(state, frame, [fresh(text, wraps), place('caret')])
}

function writeIn(state: EditorState, frame: Frame, all: readonly Piece[]): Written {
  const given = withoutEdges(all)
  const written = write(given)
  if (!suspicious(given, frame, written.text)) return written
  const meant = meaning(written.pieces)
  const holds = (some: readonly Piece[]): boolean => read(state, write(some).text, frame) === meant
  const pieces = bare(given, holds)
  if (pieces !== given) return write(pieces)
  if (holds(given)) return written
  const safe = escaped(given, holds)
  if (safe) return write(safe)
  return words(read(state, written.text, frame)) === words(meant) ? written : { ...written, misread: true }
}

/** A reading without its styles. */
const words = (told: string | null): string | undefined => told?.replace(/\0[^\0]*\0/g, '')

/** The pieces without a line break before the first words or after the last, where it would be read as a letter. */
function withoutEdges(pieces: readonly Piece[]): readonly Piece[] {
  const words = pieces.map((piece) => piece.text !== '' && !isBreak(piece) && piece.text.trim() !== '')
  const first = words.indexOf(true)
  const last = words.lastIndexOf(true)
  if (!pieces.some((piece, at) => isBreak(piece) && (at < first || at > last))) return pieces
  return pieces.filter((piece, at) => !isBreak(piece) || (first >= 0 && at > first && at < last))
}

/** Whether a text can be anything but what it says; most texts cannot, and are not read again. */
function suspicious(pieces: readonly Piece[], frame: Frame, text: string): boolean {
  if (frame.kind === 'cell' || OPENS_LINE.test(text)) return true
  if (pieces.some((piece) => piece.fresh) && pieces.some((piece) => piece.whole && ESCAPED.test(piece.text)))
    return true
  if (frame.kind === 'heading' && text.endsWith('#')) return true
  return pieces.some((piece) => !piece.whole && !isCode(piece) && INSIDE.test(piece.text)) || /[*_~`]/.test(text)
}

const isCode = (piece: Piece): boolean => piece.wraps.some(({ style }) => style === 'code')

/** A place for a backslash: before this letter of this piece. */
interface Spot {
  piece: number
  at: number
  fresh: boolean
}

/** The pieces with the fewest backslashes that make them read as meant; null when none do. */
function escaped(pieces: readonly Piece[], holds: (pieces: readonly Piece[]) => boolean): readonly Piece[] | null {
  const spots = spotsOf(pieces)
  const fresh = spots.filter((spot) => spot.fresh)
  for (const spot of spots.slice(0, TRIES)) {
    const one = withSpots(pieces, [spot])
    if (holds(one)) return one
  }
  for (const some of [fresh, spots]) {
    if (some.length < 2 || !holds(withSpots(pieces, some))) continue
    return withSpots(
      pieces,
      fewest(some, (kept) => holds(withSpots(pieces, kept))),
    )
  }
  return null
}

/** Leaves out what can be left out, one by one from the end. */
function fewest(spots: readonly Spot[], enough: (spots: readonly Spot[]) => boolean): readonly Spot[] {
  let kept = [...spots]
  for (const spot of spots.slice(-TRIES).reverse()) {
    const without = kept.filter((one) => one !== spot)
    if (enough(without)) kept = without
  }
  return kept
}

/** Letters that end what another begins; the backslash goes before that other one. */
const CLOSES = /[>\]);:]/

/** The letters that may be to blame, those that begin something first and the nearest to the new words before others. */
function spotsOf(pieces: readonly Piece[]): Spot[] {
  const spots: (Spot & { far: number })[] = []
  let middle = -1
  let length = 0
  pieces.forEach((piece, index) => {
    if (!piece.whole && !isCode(piece)) {
      for (let at = 0; at < piece.text.length; at++)
        if (MARK.test(piece.text.charAt(at))) {
          const far = length + at
          spots.push({
            piece: index,
            at,
            fresh: piece.fresh,
            far: CLOSES.test(piece.text.charAt(at)) ? far + 1e9 : far,
          })
        }
    }
    if (middle < 0 && (piece.fresh || piece.place === 'caret')) middle = length
    length += piece.text.length
  })
  const rank = ({ far }: { far: number }): number => (far >= 1e9 ? 1e9 : 0) + Math.abs((far % 1e9) - middle)
  return spots.sort((a, b) => rank(a) - rank(b))
}

function withSpots(pieces: readonly Piece[], spots: readonly Spot[]): Piece[] {
  return pieces.flatMap((piece, index) => {
    const cuts = spots.filter((spot) => spot.piece === index).map(({ at }) => at)
    if (cuts.length === 0) return [piece]
    const out: Piece[] = []
    let done = 0
    for (const at of cuts.sort((a, b) => a - b)) {
      // Braces are read by the generator, which knows no backslash: it goes between them.
      if (at > done) out.push({ ...piece, text: piece.text.slice(done, at) })
      out.push({ ...piece, text: `\\${piece.text.charAt(at)}`, whole: true })
      done = at + 1
    }
    if (done < piece.text.length) out.push({ ...piece, text: piece.text.slice(done) })
    return out
  })
}

/** What may have been written for the letters so far of a word that is still being typed. */
const ESCAPED = /^\\[*_`~<>[\]&{|!#+\-=.):%]$/

/** The pieces without the backslashes that the word being typed no longer needs; the same pieces if it needs all. */
function bare(pieces: readonly Piece[], holds: (pieces: readonly Piece[]) => boolean): readonly Piece[] {
  let kept = pieces
  const fresh = pieces.findIndex((piece) => piece.fresh)
  for (let index = fresh - 1; index >= 0; index--) {
    const piece = pieces[index]
    if (!piece || (!piece.whole && /\s/.test(piece.text))) break
    if (!piece.whole || !ESCAPED.test(piece.text)) continue
    const without = kept.map((one) => (one === piece ? { ...piece, text: piece.text.slice(1), whole: false } : one))
    if (holds(without)) kept = without
  }
  return kept
}

/** What a block's words stand in. */
export function frameOf(leaf: Leaf | null): Frame {
  if (!leaf) return { kind: 'paragraph', level: 0, item: false }
  const { name } = leaf.node
  const level = Number(/Heading(\d)$/.exec(name)?.[1] ?? 0)
  const item = startsItem(leaf.node)
  if (name === 'TableCell') return { kind: 'cell', level: 0, item: false }
  if (name.startsWith('Setext')) return { kind: 'underlined', level, item }
  if (level > 0) return { kind: 'heading', level, item }
  if (name === 'Task') return { kind: 'task', level: 0, item }
  return { kind: 'paragraph', level: 0, item }
}

/** What words typed at `pos` will stand in, where there are none yet. */
export function frameAt(state: EditorState, pos: number): Frame {
  const line = state.doc.lineAt(pos)
  const item = /^[\s>]*(?:[-*+]|\d{1,9}[.)])[ \t]+(\[[ xX]\][ \t]+)?$/.exec(state.doc.sliceString(line.from, pos))
  return { kind: item?.[1] ? 'task' : 'paragraph', level: 0, item: item !== null && !item[1] }
}

/** Whether typing `text` among `words` could make marks of letters; what cannot is left to plain typing. */
export function mayMislead(words: string, text: string): boolean {
  return /[^\p{L}\p{N}\p{M}\s,;"'?’]/u.test(text) || INSIDE.test(words) || OPENS_LINE.test(words)
}

function startsItem(node: SyntaxNode): boolean {
  return node.parent?.name === 'ListItem' && node.prevSibling?.name === 'ListMark'
}
