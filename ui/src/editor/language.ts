/** Markdown with GitHub's additions, as a CodeMirror language without the grammars of HTML, CSS and scripts. */
import { Language, defineLanguageFacet, ensureSyntaxTree, syntaxTree } from '@codemirror/language'
import type { EditorState } from '@codemirror/state'
import type { SyntaxNode, Tree } from '@lezer/common'
import { GFM, parser } from '@lezer/markdown'

const data = defineLanguageFacet()

/** The language; an extension by itself. */
export const markdown = new Language(data, parser.configure([GFM]), [], 'markdown')

/** How long a command may wait for the text up to its place to be understood, in milliseconds. */
const PATIENCE = 60

/** The syntax tree, complete at least to `upTo` where that is possible in reasonable time. */
export function treeTo(state: EditorState, upTo: number): Tree {
  const tree = syntaxTree(state)
  return tree.length >= upTo ? tree : (ensureSyntaxTree(state, upTo, PATIENCE) ?? tree)
}

/** The innermost node around `pos` whose name passes, looking to `side`. */
export function around(
  state: EditorState,
  pos: number,
  side: -1 | 0 | 1,
  passes: (name: string) => boolean,
): SyntaxNode | null {
  let node: SyntaxNode | null = treeTo(state, pos).resolveInner(pos, side)
  while (node && !passes(node.name)) node = node.parent
  return node
}

const VERBATIM = /^(FencedCode|CodeBlock|HTMLBlock|CommentBlock|ProcessingInstructionBlock|LinkReference|Table)$/

/** The block around `pos` whose text is kept as it stands: code, HTML, a table. */
export function verbatimAt(state: EditorState, pos: number, side: -1 | 1 = 1): SyntaxNode | null {
  return around(state, pos, side, (name) => VERBATIM.test(name))
}
