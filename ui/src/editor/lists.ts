/** Lists: made of paragraphs, changed in kind, indented and moved out. */
import { EditorSelection, type ChangeSpec, type EditorState, type TransactionSpec } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { continuation, hasWords, itemAt, itemOf, type Item } from './blocks'
import { gapAfter } from './edit'
import { bulletOf, numberEnd } from './habits'
import { leafAt, leavesIn, type Leaf } from './inline'
import { isBlank } from './blank'
import { kindOf } from './lines'
import { tablePlace } from './tables/place'
import { written } from './options'
import type { ListName } from './types'

/** The kind of list that the caret is in. */
export function listName(state: EditorState): ListName | null {
  const item = itemAt(state, state.selection.main.head)
  return item ? kindOfItem(item) : null
}

const kindOfItem = (item: Item): ListName => (item.task ? 'task' : item.ordered ? 'ordered' : 'bullet')

const how = { annotations: written.of(true), userEvent: 'input.list', scrollIntoView: true }

/** Makes the selected paragraphs a list of this kind, or takes them out of it. */
export function toggleList(view: EditorView, name: ListName): boolean {
  const { state } = view
  // A cell holds no blocks.
  if (state.readOnly || tablePlace(state)) return false
  const { from, to, empty } = state.selection.main
  const line = state.doc.lineAt(from)
  if (empty && kindOf(state, line) === 'empty') return startList(view, name)
  const leaves = empty ? [leafAt(state, from)].filter((leaf): leaf is Leaf => leaf !== null) : leavesIn(state, from, to)
  const items = leaves.map((leaf) => itemAt(state, leaf.from))
  if (leaves.length === 0) {
    const item = itemAt(state, from)
    if (!item) return false
    if (kindOfItem(item) === name) view.dispatch(takeOut(state, item), how)
    else view.dispatch(remark(state, [item], name), how)
    return true
  }
  const listed = items.filter((item): item is Item => item !== null)
  if (listed.length === leaves.length && listed.every((item) => kindOfItem(item) === name)) {
    view.dispatch(listed.length === 1 && listed[0] ? takeOut(state, listed[0]) : takeAllOut(state, listed), how)
  } else if (listed.length === leaves.length) view.dispatch(remark(state, listed, name), how)
  else view.dispatch(makeList(state, leaves, items, name), how)
  return true
}

function startList(view: EditorView, name: ListName): boolean {
  const { state } = view
  const line = state.doc.lineAt(state.selection.main.head)
  const insert = markOf(state, name, 1)
  view.dispatch({ changes: { from: line.to, insert }, selection: { anchor: line.to + insert.length } }, how)
  return true
}

function markOf(state: EditorState, name: ListName, number: number): string {
  if (name === 'ordered') return `${String(number)}${numberEnd(state)} `
  return `${bulletOf(state)} ${name === 'task' ? '[ ] ' : ''}`
}

/** Gives items the marks of another kind of list. */
function remark(state: EditorState, items: readonly Item[], name: ListName): TransactionSpec {
  const unique = [...new Map(items.map((item) => [item.node.from, item])).values()]
  // Each list counts for itself; one under words begins with 1 in any case.
  const places = new Map<number, number>()
  const changes = unique.flatMap((item): ChangeSpec[] => {
    const list = item.node.parent?.from ?? 0
    const number = (places.get(list) ?? 0) + 1
    places.set(list, number)
    const mark = markOf(state, name, number)
    const wider = mark.replace('[ ] ', '').trimEnd().length - item.mark.length
    return [{ from: item.node.from, to: wordsOf(state, item), insert: mark }, ...indented(state, item, wider)]
  })
  const last = unique[unique.length - 1]
  const gap = last ? gapAfter(state, state.changes(changes), last.line.to, last.node.from) : null
  return keepCaret(state, gap ? [...changes, gap] : changes)
}

/** Moves an item's further lines as its mark grows, so that they stay its own. */
function indented(state: EditorState, item: Item, wider: number): ChangeSpec[] {
  const { doc } = state
  const column = item.node.from - item.line.from
  const out: ChangeSpec[] = []
  for (let number = item.line.number + 1; number <= doc.lineAt(item.node.to).number; number++) {
    const line = doc.line(number)
    const blanks = /^ */.exec(line.text.slice(column))?.[0].length ?? 0
    // A line that only goes on with the words above belongs to them wherever it starts.
    if (wider === 0 || blanks <= item.mark.length || isBlank(line.text)) continue
    const from = line.from + column
    if (wider > 0) out.push({ from, insert: ' '.repeat(wider) })
    else out.push({ from, to: from + Math.min(blanks, -wider) })
  }
  return out
}

/** Where an item's words start; the marks of a heading in it would be words behind a box. */
function wordsOf(state: EditorState, item: Item): number {
  const leaf = leafAt(state, item.content)
  return leaf?.node.name.startsWith('ATX') && leaf.node.from === item.content ? leaf.from : item.content
}

/** Makes paragraphs the items of one list, with no blank lines between them. */
function makeList(
  state: EditorState,
  leaves: readonly Leaf[],
  items: readonly (Item | null)[],
  name: ListName,
): TransactionSpec {
  const { doc } = state
  const changes: ChangeSpec[] = []
  leaves.forEach((leaf, index) => {
    const item = items[index] ?? null
    const mark = markOf(state, name, index + 1)
    if (item) changes.push({ from: item.node.from, to: item.content, insert: mark })
    else {
      // A heading in a list would look like no item at all.
      changes.push({ from: leaf.node.from, to: leaf.from, insert: mark })
      if (leaf.node.to > leaf.to) changes.push({ from: leaf.to, to: leaf.node.to })
      for (let at = doc.lineAt(leaf.from).to + 1; at <= leaf.to; at = doc.lineAt(at).to + 1) {
        changes.push({ from: at, insert: ' '.repeat(name === 'ordered' ? mark.length : 2) })
      }
    }
    const next = leaves[index + 1]
    if (next) {
      const end = doc.lineAt(Math.max(leaf.to, leaf.node.to))
      const start = doc.lineAt(next.node.from)
      const blank = doc.sliceString(end.to, start.from)
      if (blank.length > 1 && /^\s*$/.test(blank)) changes.push({ from: end.to, to: start.from - 1 })
    }
  })
  return keepCaret(state, changes)
}

function keepCaret(state: EditorState, changes: ChangeSpec[]): TransactionSpec {
  const set = state.changes(changes)
  const { main } = state.selection
  const selection = main.empty
    ? EditorSelection.cursor(set.mapPos(main.head, 1))
    : EditorSelection.range(set.mapPos(main.anchor, 1), set.mapPos(main.head, 1))
  return { changes: set, selection }
}

/** Makes an item a paragraph of its own. */
export function takeOut(state: EditorState, item: Item): TransactionSpec {
  const up = outdentItem(state, item)
  if (up) return up
  const { line } = item
  const last = state.doc.lineAt(item.node.to)
  const outer = continuation(state, item.node.from)
  const lead = hasWords(state, line.number - 1) ? `${outer.trimEnd()}\n${outer}` : outer
  const changes: ChangeSpec[] = [{ from: line.from, to: item.content, insert: lead }]
  const width = item.content - item.node.from
  for (let number = line.number + 1; number <= last.number; number++) {
    const at = state.doc.line(number)
    const indent = Math.min(width, at.text.length - at.text.trimStart().length)
    if (indent > 0 && outer.trim() === '') changes.push({ from: at.from, to: at.from + indent })
  }
  const head = item.empty ? line.from + lead.length : null
  if (hasWords(state, last.number + 1)) changes.push({ from: last.to, insert: `\n${outer.trimEnd()}` })
  const spec = keepCaret(state, changes)
  return head === null ? spec : { ...spec, selection: EditorSelection.cursor(head) }
}

function takeAllOut(state: EditorState, items: readonly Item[]): TransactionSpec {
  const changes: ChangeSpec[] = []
  items.forEach((item, index) => {
    const outer = continuation(state, item.node.from).trimEnd()
    const apart = hasWords(state, item.line.number - 1) ? `${outer}\n${outer}` : outer
    changes.push({ from: item.line.from, to: item.content, insert: apart })
    const last = state.doc.lineAt(item.node.to)
    if (index === items.length - 1 && hasWords(state, last.number + 1))
      changes.push({ from: last.to, insert: `\n${outer}` })
  })
  return keepCaret(state, changes)
}

/** Moves an item with all it holds one level up; null when it is at the top. */
export function outdentItem(state: EditorState, item: Item): TransactionSpec | null {
  const parent = item.node.parent?.parent
  if (parent?.name !== 'ListItem') return null
  const outer = itemOf(state, parent)
  if (!outer) return null
  const column = item.node.from - item.line.from
  const target = outer.node.from - outer.line.from
  const number = /^(\d+)([.)])$/.exec(outer.mark)
  // It joins the list that it comes to, whose items after it would else be read as words.
  const mark = number ? `${String(Number(number[1]) + 1)}${number[2] ?? '.'}` : outer.mark
  return keepCaret(state, [
    ...shift(state, item, target - column, mark.length - item.mark.length),
    ...marked(item, mark),
  ])
}

/** Moves an item with all it holds under the item before it; null when there is none. */
export function indentItem(state: EditorState, item: Item): TransactionSpec | null {
  const before = item.node.prevSibling
  const above = before?.name === 'ListItem' ? itemOf(state, before) : null
  if (!above) return null
  const width = above.mark.length + 1
  // Markdown begins a list right under words only with 1.
  const inner = before?.lastChild?.name === 'OrderedList' ? before.lastChild.getChildren('ListItem').length : 0
  const mark = item.ordered ? `${String(inner + 1)}${item.mark.slice(-1)}` : item.mark
  const changes = [...shift(state, item, width, mark.length - item.mark.length), ...marked(item, mark)]
  // An empty item right under words would be read as their underline.
  if (item.empty && hasWords(state, item.line.number - 1))
    changes.unshift({
      from: item.line.from,
      insert: `${/^[\s>]*>/.exec(continuation(state, item.node.from))?.[0] ?? ''}\n`,
    })
  return keepCaret(state, changes)
}

/** Gives an item another mark. */
const marked = (item: Item, mark: string): ChangeSpec[] =>
  mark === item.mark ? [] : [{ from: item.node.from, to: item.node.from + item.mark.length, insert: mark }]

/** Moves an item's lines; those after its first move by `wider` more, as its mark does. */
function shift(state: EditorState, item: Item, first: number, wider: number): ChangeSpec[] {
  const changes: ChangeSpec[] = []
  const last = state.doc.lineAt(item.node.to).number
  const column = continuation(state, item.node.from).trimEnd().length
  for (let number = item.line.number; number <= last; number++) {
    const line = state.doc.line(number)
    if (isBlank(line.text)) continue
    const by = number === item.line.number ? first : first + wider
    const at = Math.min(line.to, line.from + (column > 0 ? column + 1 : 0))
    const blanks = /^[ \t]*/.exec(line.text.slice(at - line.from))?.[0].length ?? 0
    if (by > 0) changes.push({ from: at, insert: ' '.repeat(by) })
    else if (blanks > 0) changes.push({ from: at, to: at + Math.min(blanks, -by) })
  }
  return changes
}

/** Tab (1) or Shift+Tab (-1) in a list; elsewhere the key leaves the text. */
export function indentList(view: EditorView, way: -1 | 1): boolean {
  const { state } = view
  if (state.readOnly) return false
  const item = itemAt(state, state.selection.main.head)
  if (!item) return false
  const spec = way > 0 ? indentItem(state, item) : outdentItem(state, item)
  if (spec) view.dispatch(spec, how)
  // In a list the key never leaves, even where nothing can move: a habit from everywhere else.
  return true
}
