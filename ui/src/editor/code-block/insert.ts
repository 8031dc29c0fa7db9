/** Puts a block of code in, and leads out of one. */
import type { EditorState } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import type { SyntaxNode } from '@lezer/common'
import { blockEnd } from '../block-style'
import { leafAt } from '../inline'
import { around } from '../language'
import { nextStop } from '../lines'
import { written } from '../options'
import { ownParagraph } from '../typing'

const how = { annotations: written.of(true), userEvent: 'input.block', scrollIntoView: true }

/** The fence in use: backticks unless the text has only tildes. */
function fenceOf(state: EditorState): string {
  const text = state.doc.sliceString(0, 50_000)
  return !/^ {0,3}`{3}/m.test(text) && /^ {0,3}~{3}/m.test(text) ? '~~~' : '```'
}

/** The block of code around `pos`. */
export const codeAt = (state: EditorState, pos: number): SyntaxNode | null =>
  around(state, pos, -1, (name) => name === 'FencedCode') ?? around(state, pos, 1, (name) => name === 'FencedCode')

/** Makes the caret's paragraph code, or puts an empty block of code after the caret's block. */
export function insertCode(view: EditorView): boolean {
  const { state } = view
  const { head } = state.selection.main
  if (state.readOnly || codeAt(state, head)) return false
  const fence = fenceOf(state)
  const leaf = leafAt(state, head)
  if (leaf?.node.name === 'Paragraph' && leaf.node.parent?.name === 'Document' && leaf.from < leaf.to) {
    const { from, to } = leaf.node
    view.dispatch(
      {
        changes: [
          { from, insert: `${fence}\n` },
          { from: to, insert: `\n${fence}` },
        ],
        selection: { anchor: head + fence.length + 1 },
      },
      how,
    )
    return true
  }
  const text = `${fence}\n\n${fence}`
  const spec = ownParagraph(state, blockEnd(state, head), text)
  const end = spec.selection && 'anchor' in spec.selection ? spec.selection.anchor : 0
  view.dispatch({ ...spec, selection: { anchor: end - fence.length - 1 } }, how)
  return true
}

/** ArrowDown in the last line of code, where nothing comes after it, begins a paragraph there. */
export function leaveCode(view: EditorView): boolean {
  const { state } = view
  const { main } = state.selection
  const code = main.empty ? codeAt(state, main.head) : null
  if (!code || state.readOnly) return false
  const last = state.doc.lineAt(code.to)
  const here = state.doc.lineAt(main.head)
  if (here.number < last.number - 1 || here.from < code.from || nextStop(state, last.number + 1, 1)) return false
  view.dispatch(ownParagraph(state, code.to, ''), how)
  return true
}

/** Goes on below the block of code. */
export function afterCode(view: EditorView): boolean {
  const { state } = view
  const code = codeAt(state, state.selection.main.head)
  if (!code) return false
  const next = nextStop(state, state.doc.lineAt(code.to).number + 1, 1)
  if (!next) view.dispatch(ownParagraph(state, code.to, ''), how)
  else view.dispatch({ selection: { anchor: next.from }, scrollIntoView: true, userEvent: 'select' })
  return true
}
