/** The height of one post in the list, in pixels: one for all, so that a place is a multiplication. */
export const ROW = 86
/** Rows kept above and below what is seen. */
const SPARE = 6

/** The rows to draw: from `first` up to and without `end`. */
export type Rows = { first: number; end: number }

/** The rows to draw in a list of `total`, scrolled by `top` pixels in a window `height` pixels high. */
export function rowsAt(top: number, height: number, total: number): Rows {
  const first = Math.max(0, Math.floor(Math.max(0, top) / ROW) - SPARE)
  const end = Math.min(total, Math.ceil((Math.max(0, top) + height) / ROW) + SPARE)
  return { first: Math.min(first, end), end }
}

/** Where to scroll to so that row `index` is seen whole; `top` when it is already. */
export function scrollFor(index: number, top: number, height: number): number {
  const start = index * ROW
  if (start < top) return start
  return start + ROW > top + height ? start + ROW - height : top
}

/** Which row a key goes to from `index`; null for a key that does not move. */
export function moveBy(key: string, index: number, total: number, height: number): number | null {
  const page = Math.max(1, Math.floor(height / ROW) - 1)
  const to = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    Home: 0,
    End: total - 1,
    PageDown: index + page,
    PageUp: index - page,
  }[key]
  return to === undefined ? null : Math.min(Math.max(to, 0), Math.max(0, total - 1))
}

/** A part of a found text; `hit` when it is what was searched for. */
export type Piece = { text: string; hit: boolean }

/** The parts of a snippet whose found words stand between U+0002 and U+0003. */
export function pieces(snippet: string): Piece[] {
  const found: Piece[] = []
  for (const part of snippet.split('\u0002')) {
    const end = part.indexOf('\u0003')
    if (end >= 0) found.push({ text: part.slice(0, end), hit: true })
    found.push({ text: end >= 0 ? part.slice(end + 1) : part, hit: false })
  }
  return found.filter((piece) => piece.text !== '')
}
