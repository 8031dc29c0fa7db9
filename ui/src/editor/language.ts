/** Markdown with GitHub's additions, as a CodeMirror language without the grammars of HTML, CSS and scripts. */
import { Language, defineLanguageFacet, ensureSyntaxTree, syntaxTree } from '@codemirror/language'
import type { EditorState } from '@codemirror/state'
import type { SyntaxNode, Tree } from '@lezer/common'
import { GFM, parser } from '@lezer/markdown'
import { boxMarks } from './boxes/syntax'
import { footnotes } from './syntax/footnotes'
import { quotedHtml } from './syntax/quoted-html'
import { templateLinks } from './syntax/template-links'
import { templates } from './syntax/templates'

const data = defineLanguageFacet()

/** The parser of a post's text. */
export const reader = parser.configure([GFM, footnotes, quotedHtml, templates, templateLinks, boxMarks])

/** The language; an extension by itself. */
export const markdown = new Language(data, reader, [], 'markdown')

/** How long a text may be waited for to be understood up to a place, in milliseconds; once for each state of it. */
const PATIENCE = 60

/** States for which waiting did not help. */
const tooLong = new WeakSet<EditorState>()

/** The syntax tree, complete at least to `upTo` where that is possible in reasonable time. */
export function treeTo(state: EditorState, upTo: number): Tree {
  const tree = syntaxTree(state)
  if (tree.length >= upTo || tooLong.has(state)) return tree
  const more = ensureSyntaxTree(state, upTo, PATIENCE)
  if (!more) tooLong.add(state)
  return more ?? tree
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

const VERBATIM =
  /^(FencedCode|CodeBlock|HTMLBlock|CommentBlock|ProcessingInstructionBlock|LinkReference|Table|Template|Component|ContainerMark)$/

/** The block around `pos` whose text is kept as it stands: code, HTML, a table. */
export function verbatimAt(state: EditorState, pos: number, side: -1 | 1 = 1): SyntaxNode | null {
  return around(state, pos, side, (name) => VERBATIM.test(name))
}

/** Whether `pos` is known to be in such a block; a part of the text that is not read yet is taken for words. */
export function knownVerbatim(state: EditorState, pos: number): boolean {
  const tree = syntaxTree(state)
  if (tree.length < pos) return false
  let node: SyntaxNode | null = tree.resolveInner(pos, 1)
  while (node && !VERBATIM.test(node.name)) node = node.parent
  return node !== null
}
