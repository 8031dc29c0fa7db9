/** Moves the caret's block past its neighbour: both keep their text, what parts them stays between. */
import type { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import type { SyntaxNode } from '@lezer/common'
import { itemAt } from './blocks'
import { treeTo } from './language'
import { hostOf, written } from './options'
import { touchesSpoken } from './spoken-for'

/** Whole lines, without the last line's break. */
interface Span {
  from: number
  to: number
}

/** Moves the caret's item of a list, else its block, up (-1) or down (1). */
export function moveBlock(view: EditorView, way: -1 | 1): boolean {
  const { state } = view
  if (state.readOnly) return false
  const pair = neighbours(state, way)
  if (!pair) return true
  const [above, below] = pair
  if (touchesSpoken(state, above.from, below.to)) return true
  const { doc, selection } = state
  const text = (span: Span): string => doc.sliceString(span.from, span.to)
  const [first, second] = renumbered(text(above), text(below))
  const between = doc.sliceString(above.to, below.from)
  // Without a blank line between them, blocks in another order could run together.
  const gap = between === '\n' && !pair.items ? '\n\n' : between
  const insert = second + gap + first
  const mine = way < 0 ? below : above
  const start = way < 0 ? above.from : above.from + second.length + gap.length
  const place = (at: number): number => start + Math.min(Math.max(at - mine.from, 0), mine.to - mine.from)
  view.dispatch({
    changes: { from: above.from, to: below.to, insert },
    selection: { anchor: place(selection.main.anchor), head: place(selection.main.head) },
    annotations: written.of(true),
    userEvent: 'move.block',
    scrollIntoView: true,
    effects: EditorView.announce.of(
      (way < 0 ? hostOf(state)?.words.menus.movedUp : hostOf(state)?.words.menus.movedDown) ?? '',
    ),
  })
  return true
}

/** The caret's block and the one that it changes places with, the upper first. */
function neighbours(state: EditorState, way: -1 | 1): ([Span, Span] & { items?: boolean }) | null {
  const { from, head, to } = state.selection.main
  const item = itemAt(state, head)
  // A selection over several items moves their list.
  if (item && from >= item.line.from && to <= state.doc.lineAt(item.node.to).to) {
    const other = way < 0 ? item.node.prevSibling : item.node.nextSibling
    if (other?.name === 'ListItem') return inOrder(linesOf(state, item.node), linesOf(state, other), true)
    const alone = !item.node.prevSibling && !item.node.nextSibling
    if (!alone || item.node.parent?.parent?.name !== 'Document') return null
  }
  const line = state.doc.lineAt(head)
  const top = treeTo(state, state.doc.length).topNode
  const at = line.from + (/^\s*/.exec(line.text)?.[0].length ?? 0)
  const block = top.childAfter(at)
  if (!block || block.from > line.to) return null
  const other = way < 0 ? block.prevSibling : block.nextSibling
  return other ? inOrder(linesOf(state, block), linesOf(state, other), false) : null
}

function inOrder(a: Span, b: Span, items: boolean): [Span, Span] & { items?: boolean } {
  const pair: [Span, Span] = a.from < b.from ? [a, b] : [b, a]
  return Object.assign(pair, { items })
}

const linesOf = (state: EditorState, node: SyntaxNode): Span => ({
  from: state.doc.lineAt(node.from).from,
  to: state.doc.lineAt(node.to).to,
})

/** Numbers of a list stay where they are when its items change places. */
function renumbered(first: string, second: string): [string, string] {
  const number = /^(\s*(?:>\s*)*)(\d+)([.)])/
  const a = number.exec(first)
  const b = number.exec(second)
  if (!a || !b) return [first, second]
  return [first.replace(number, `$1${b[2] ?? ''}$3`), second.replace(number, `$1${a[2] ?? ''}$3`)]
}
