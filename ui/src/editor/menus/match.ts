/** Finds commands by what a person types: their name, words that mean the same, letters in their order. */

/** What can be found. */
export interface Findable {
  name: string
  /** Further words, parted by blanks. */
  keywords?: string
}

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** How well `query` fits, 0 the best; null when it does not. */
export function fit(query: string, { name, keywords = '' }: Findable): number | null {
  const asked = folded(query).trim()
  if (asked === '') return 0
  const own = folded(name)
  if (own.startsWith(asked)) return 1
  const starts = (text: string): boolean => text.split(/[\s-]+/).some((word) => word.startsWith(asked))
  if (starts(own)) return 2
  if (starts(folded(keywords))) return 3
  const parts = asked.split(/\s+/)
  if (parts.length > 1 && parts.every((part) => folded(`${name} ${keywords}`).includes(part))) return 4
  if (own.includes(asked)) return 5
  return asked.length > 1 && inOrder(asked, own) ? 6 : null
}

/** Whether all letters of `asked` stand in `text` in this order, the first at the start of a word. */
function inOrder(asked: string, text: string): boolean {
  const first = new RegExp(`(^|[\\s-])${asked.slice(0, 1).replace(/[^\p{L}\p{N}]/u, '\\$&')}`, 'u').exec(text)
  if (!first) return false
  let at = first.index + first[0].length
  for (const letter of asked.slice(1).replace(/\s/g, '')) {
    at = text.indexOf(letter, at) + 1
    if (at === 0) return false
  }
  return true
}

/** Those that fit, the best first; of equals, in their own order. */
export function found<T>(query: string, all: readonly T[], about: (one: T) => Findable): T[] {
  return all
    .map((one, order) => ({ one, order, rank: fit(query, about(one)) }))
    .filter((each): each is typeof each & { rank: number } => each.rank !== null)
    .sort((a, b) => a.rank - b.rank || a.order - b.order)
    .map(({ one }) => one)
}
