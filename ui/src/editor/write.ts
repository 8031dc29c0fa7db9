/** Writes pieces as Markdown: marks balanced, nested, never with a space just inside them. */
import { settleFlanks } from './flanks'
import { isBreak, same, type Piece, type StyleName, type Wrap } from './inline'

/** The text, and where the marked places came to be in it. */
export interface Written {
  text: string
  caret: number
  from: number
  to: number
  /** The pieces as they were written: with the styles that marks can write where they stand. */
  pieces: readonly Piece[]
  /** Set when the words are known to be read as others. */
  misread?: true
}

/** Pieces as text. */
export function write(pieces: readonly Piece[]): Written {
  const all = settlePlaces(settleSpaces(settleFlanks(settleDelimiters(settleSpaces(split(pieces))))))
  const open: Wrap[] = []
  const places = { caret: -1, from: -1, to: -1 }
  let out = ''
  const close = (down: number): void => {
    while (open.length > down) out += open.pop()?.close ?? ''
  }
  all.forEach((piece, index) => {
    let keep = 0
    while (keep < open.length && has(piece.wraps, open[keep])) keep++
    // Inside code no mark is one: what opens now opens before it.
    const code = open.findIndex(({ style }) => style === 'code')
    const opens = piece.wraps.some((wrap) => wrap.style !== 'code' && !has(open.slice(0, keep), wrap))
    if (code >= 0 && code < keep && opens && (piece.place === undefined || piece.place === 'from')) keep = code
    if (piece.place === undefined || piece.place === 'from') {
      close(keep)
      // A mark may not have a space just inside it.
      const before = piece.place ? all.slice(index).find((one) => !one.place) : piece
      const missing = before && isSpace(before) ? [] : piece.wraps.filter((wrap) => !has(open, wrap))
      const reach = new Map(missing.map((wrap) => [wrap, runEnd(all, index, wrap)]))
      // The style that reaches farthest opens first; code holds nothing but its own letters, so it opens last.
      missing.sort(
        (a, b) => Number(a.style === 'code') - Number(b.style === 'code') || (reach.get(b) ?? 0) - (reach.get(a) ?? 0),
      )
      for (const wrap of missing) {
        out += wrap.open
        open.push(wrap)
      }
    }
    if (piece.place) places[piece.place] = out.length
    out += piece.text
  })
  close(0)
  const end = (at: number): number => (at < 0 ? out.length : at)
  return { text: out, caret: end(places.caret), from: end(places.from), to: end(places.to), pieces: all }
}

const has = (wraps: readonly Wrap[], wrap: Wrap | undefined): boolean =>
  wrap !== undefined && wraps.some((one) => same(one, wrap))

/** The index of the last piece of the run that starts at `index` and has `wrap`. */
function runEnd(pieces: readonly Piece[], index: number, wrap: Wrap): number {
  let end = index
  for (let i = index; i < pieces.length; i++) {
    const piece = pieces[i]
    if (!piece || (!piece.place && !has(piece.wraps, wrap))) break
    if (!piece.place) end = i
  }
  return end
}

/** Parts words from the spaces between them, so that each space can be styled as its neighbours are. */
function split(pieces: readonly Piece[]): Piece[] {
  return pieces.flatMap((piece) => {
    if (piece.place) return [piece]
    if (piece.whole || piece.wraps.some((wrap) => wrap.style === 'code')) return piece.text === '' ? [] : [piece]
    return piece.text
      .split(/(\s+)/)
      .filter((text) => text !== '')
      .map((text) => ({ ...piece, text }))
  })
}

const isSpace = (piece: Piece): boolean =>
  (/^\s/.test(piece.text) || isBreak(piece)) && !piece.wraps.some((wrap) => wrap.style === 'code')

/** Spaces between two words have only styles that both have; beside new words all of those, else those they had. */
function settleSpaces(pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = []
  let left: Piece | undefined
  for (let at = 0; at < pieces.length;) {
    let end = at
    const spaces: Piece[] = []
    for (let one = pieces[end]; one && (one.place || isSpace(one)); one = pieces[++end])
      if (!one.place) spaces.push(one)
    const right = pieces[end]
    const parts = spaces.flatMap((space) => space.parts ?? [])
    const both = (left?.wraps ?? []).filter(
      (wrap) => wrap.style !== 'code' && has(right?.wraps ?? [], wrap) && !has(parts, wrap),
    )
    const beside = left?.fresh || right?.fresh || spaces.some((space) => space.fresh)
    const wraps = beside ? both : both.filter((wrap) => spaces.every((space) => has(space.wraps, wrap)))
    for (const piece of pieces.slice(at, end)) out.push(piece.place ? piece : { ...piece, wraps })
    if (right) out.push(right)
    left = right
    at = end + 1
  }
  return out
}

/** A place takes the styles of the words it belongs to: the caret and the end what is before, the start what follows. */
function settlePlaces(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece, index) => {
    if (piece.place !== 'from') return piece
    const next = pieces.slice(index + 1).find((one) => !one.place)
    if (!next || !isSpace(next)) return { ...piece, wraps: next?.wraps ?? [] }
    // No mark opens before a space: only what goes on from the words before holds here.
    const last = pieces.slice(0, index).findLast((one) => !one.place)
    return { ...piece, wraps: next.wraps.filter((wrap) => has(last?.wraps ?? [], wrap)) }
  })
}

/** What an underscore cannot end at; half of a sign beyond the first plane is no punctuation to readers of Markdown. */
const WORD = /[^\s\p{P}\p{S}]|_/u
const PLAIN: Partial<Record<StyleName, string>> = { emphasis: '*', strong: '**' }

/** An underscore inside a word is no mark: there the style is written with stars. */
function settleDelimiters(pieces: readonly Piece[]): Piece[] {
  const stars = new Map<Wrap, Wrap>()
  const text = pieces.filter((piece) => !piece.place)
  text.forEach((piece, index) => {
    for (const wrap of piece.wraps) {
      const star = PLAIN[wrap.style]
      if (star === undefined || !wrap.open.startsWith('_') || stars.has(wrap)) continue
      if (has(text[index - 1]?.wraps ?? [], wrap)) continue
      const end = runEnd(text, index, wrap)
      const left = text[index - 1]?.text.slice(-1) ?? ''
      const right = text[end + 1]?.text.charAt(0) ?? ''
      if (WORD.test(left) || WORD.test(right)) stars.set(wrap, { style: wrap.style, open: star, close: star })
    }
  })
  if (stars.size === 0) return [...pieces]
  return pieces.map((piece) => ({ ...piece, wraps: piece.wraps.map((wrap) => stars.get(wrap) ?? wrap) }))
}
