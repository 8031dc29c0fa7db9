/** What was pasted as nothing but lines of words, for a cell of a table. */
import type { Part } from './host'

/** The words of `parts`, a line a block; the cell itself brings them on one. */
export function cellLines(parts: readonly Part[]): string {
  const lines = parts.flatMap((part) => {
    if (part.kind === 'code') return part.text.split('\n').slice(1, -1)
    if (part.kind === 'rule' || part.kind === 'picture') return []
    if (part.kind === 'paragraph') return [part.text.replace(/(?:\\| {2,})\n/g, '\n')]
    return part.text
      .split('\n')
      .map((line) => line.replace(/^\s*(?:>\s?|#{1,6} |[-*+] (?:\[[ xX]\] )?|\d+[.)] )*/, ''))
      .filter((line) => !/^\|?[\s:|-]+\|?$/.test(line) || line === '')
      .map((line) => line.replace(/^\||\|$/g, '').trim())
  })
  return lines.filter((line) => line !== '').join('\n')
}
