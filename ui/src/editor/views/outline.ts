/** The headings of a post, for finding one's way. */
import type { EditorState } from '@codemirror/state'
import { treeTo } from '../language'
import { isSpoken } from '../spoken-for'
import { marksOf } from '../marks'

/** One heading. */
export interface Heading {
  /** 1 to 6. */
  level: number
  /** Its words as the page shows them. */
  text: string
  /** Its line, from 0. */
  line: number
}

/** All headings in their order; those whose words stand in the details are left out. */
export function outlineOf(state: EditorState): Heading[] {
  const { doc } = state
  const out: Heading[] = []
  treeTo(state, doc.length).iterate({
    enter(node) {
      const level = /^(?:ATX|Setext)Heading(\d)$/.exec(node.name)?.[1]
      if (!level) return !/^(Paragraph|FencedCode|CodeBlock|HTMLBlock|Table)$/.test(node.name)
      if (isSpoken(state, node.from)) return false
      const text = visibleText(state, node.from, node.to)
      if (text !== '') out.push({ level: Number(level), text, line: doc.lineAt(node.from).number - 1 })
      return false
    },
  })
  return out
}

/** The words between two places without the marks between them; line breaks within a paragraph are spaces. */
export function visibleText(state: EditorState, from: number, to: number): string {
  let out = ''
  let at = from
  for (const mark of marksOf(state, from, to).hidden) {
    if (mark.to <= at) continue
    if (mark.from >= to) break
    out += state.doc.sliceString(at, Math.max(at, mark.from))
    at = mark.to
  }
  if (at < to) out += state.doc.sliceString(at, to)
  return out.replace(/\s+/g, ' ').trim()
}
