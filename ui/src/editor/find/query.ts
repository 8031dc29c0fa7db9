/** What is looked for, and where it is. */
import type { EditorState } from '@codemirror/state'
import { stretches } from './visible'

/** What a person looks for. */
export interface Query {
  text: string
  /** Capitals count. */
  exact: boolean
  /** Only whole words. */
  whole: boolean
}

/** A place of the text. */
export interface Match {
  from: number
  to: number
}

/** More places than anybody looks through. */
export const MOST = 10_000

const ALIKE: [RegExp, string][] = [
  [/['’‘]/g, "['’‘]"],
  [/["“”„]/g, '["“”„]'],
  [/\s+/g, '[\\s\\u00a0]+'],
  [/[-–—]/g, '[-–—]'],
]

/** The pattern of a query: quotes and dashes of one kind are alike, and so are all spaces. Null when it is empty. */
export function pattern(query: Query): RegExp | null {
  if (query.text.trim() === '') return null
  let source = query.text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
  for (const [letters, all] of ALIKE) source = source.replace(letters, all)
  const edge = query.whole ? ['(?<![\\p{L}\\p{N}_])', '(?![\\p{L}\\p{N}_])'] : ['', '']
  return new RegExp(`${edge[0] ?? ''}${source}${edge[1] ?? ''}`, query.exact ? 'gu' : 'giu')
}

/** All places whose visible words match, in their order. */
export function findAll(state: EditorState, query: Query): Match[] {
  const wanted = pattern(query)
  const out: Match[] = []
  if (!wanted) return out
  for (const { text, places } of stretches(state)) {
    for (const found of text.matchAll(wanted)) {
      const last = found.index + found[0].length - 1
      const from = places[found.index]
      const end = places[last]
      if (from === undefined || end === undefined || found[0] === '') continue
      out.push({ from, to: end + 1 })
      if (out.length >= MOST) return out
    }
  }
  return out
}
