/** One replaced stretch of a text that stands for itself, with offsets in that text. */
export interface Edit {
  from: number
  to: number
  insert: string
}

/** `text` with edits that do not overlap. */
export function applied(text: string, edits: readonly Edit[]): string {
  let out = text
  for (const { from, to, insert } of [...edits].sort((a, b) => b.from - a.from)) {
    out = out.slice(0, from) + insert + out.slice(to)
  }
  return out
}
