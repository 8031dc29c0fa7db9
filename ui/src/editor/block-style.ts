/** What a paragraph is: plain words, a heading, a quote; and the divider between two of them. */
import type { ChangeSpec, EditorState } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import type { SyntaxNode } from '@lezer/common'
import { continuation, hasWords, itemAt, quoteAt } from './blocks'
import { dividerOf } from './habits'
import { leafAt, leavesIn, type Leaf } from './inline'
import { around, verbatimAt } from './language'
import { isBlank } from './blank'
import { kindOf } from './lines'
import { written } from './options'
import { cardAt } from './cards'
import { selectedThing } from './things'
import type { BlockName } from './types'
import { gridAt } from './tables/field'
import { ownParagraph } from './own-paragraph'

const how = { annotations: written.of(true), userEvent: 'input.block', scrollIntoView: true }

/** What the caret's block is. */
export function blockName(state: EditorState): BlockName {
  const { head } = state.selection.main
  const thing = selectedThing(state)
  if (thing) return cardAt(state, thing.from) ? 'other' : 'picture'
  const leaf = leafAt(state, head)
  const level = /Heading(\d)$/.exec(leaf?.node.name ?? '')?.[1]
  if (level) return `heading-${level}` as BlockName
  if (leaf) return leaf.node.name === 'TableCell' ? 'other' : 'paragraph'
  const line = state.doc.lineAt(head)
  if (isBlank(line.text) && kindOf(state, line) !== 'text') return 'paragraph'
  return around(state, head, -1, (name) => name.endsWith('Code') || name === 'CodeBlock') ? 'code' : 'other'
}

/** Makes the selected paragraphs headings of this level; 0 makes them paragraphs. */
export function setHeading(view: EditorView, level: number): boolean {
  const { state } = view
  if (state.readOnly) return false
  const { from, to, empty } = state.selection.main
  const mark = level > 0 ? `${'#'.repeat(level)} ` : ''
  const line = state.doc.lineAt(from)
  if (empty && kindOf(state, line) === 'empty') {
    if (mark)
      view.dispatch({ changes: { from: line.to, insert: mark }, selection: { anchor: line.to + mark.length } }, how)
    return true
  }
  const one = empty ? leafAt(state, from) : null
  const leaves = (empty ? (one ? [one] : []) : leavesIn(state, from, to)).filter(
    ({ node }) => node.name !== 'TableCell',
  )
  if (leaves.length === 0) return false
  const changes = leaves.flatMap((leaf) => headingChanges(state, leaf, mark))
  const set = state.changes(changes)
  const { main } = state.selection
  view.dispatch(
    { changes: set, selection: { anchor: set.mapPos(main.anchor, 1), head: set.mapPos(main.head, 1) } },
    how,
  )
  return true
}

function headingChanges(state: EditorState, leaf: Leaf, mark: string): ChangeSpec[] {
  const { doc } = state
  const heading = leaf.node.name.includes('Heading')
  // A box to tick before a heading would be read as two brackets: it goes.
  const from = heading || (leaf.node.name === 'Task' && mark !== '') ? leaf.node.from : leaf.from
  const prefix = continuation(state, leaf.node.from)
  const first = doc.lineAt(from)
  const last = doc.lineAt(Math.max(leaf.to, leaf.node.to))
  const changes: ChangeSpec[] = []
  // A heading stands next to anything; a paragraph would run together with its neighbours.
  const lead = heading && mark === '' && hasWords(state, first.number - 1) ? `\n${prefix}` : ''
  const trail = heading && mark === '' && hasWords(state, last.number + 1) ? `\n${prefix.trimEnd()}` : ''
  if (from < leaf.from || lead + mark) changes.push({ from, to: leaf.from, insert: lead + mark })
  if (mark) {
    // A heading is one line.
    const text = doc.sliceString(leaf.from, leaf.to)
    for (const found of text.matchAll(/(?:\\| *)\n[\s>]*/g)) {
      const at = leaf.from + found.index
      changes.push({ from: at, to: at + found[0].length, insert: ' ' })
    }
  }
  if (leaf.node.to > leaf.to && heading) changes.push({ from: leaf.to, to: leaf.node.to, insert: trail })
  else if (trail) changes.push({ from: leaf.to, insert: trail })
  return changes
}

/** Puts the selected paragraphs in a quote, or takes them out of it. */
export function toggleQuote(view: EditorView): boolean {
  const { state } = view
  if (state.readOnly) return false
  const { doc } = state
  const { main } = state.selection
  const leaves = main.empty ? [] : leavesIn(state, main.from, main.to)
  const leaf = leafAt(state, main.head)
  const firstLeaf = leaves[0] ?? leaf
  const lastLeaf = leaves[leaves.length - 1] ?? leaf
  let first = doc.lineAt(firstLeaf?.node.from ?? main.from).number
  let last = doc.lineAt(lastLeaf?.node.to ?? main.to).number
  // A table goes whole, whichever of its cells has the caret, and so do code and a list, whose items would else be words.
  for (const at of [main.from, main.to]) {
    const whole = listAround(state, at) ?? gridAt(state, at) ?? verbatimAt(state, at, 1) ?? verbatimAt(state, at, -1)
    if (!whole) continue
    first = Math.min(first, doc.lineAt(whole.from).number)
    last = Math.max(last, doc.lineAt(whole.to).number)
  }
  const inside = quoteAt(state, main.from)
  const changes: ChangeSpec[] = []
  if (inside) {
    first = doc.lineAt(inside.from).number
    last = doc.lineAt(inside.to).number
    for (let number = first; number <= last; number++) {
      const line = doc.line(number)
      const mark = /^\s*> ?/.exec(line.text)?.[0].length ?? 0
      if (mark > 0) changes.push({ from: line.from, to: line.from + mark })
    }
    if (hasWords(state, last + 1)) changes.push({ from: doc.line(last).to, insert: '\n' })
  } else {
    for (let number = first; number <= last; number++) {
      const line = doc.line(number)
      const lead = number === first && hasWords(state, first - 1) ? '\n' : ''
      changes.push({ from: line.from, insert: `${lead}${line.text === '' && number < last ? '>' : '> '}` })
    }
    if (hasWords(state, last + 1)) changes.push({ from: doc.line(last).to, insert: '\n' })
  }
  const set = state.changes(changes)
  view.dispatch(
    { changes: set, selection: { anchor: set.mapPos(main.anchor, 1), head: set.mapPos(main.head, 1) } },
    how,
  )
  return true
}

/** The whole list that the line at `pos` is in. */
function listAround(state: EditorState, pos: number): SyntaxNode | null {
  let list: SyntaxNode | null = null
  for (let node = itemAt(state, pos)?.node ?? null; node; node = node.parent)
    if (node.name.endsWith('List')) list = node
  return list
}

/** Draws a dividing line after the caret's block. */
export function insertDivider(view: EditorView): boolean {
  const { state } = view
  if (state.readOnly) return false
  const { head } = state.selection.main
  const mark = dividerOf(state)
  const spec = ownParagraph(state, blockEnd(state, head), `${mark}\n\n`)
  view.dispatch(spec, how)
  return true
}

/** The end of the outermost block around `pos`. */
export function blockEnd(state: EditorState, pos: number): number {
  const line = state.doc.lineAt(pos)
  if (isBlank(line.text)) return line.to
  const at = line.from + (line.text.length - line.text.trimStart().length)
  let node = around(state, at, 1, () => true)
  while (node?.parent?.parent) node = node.parent
  const end = node?.parent ? node.to : line.to
  return state.doc.lineAt(Math.max(end, line.to)).to
}
