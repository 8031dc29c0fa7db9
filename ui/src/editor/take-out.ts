/** Takes out a thing: a picture or a card, with its lines. */
import type { ChangeSpec, EditorState, Line } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import type { SyntaxNode } from '@lezer/common'
import { isBlank } from './blank'
import { itemAt, partEmpty } from './blocks'
import { removeFigure } from './figures/edits'
import { figureAt } from './figures/pictures'
import { treeTo } from './language'
import { seenCaret } from './seen-caret'

/** Takes a thing out, with the blank line that parted it from what follows. The mark of an item that it begins stays. */
export function removeThing(view: EditorView, thing: { from: number; to: number }): boolean {
  const { state } = view
  if (figureAt(state, thing.from)) return removeFigure(view, thing.from)
  if (state.readOnly) return false
  const { doc } = state
  const first = doc.lineAt(thing.from)
  const last = doc.lineAt(thing.to)
  const marked = /[^>\s]/.test(doc.sliceString(first.from, thing.from))
  const { changes, anchor } = marked ? fromItem(state, thing) : wholeLines(state, first, last)
  const spec = { changes, selection: { anchor }, userEvent: 'delete.picture', scrollIntoView: true }
  view.dispatch(seenCaret(state, spec))
  return true
}

interface Removal {
  changes: ChangeSpec
  anchor: number
}

function wholeLines({ doc }: EditorState, first: Line, last: Line): Removal {
  const next = last.number < doc.lines ? doc.line(last.number + 1) : null
  let from = first.from
  let to = last.to
  if (next && isBlank(next.text) && next.number < doc.lines) to = next.to + 1
  else if (next) to = next.from
  else if (from > 0) from--
  return { changes: { from, to }, anchor: from }
}

/** An item that began with the thing begins with the words after it, or has none yet. */
function fromItem(state: EditorState, { from, to }: { from: number; to: number }): Removal {
  const { doc } = state
  const item = itemAt(state, from)
  const part = item && partEmpty(state, item)
  let node: SyntaxNode | null = treeTo(state, to).resolveInner(from, 1)
  while (node?.parent && node.parent.from >= from) node = node.parent
  while (node && node.from < to) node = node.nextSibling
  const goesOn = node && /^(Paragraph|ATXHeading\d|FencedCode|BulletList|OrderedList|Blockquote)$/.test(node.name)
  if (goesOn) return { changes: { from, to: node?.from ?? to }, anchor: from }
  const changes = part ? [part, { from, to }] : [{ from, to }]
  return { changes, anchor: Math.min(doc.length, from + (part?.insert.length ?? 0)) }
}
