/**
 * Byline's own copies come back as they were. The clipboard carries only a number that nobody else can know; the text
 * itself is kept here, so that nothing a stranger put on the clipboard is ever taken for a text of Byline's.
 */

/** How many copies are kept: only the last is on the clipboard, the others are in the histories of some systems. */
const MOST = 20

const kept = new Map<string, string>()

/** Keeps a copied text, and returns the mark that it is found by. */
export function remember(text: string): string {
  const mark = crypto.randomUUID()
  kept.set(mark, text)
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST) break
    kept.delete(oldest)
  }
  return mark
}

/** The text that was copied here, if the HTML on the clipboard is of such a copy. */
export function ownText(html: string): string | null {
  const mark = /<div data-byline="([0-9a-f-]{36})"/.exec(html)?.[1]
  return (mark && kept.get(mark)) ?? null
}
