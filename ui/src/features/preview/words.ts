/** The word at an offset of a text, with how many equal words stand before it; null between words. */
export function wordAt(text: string, offset: number): { word: string; nth: number } | null {
  for (const { index, 0: word } of text.matchAll(WORDS)) {
    if (index > offset) return null
    if (offset <= index + word.length) return { word, nth: count(text.slice(0, index), word) }
  }
  return null
}

/** Where the `nth` such word begins in the lines of a text from `first` up to `last`, both counted from 1; null when there is none. */
export function placeOf(text: string, first: number, last: number, word: string, nth: number): number | null {
  const from = startOf(text, first)
  const to = startOf(text, last + 1)
  let left = nth
  let found: number | null = null
  for (const { index, 0: each } of text.slice(from, to).matchAll(WORDS)) {
    if (each !== word) continue
    found = from + index
    if (left-- === 0) return found
  }
  // An address has the word, too, or the text says it otherwise: the last of them is near.
  return found
}

/** Where a line, counted from 1, begins. */
export function startOf(text: string, line: number): number {
  let at = 0
  for (let left = line - 1; left > 0; left--) {
    const end = text.indexOf('\n', at)
    if (end < 0) return text.length
    at = end + 1
  }
  return at
}

const WORDS = /[\p{L}\p{N}]+/gu

const count = (text: string, word: string) => [...text.matchAll(WORDS)].filter(({ 0: each }) => each === word).length
