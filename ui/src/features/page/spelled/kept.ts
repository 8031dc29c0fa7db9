import type { ProofFinding } from '../../../editor'

/** The remarks that still hold after a change of the text: those whose words, and the letters beside them, are as before. */
export function kept(found: readonly ProofFinding[], before: string, after: string): readonly ProofFinding[] {
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before[start] === after[start]) start++
  let end = 0
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  const by = after.length - before.length
  return found.flatMap((finding) => {
    if (finding.to < start) return [finding]
    if (finding.from > before.length - end) return [{ ...finding, from: finding.from + by, to: finding.to + by }]
    return []
  })
}
