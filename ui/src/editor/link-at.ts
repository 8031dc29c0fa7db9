/** The link at a place, as it is read. */
import type { EditorState } from '@codemirror/state'
import { between, isBreak, leafAt, leavesIn, piecesOf, type Piece } from './inline'
import { address, marksOf } from './marks'
import { entity } from './syntax/entities'
import { nameKey, namesOf } from './syntax/names'
import type { LinkText } from './types'

/** A link with the range of its words. */
export interface PlacedLink extends LinkText {
  from: number
  to: number
  /** Whether it is an address that leads to itself. */
  bare: boolean
}

/** The link at the caret. */
export function linkAt(state: EditorState, pos: number): PlacedLink | null {
  const leaf = leafAt(state, pos)
  if (!leaf || pos < leaf.from) return null
  const pieces = piecesOf(state, leaf)
  const index = pieces.findIndex((piece) => piece.from <= pos && pos <= piece.to && isLink(piece))
  const wrap = pieces[index]?.wraps.find((one) => one.style === 'link')
  if (!wrap) return bareLink(state, pos)
  let first = index
  let last = index
  while (first > 0 && pieces[first - 1]?.wraps.includes(wrap)) first--
  while (last + 1 < pieces.length && pieces[last + 1]?.wraps.includes(wrap)) last++
  const inside = pieces.slice(first, last + 1)
  const from = inside[0]?.from ?? pos
  const to = inside[inside.length - 1]?.to ?? pos
  const url = addressIn(state, wrap.close, state.sliceDoc(from, to))
  return { text: inside.map(seenOf).join(''), url, from, to, bare: false }
}

/** The address in what closes a link: its own, or the one that the text gives to its name, which may be its words. */
function addressIn(state: EditorState, close: string, words: string): string {
  if (!close.startsWith('](')) {
    const name = close.slice(2, -1)
    return namesOf(state).addresses.get(nameKey(name === '' ? words : name)) ?? ''
  }
  return address(/^\]\(\s*(<[^>]*>|\S*?)(?:\s+["'(].*)?\)$/s.exec(close)?.[1] ?? close.slice(2, -1))
}

/** The letters of a piece as they are read. */
function seenOf(piece: Piece): string {
  if (!piece.whole) return piece.text
  return isBreak(piece) ? ' ' : entity(piece.text.replace(/^\\(.)/, '$1'))
}

/** A web address typed as it is. */
function bareLink(state: EditorState, pos: number): PlacedLink | null {
  const line = state.doc.lineAt(pos)
  const found = marksOf(state, line.from, line.to).styled.find(
    (mark) => mark.look === 'link' && mark.from <= pos && pos <= mark.to,
  )
  if (!found) return null
  const { from, to, url = '' } = found
  return { text: state.doc.sliceString(from, to), url, from, to, bare: true }
}

const isLink = (piece: Piece): boolean => piece.wraps.some((wrap) => wrap.style === 'link')

/** An address that is no link any more stays what it was: a backslash that nobody sees keeps it from being read as one. */
export function unlinked(state: EditorState, link: PlacedLink): { from: number; to: number; insert: string } | null {
  const sign = /:|@|\./.exec(link.text)
  if (!sign) return null
  const angled =
    state.sliceDoc(link.from - 1, link.from) === '<' && state.sliceDoc(link.to, link.to + 1) === '>' ? 1 : 0
  const insert = `${link.text.slice(0, sign.index)}\\${link.text.slice(sign.index)}`
  return { from: link.from - angled, to: link.to + angled, insert }
}

/** The words between two places, without marks. */
export function visible(state: EditorState, from: number, to: number): string {
  return leavesIn(state, from, to)
    .map((leaf) => between(piecesOf(state, leaf), from, to).map(seenOf).join(''))
    .join(' ')
}
