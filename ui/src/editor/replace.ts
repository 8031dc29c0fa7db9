/** Turns one text into another by as few changed characters as is cheap to find. */
import type { ChangeSpec, Text } from '@codemirror/state'

/** One replaced stretch. */
export interface Patch {
  from: number
  to: number
  insert: string
}

/** The one stretch by which `before` (which starts at `offset`) differs from `after`; null when equal. */
export function patch(offset: number, before: string, after: string): Patch | null {
  if (before === after) return null
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++
  if (start > 0 && isHigh(before.charCodeAt(start - 1))) start--
  let end = 0
  while (end < most - start && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end))
    end++
  if (end > 0 && isLow(before.charCodeAt(before.length - end))) end--
  return { from: offset + start, to: offset + before.length - end, insert: after.slice(start, after.length - end) }
}

const isHigh = (code: number): boolean => code >= 0xd800 && code <= 0xdbff
const isLow = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff

/** The largest table of lines that is compared in full; a wholly different text is one patch. */
const TABLE = 250_000

/** The changes, line by line, that turn `doc` into `body`. */
export function difference(doc: Text, body: string): ChangeSpec[] {
  const before = doc.toString()
  const whole = patch(0, before, body)
  if (!whole) return []
  // Compare whole lines, and only those that the shared start and end leave open.
  const from = whole.from === 0 ? 0 : before.lastIndexOf('\n', whole.from - 1) + 1
  const nextBreak = before.indexOf('\n', whole.to)
  const to = nextBreak < 0 ? before.length : nextBreak
  const insertTo = body.length - (before.length - to)
  if (insertTo < from) return [whole]
  const a = before.slice(from, to).split('\n')
  const b = body.slice(from, insertTo).split('\n')
  if (a.length * b.length > TABLE || a.length < 2 || b.length < 2) return [whole]
  return byLines(from, a, b)
}

function byLines(from: number, a: readonly string[], b: readonly string[]): ChangeSpec[] {
  const width = b.length + 1
  const common = new Uint32Array((a.length + 1) * width)
  const at = (i: number, j: number): number => common[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const out: ChangeSpec[] = []
  let offset = from
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      offset += (a[i]?.length ?? 0) + 1
      i++
      j++
      continue
    }
    const firstA = i
    const firstB = j
    while ((i < a.length || j < b.length) && !(i < a.length && j < b.length && a[i] === b[j])) {
      if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) i++
      else j++
    }
    const one = joined(offset, a, firstA, i, b, firstB, j)
    if (one) out.push(one)
    offset += a.slice(firstA, i).reduce((sum, line) => sum + line.length + 1, 0)
  }
  return out
}

/** The patch for a run of lines; a run at the end takes the break before it, any other the break after it. */
function joined(
  offset: number,
  a: readonly string[],
  fromA: number,
  toA: number,
  b: readonly string[],
  fromB: number,
  toB: number,
): Patch | null {
  const gone = a.slice(fromA, toA)
  const come = b.slice(fromB, toB)
  const each = (lines: readonly string[], make: (line: string) => string): string => lines.map(make).join('')
  if (toA < a.length && toB < b.length) {
    return patch(
      offset,
      each(gone, (line) => `${line}\n`),
      each(come, (line) => `${line}\n`),
    )
  }
  if (fromA === 0) return patch(offset, gone.join('\n'), come.join('\n'))
  return patch(
    offset - 1,
    each(gone, (line) => `\n${line}`),
    each(come, (line) => `\n${line}`),
  )
}
