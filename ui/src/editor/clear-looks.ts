/** Takes bold, italic, strike and code from words; links stay. */
import { EditorSelection } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { restyle } from './edit'
import { leavesIn, piecesOf, type Wrap } from './inline'
import { written } from './options'
import { setPending, wrapsToType } from './pending'
import { plainBlock } from './tables/block-words'

const links = (wraps: readonly Wrap[]): readonly Wrap[] => wraps.filter(({ style }) => style === 'link')

/** The command: on the selection, or for the words to come. */
export function clearLooks(view: EditorView): boolean {
  const { state } = view
  const { main } = state.selection
  if (state.readOnly) return false
  const block = plainBlock(state)
  if (block) {
    view.dispatch(block, { annotations: written.of(true), userEvent: 'input.style', filter: false })
    return true
  }
  if (main.empty) {
    view.dispatch({ effects: setPending.of(links(wrapsToType(state, main.head))) })
    return true
  }
  const edits = leavesIn(state, main.from, main.to).map((leaf) =>
    restyle(
      state,
      leaf,
      piecesOf(state, leaf),
      Math.max(main.from, leaf.from),
      Math.min(main.to, leaf.to),
      links,
      main.to,
    ),
  )
  const [first] = edits
  const last = edits[edits.length - 1]
  if (!first || !last) return false
  const changes = state.changes(edits.map(({ from, to, insert }) => ({ from, to, insert })))
  const shift = edits.slice(0, -1).reduce((sum, one) => sum + one.insert.length - (one.to - one.from), 0)
  const from = first.selected.from
  const to = last.selected.to + shift
  const selection = main.anchor <= main.head ? EditorSelection.range(from, to) : EditorSelection.range(to, from)
  view.dispatch({ changes, selection, userEvent: 'input.style', scrollIntoView: true })
  return true
}
