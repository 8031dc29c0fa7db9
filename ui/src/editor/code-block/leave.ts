/** The ways out of a block of code at the end of a text, where nothing comes after it. */
import type { EditorState, TransactionSpec } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import type { SyntaxNode } from '@lezer/common'
import { continuation, hasWords } from '../blocks'
import { nextStop } from '../lines'
import { written } from '../options'
import { codeAt } from './find'

const how = { annotations: written.of(true), userEvent: 'input.block', scrollIntoView: true }

/** An empty paragraph after the code, in the same quote or list item; the line from `cut` on is taken out first. */
function paragraphAfter(state: EditorState, code: SyntaxNode, cut: number | null): TransactionSpec {
  const prefix = continuation(state, code.from)
  const [open, close] = code.getChildren('CodeMark')
  // Code that nothing closes would go on through the paragraph.
  const closing = close || !open ? '' : `\n${prefix}${state.doc.sliceString(open.from, open.to)}`
  const trail = hasWords(state, state.doc.lineAt(code.to).number + 1) ? `\n${prefix.trimEnd()}` : ''
  const insert = `${closing}\n${prefix.trimEnd()}\n${prefix}`
  const end = Math.max(code.to, cut === null ? 0 : state.doc.lineAt(cut).to)
  const gone = cut === null ? null : { from: cut - 1, to: state.doc.lineAt(cut).to }
  const at = end - (gone ? gone.to - gone.from : 0)
  return {
    changes: [...(gone ? [gone] : []), { from: end, insert: insert + trail }],
    selection: { anchor: at + insert.length },
  }
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
  view.dispatch(paragraphAfter(state, code, null), how)
  return true
}

/** Enter on the empty last line of code goes on below the code; the line is taken back. */
export function leaveByEnter(view: EditorView): boolean {
  const { state } = view
  const { main } = state.selection
  const code = main.empty && !state.readOnly ? codeAt(state, main.head) : null
  if (!code) return false
  const { doc } = state
  const here = doc.lineAt(main.head)
  const closed = code.getChildren('CodeMark').length > 1
  const lastLine = doc.lineAt(code.to).number - (closed ? 1 : 0)
  const first = doc.lineAt(code.from).number + 1
  if (here.number !== lastLine || here.number <= first || !/^[\s>]*$/.test(here.text)) return false
  view.dispatch(paragraphAfter(state, code, here.from), how)
  return true
}

/** Goes on below the block of code. */
export function afterCode(view: EditorView): boolean {
  const { state } = view
  const code = codeAt(state, state.selection.main.head)
  if (!code) return false
  const next = nextStop(state, state.doc.lineAt(code.to).number + 1, 1)
  if (!next) view.dispatch(paragraphAfter(state, code, null), how)
  else view.dispatch({ selection: { anchor: next.from }, scrollIntoView: true, userEvent: 'select' })
  return true
}
