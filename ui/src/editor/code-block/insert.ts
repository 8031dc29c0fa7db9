/** Puts a block of code in. */
import type { EditorState } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { blockEnd } from '../block-style'
import { leafAt } from '../inline'
import { written } from '../options'
import { ownParagraph } from '../own-paragraph'
import { codeAt } from './find'

const how = { annotations: written.of(true), userEvent: 'input.block', scrollIntoView: true }

/** The fence in use: backticks unless the text has only tildes. */
function fenceOf(state: EditorState): string {
  const text = state.doc.sliceString(0, 50_000)
  return !/^ {0,3}`{3}/m.test(text) && /^ {0,3}~{3}/m.test(text) ? '~~~' : '```'
}

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
