/**
 * Keeps marks where Markdown reads them. CommonMark (section 6.2, flanking runs) sees no closing mark after
 * punctuation that a letter follows, nor an opening one before punctuation that follows a letter; other marks count
 * as punctuation too. There the style gives way by that piece, so that its marks are never left to be seen.
 */
import { same, type Piece, type Wrap } from './inline'

const PUNCTUATION = /^[\p{P}\p{S}]/u
const FLANKING = new Set(['strong', 'emphasis', 'strike'])

/** The pieces with every style's edges where its marks hold. */
export function settleFlanks(pieces: readonly Piece[]): Piece[] {
  let all = [...pieces]
  for (let round = 0; round < 12; round++) {
    const next = once(all)
    if (!next) return all
    all = next
  }
  return all
}

/** One style gives way at one edge; null when all edges hold. */
function once(pieces: readonly Piece[]): Piece[] | null {
  const words = pieces.flatMap((piece, index) => (piece.place ? [] : [{ piece, index }]))
  for (let i = 0; i + 1 < words.length; i++) {
    const left = words[i]
    const right = words[i + 1]
    if (!left || !right) continue
    const closes = flanking(left.piece, right.piece)
    const opens = flanking(right.piece, left.piece)
    if (closes.length > 0 && !parted(closes, opens) && isLetter(firstOf(right.piece.text))) {
      const link = endingLink(left.piece, right.piece)
      if (link) {
        const next = besideLink(pieces, link, closes)
        if (next) return next
        continue
      }
      const edge = lastOf(left.piece.text)
      if (PUNCTUATION.test(edge)) return giveWay(pieces, left.index, closes, left.piece.text.length - edge.length)
      if (mixed(left.piece, closes)) return giveWay(pieces, left.index, spare(left.piece, closes), 0)
      const crossing = crossed(words, i, left.piece, right.piece, closes, -1)
      if (crossing.length > 0)
        return partRuns(pieces, words, i, crossing, -1) ?? giveWay(pieces, left.index, crossing, 0)
    }
    if (opens.length > 0 && !parted(opens, closes) && isLetter(lastOf(left.piece.text))) {
      const link = endingLink(right.piece, left.piece)
      if (link) {
        const next = besideLink(pieces, link, opens)
        if (next) return next
        continue
      }
      const edge = firstOf(right.piece.text)
      if (PUNCTUATION.test(edge)) return giveWay(pieces, right.index, opens, -edge.length)
      if (mixed(right.piece, opens)) return giveWay(pieces, right.index, spare(right.piece, opens), 0)
      const crossing = crossed(words, i + 1, right.piece, left.piece, opens, 1)
      if (crossing.length > 0)
        return partRuns(pieces, words, i + 1, crossing, 1) ?? giveWay(pieces, right.index, crossing, 0)
    }
  }
  return null
}

/** Whether marks of other letters stand on the far side of the edge: punctuation, next to which any mark holds. */
const parted = (edge: readonly Wrap[], far: readonly Wrap[]): boolean =>
  far.length > 0 && !far.some((other) => edge.some((wrap) => wrap.open[0] === other.open[0]))

/** The marks that would have to close over a style of the same letter which goes on: a row of stars nobody can read. */
function crossed(
  words: readonly { piece: Piece }[],
  at: number,
  here: Piece,
  there: Piece,
  edge: readonly Wrap[],
  way: -1 | 1,
): Wrap[] {
  const reach = (wrap: Wrap): number => {
    let end = at
    while (words[end + way]?.piece.wraps.some((other) => same(other, wrap))) end += way
    return end * way
  }
  const going = here.wraps.filter((wrap) => there.wraps.some((other) => same(other, wrap)))
  return edge.filter((wrap) => going.some((other) => other.open[0] === wrap.open[0] && reach(other) < reach(wrap)))
}

/**
 * A run that would cross another style ends at the space where that style begins, and its marks are written anew for the
 * words there; null where no space is.
 */
function partRuns(
  pieces: readonly Piece[],
  words: readonly { piece: Piece; index: number }[],
  at: number,
  crossing: readonly Wrap[],
  way: -1 | 1,
): Piece[] | null {
  const here = words[at]?.piece.wraps.filter((wrap) => !crossing.includes(wrap)) ?? []
  let end = at
  const within = (piece: Piece | undefined): boolean => piece !== undefined && here.some((wrap) => has(piece, wrap))
  while (within(words[end]?.piece)) end += way
  const space = words[end]
  if (!space || space.piece.whole || space.piece.text.trim() !== '') return null
  const gone = crossing.filter((wrap) => has(space.piece, wrap))
  if (gone.length < crossing.length) return null
  return pieces.map((piece, index) =>
    index === space.index
      ? { ...piece, wraps: piece.wraps.filter((wrap) => !gone.some((other) => same(other, wrap))), parts: gone }
      : piece,
  )
}

const has = (piece: Piece, wrap: Wrap): boolean => piece.wraps.some((other) => same(other, wrap))

/** The link that `a` is in and `b` is not. */
const endingLink = (a: Piece, b: Piece): Wrap | undefined =>
  a.wraps.find((wrap) => wrap.style === 'link' && !b.wraps.some((other) => same(other, wrap)))

/** A link's own marks count as punctuation: a style goes inside the link, or where it goes on past it gives way. */
function besideLink(pieces: readonly Piece[], link: Wrap, edge: readonly Wrap[]): Piece[] | null {
  const inside = (piece: Piece): boolean => piece.wraps.some((wrap) => same(wrap, link))
  const text = pieces.filter((piece) => !piece.place)
  const first = text.findIndex(inside)
  const last = text.findLastIndex(inside)
  const around = [...(text[first - 1]?.wraps ?? []), ...(text[last + 1]?.wraps ?? [])]
  const past = edge.filter((wrap) => around.some((other) => same(other, wrap)))
  let changed = false
  const out = pieces.map((piece) => {
    if (!inside(piece)) return piece
    const wraps = [link, ...piece.wraps.filter((wrap) => !same(wrap, link) && !past.some((other) => same(other, wrap)))]
    if (wraps.length === piece.wraps.length && wraps.every((wrap, at) => same(wrap, piece.wraps[at] ?? wrap)))
      return piece
    changed = true
    return { ...piece, wraps }
  })
  return changed ? out : null
}

const lastOf = (text: string): string => [...text.slice(-2)].pop() ?? ''
const firstOf = (text: string): string => [...text.slice(0, 2)].shift() ?? ''
/** Signs beyond the first plane, such as emoji, are letters to some readers of Markdown and punctuation to others. */
const isLetter = (letter: string): boolean =>
  letter !== '' && !/^\s/.test(letter) && (letter.length > 1 || !PUNCTUATION.test(letter))

/** The marks with flanking rules that `a` has and `b` has not. */
function flanking(a: Piece, b: Piece): Wrap[] {
  return a.wraps.filter((wrap) => FLANKING.has(wrap.style) && !b.wraps.some((other) => same(other, wrap)))
}

/** Whether marks of different letters meet at the edge. */
function mixed(piece: Piece, edge: readonly Wrap[]): boolean {
  return new Set(edge.map(({ open }) => open[0])).size > 1 || piece.wraps.some(({ style }) => style === 'code')
}

/** The marks that give way: all but the first, and all beside code. */
const spare = (piece: Piece, edge: readonly Wrap[]): Wrap[] =>
  piece.wraps.some(({ style }) => style === 'code') ? [...edge] : edge.slice(1)

/** Takes styles from a piece, or only from its text after `cut` (before `-cut` when negative). */
function giveWay(pieces: readonly Piece[], index: number, gone: readonly Wrap[], cut: number): Piece[] {
  return pieces.flatMap((piece, at) => {
    if (at !== index) return [piece]
    const wraps = piece.wraps.filter((wrap) => !gone.includes(wrap))
    if (cut === 0 || piece.whole || Math.abs(cut) >= piece.text.length) return [{ ...piece, wraps }]
    const middle = Math.abs(cut)
    const [head, tail] = [piece.text.slice(0, middle), piece.text.slice(middle)]
    return cut > 0
      ? [
          { ...piece, text: head },
          { ...piece, text: tail, wraps },
        ]
      : [
          { ...piece, text: head, wraps },
          { ...piece, text: tail },
        ]
  })
}
