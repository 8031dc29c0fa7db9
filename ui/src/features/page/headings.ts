/** The headings of a text, with the addresses that site generators give them, and their lines, from 0. */
export function headingsOf(body: string): { title: string; anchor: string; line: number }[] {
  const seen = new Map<string, number>()
  const found: { title: string; anchor: string; line: number }[] = []
  let fence: string | null = null
  for (const [line, text] of body.split('\n').entries()) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(text)?.[1]
    if (mark) fence = fence === null ? mark : mark.startsWith(fence) ? null : fence
    const words = fence === null ? /^ {0,3}#{1,6}[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$/.exec(text)?.[1] : undefined
    if (words === undefined) continue
    const named = /\s*\{#([^\s}]+)[^}]*\}$/.exec(words)
    const title = plain(named ? words.slice(0, named.index) : words)
    const usual = slug(title)
    const count = seen.get(usual) ?? 0
    seen.set(usual, count + 1)
    found.push({ title, anchor: `#${named?.[1] ?? (count > 0 ? `${usual}-${String(count)}` : usual)}`, line })
  }
  return found
}

const plain = (words: string): string =>
  words
    .replace(/!?\[((?:\\.|[^\]\\])*)\]\([^)]*\)/g, '$1')
    .replace(/(?<!\\)[*`]|(?<![\p{L}\p{N}\\])_|_(?![\p{L}\p{N}])/gu, '')
    .replace(/\\([^\p{L}\p{N}\s])/gu, '$1')
    .trim()

/** As GitHub, Hugo, Jekyll and Astro make it: small letters, hyphens for blanks, no signs. */
const slug = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')
