/** A stretch of a text: the same in both, only in this one, or the same and not shown. */
export type Part = { text: string; kind: 'same' | 'only' }

/** More pieces than this are compared by their beginning and end alone. */
const MOST = 600
/** What is the same for longer than this is shortened to its ends, in characters. */
const LONG = 130
const END = 50

/** The two texts in stretches, by words, spaces and marks. */
export function differences(before: string, after: string): { before: Part[]; after: Part[] } {
  const [old, now] = [pieces(before), pieces(after)]
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start++
  let end = 0
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++
  const same = common(old.slice(start, old.length - end), now.slice(start, now.length - end))
  const keep = (all: string[], kept: Set<number>) =>
    joined(all.map((text, at) => ({ text, same: at < start || at >= all.length - end || kept.has(at - start) })))
  return { before: keep(old, same.old), after: keep(now, same.now) }
}

const pieces = (text: string): string[] => text.match(/[\p{L}\p{N}]+|[^]/gu) ?? []

/** The places of the longest row of pieces that both have in this order. */
function common(old: string[], now: string[]): { old: Set<number>; now: Set<number> } {
  const found = { old: new Set<number>(), now: new Set<number>() }
  if (old.length > MOST || now.length > MOST) return found
  const width = now.length + 1
  const table = new Uint16Array((old.length + 1) * width)
  const cell = (o: number, n: number) => table[o * width + n] ?? 0
  for (let o = old.length - 1; o >= 0; o--)
    for (let n = now.length - 1; n >= 0; n--)
      table[o * width + n] = old[o] === now[n] ? cell(o + 1, n + 1) + 1 : Math.max(cell(o + 1, n), cell(o, n + 1))
  for (let o = 0, n = 0; o < old.length && n < now.length;) {
    if (old[o] === now[n]) {
      found.old.add(o++)
      found.now.add(n++)
    } else if (cell(o + 1, n) >= cell(o, n + 1)) o++
    else n++
  }
  return found
}

function joined(all: { text: string; same: boolean }[]): Part[] {
  const parts: Part[] = []
  for (const { text, same } of all) {
    const kind = same ? 'same' : 'only'
    const last = parts.at(-1)
    if (last?.kind === kind) last.text += text
    else parts.push({ text, kind })
  }
  return parts.map((part, at) =>
    part.kind === 'same' ? { ...part, text: shortened(part.text, at === 0, at === parts.length - 1) } : part,
  )
}

/** Only the ends of a long stretch, and of the first and the last one only the end beside what changes. */
function shortened(text: string, first: boolean, last: boolean): string {
  if (text.length <= LONG || (first && last)) return text
  const head = text.slice(0, text.indexOf(' ', END) + 1 || END)
  const tail = text.slice(text.lastIndexOf(' ', text.length - END))
  return `${first ? '' : head}…${last ? '' : tail}`
}
