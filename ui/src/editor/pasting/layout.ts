/** Blocks of what was pasted as lines of the text. */
import type { EditorState } from '@codemirror/state'
import { hasWords } from '../blocks'
import type { Coming } from './coming-state'
import type { Part, PastedImage } from './host'

/** A picture's place: an offset in the laid out text, or null for what stands before all of it. */
export interface Spot {
  picture: PastedImage
  at: number | null
  side: Coming['side']
  here: Coming['here']
}

/** Blocks as text, and the places of their pictures. */
export interface Layout {
  text: string
  spots: Spot[]
}

/** The blocks with a blank line between them; every line but the first begins with `prefix`. */
export function layout(parts: readonly Part[], prefix: string): Layout {
  let text = ''
  const spots: Spot[] = []
  let above: Part['kind'] | null = null
  for (const part of parts) {
    if (part.kind === 'picture') {
      const at = text === '' ? null : text.length
      const here = above === 'list' || above === 'quote' ? prefix : null
      for (const picture of part.pictures) spots.push({ picture, at, side: 'after', here })
      continue
    }
    above = part.kind
    if (text !== '') text += `\n${prefix.trimEnd()}\n${prefix}`
    for (const picture of part.pictures) {
      const before = indented(part.text.slice(0, picture.at), prefix)
      spots.push({ picture, at: text.length + before.length, side: 'inline', here: null })
    }
    text += indented(part.text, prefix)
  }
  return { text, spots }
}

const indented = (text: string, prefix: string): string =>
  text
    .split('\n')
    .map((line, index) => (index === 0 ? line : line === '' ? prefix.trimEnd() : prefix + line))
    .join('\n')

/** Whether the line `number` would run together with a block above it in the place that `here` begins. */
export function runsOn(state: EditorState, number: number, here: string): boolean {
  if (!hasWords(state, number)) return false
  const { text } = state.doc.line(number)
  return text.startsWith(here) || !/^\s*(?:[-*+]|\d+[.)])\s/.test(text)
}
