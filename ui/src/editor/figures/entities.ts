/** HTML's way of writing the few signs that mean something in it. */

const SIGNS: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/** What a reader sees; unknown names stay as they are. */
export function decode(written: string): string {
  return written.replace(/&(#x[\da-f]{1,6}|#\d{1,7}|[a-z]{2,6});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return SIGNS[name.toLowerCase()] ?? whole
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

/** Words as HTML; inside quotes also the quote. */
export function encode(words: string, quote = ''): string {
  const safe = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return quote === '"' ? safe.replaceAll('"', '&quot;') : quote === "'" ? safe.replaceAll("'", '&#39;') : safe
}
