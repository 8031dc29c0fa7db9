/** Which blocks of the text are sentences to be read, and what of them is handed over. */
import type { EditorState } from '@codemirror/state'
import { syntaxTree } from '@codemirror/language'
import { isSpoken } from '../spoken-for'

/** A block as it stands in the text. */
export interface Paragraph {
  from: number
  to: number
  /** Its source, as long as the block; marks of a quotation around it are blanks. */
  text: string
}

const READ = /^(Paragraph|Task|ATXHeading\d|SetextHeading\d|TableCell)$/
const SKIPPED = /^(FencedCode|CodeBlock|HTMLBlock|CommentBlock|LinkReference|ProcessingInstructionBlock)$/

/** Longer blocks were not typed by a person. */
const LONGEST = 20_000

/** The blocks that a stretch touches, as far as the text is understood; `only`: of these blocks alone what is in them. */
export function paragraphsIn(state: EditorState, from: number, to: number, only?: 'Table'): Paragraph[] {
  const found: Paragraph[] = []
  syntaxTree(state).iterate({
    from,
    to,
    enter(node) {
      if (SKIPPED.test(node.name)) return false
      if (only && READ.test(node.name) && node.name !== `${only}Cell`) return false
      if (!READ.test(node.name)) return true
      if (node.to > node.from && node.to - node.from <= LONGEST && !isSpoken(state, node.from)) {
        const quotes: { from: number; to: number }[] = []
        node.node.cursor().iterate((inner) => {
          if (inner.name === 'QuoteMark') quotes.push({ from: inner.from, to: inner.to })
        })
        found.push({ from: node.from, to: node.to, text: masked(state, node.from, node.to, quotes) })
      }
      return false
    },
  })
  return found
}

function masked(state: EditorState, from: number, to: number, quotes: readonly { from: number; to: number }[]): string {
  let text = state.doc.sliceString(from, to)
  for (const quote of quotes) {
    const blanks = ' '.repeat(quote.to - quote.from)
    text = text.slice(0, quote.from - from) + blanks + text.slice(quote.to - from)
  }
  return text
}
