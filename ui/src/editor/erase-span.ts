/** Takes a selection out as a word processor does: what is seen goes, and the two ends join where both are words. */
import { EditorSelection, type ChangeSpec, type EditorState, type Line, type TransactionSpec } from '@codemirror/state'
import type { SyntaxNode } from '@lezer/common'
import { edit } from './edit'
import { leafAt, type Leaf } from './inline'
import { verbatimAt } from './language'
import { isStop, isThing, kindOf, nextStop } from './lines'
import { emptiedBlock } from './tables/block-words'
import { gridAt } from './tables/field'
import { placesOf, samePlace } from './places'
import { thingAt } from './things'

/** A selection brought to what is seen of it; null when nothing is. */
export function seenSpan(state: EditorState, from: number, to: number): { from: number; to: number } | null {
  const start = startOf(state, from)
  const end = endOf(state, to)
  return start < end ? { from: start, to: end } : null
}

/** Where what is seen from `pos` on starts. */
function startOf(state: EditorState, pos: number): number {
  const line = state.doc.lineAt(pos)
  const kind = kindOf(state, line)
  if (kind === 'rule' && pos < line.to) return line.from
  if (isThing(kind)) {
    const thing = thingAt(state, pos)
    return thing ? (pos < thing.to ? thing.from : thing.to) : pos
  }
  const table = kind === 'table' ? gridAt(state, pos) : null
  if (table && pos <= table.from) return table.from
  if (isStop(kind)) return Math.max(pos, Math.min(placesOf(state, line).start, line.to))
  const next = nextSeen(state, line.number + 1, 1)
  return next === null ? state.doc.length : startOf(state, state.doc.line(next).from)
}

/** Where what is seen before `pos` ends. */
function endOf(state: EditorState, pos: number): number {
  const line = state.doc.lineAt(pos)
  const kind = kindOf(state, line)
  if (kind === 'rule' && pos > line.from) return line.to
  if (isThing(kind)) {
    const thing = thingAt(state, pos)
    if (thing && pos > thing.from) return thing.to
    // Nothing of it is selected, and no words can join it.
    return beforeLine(state, line)
  }
  const table = kind === 'table' ? gridAt(state, pos) : null
  if (table && pos >= table.to) return table.to
  if (isStop(kind)) {
    const places = placesOf(state, line)
    return Math.max(samePlace(places, pos).from, Math.min(places.start, line.to))
  }
  return beforeLine(state, line)
}

/** Where what is seen above a line ends. */
function beforeLine(state: EditorState, line: Line): number {
  const before = nextSeen(state, line.number - 1, -1)
  return before === null ? 0 : endOf(state, state.doc.line(before).to)
}

/** The next line that shows anything. */
function nextSeen(state: EditorState, number: number, way: -1 | 1): number | null {
  for (let at = number; at >= 1 && at <= state.doc.lines; at += way) {
    const kind = kindOf(state, state.doc.line(at))
    if (isStop(kind) || isThing(kind) || kind === 'rule' || kind === 'table') return at
  }
  return null
}

/** The change that takes out what is seen between two places. */
export function eraseSpan(state: EditorState, from: number, to: number): TransactionSpec {
  // Cells are emptied; what makes them a table stays.
  const cells = emptiedBlock(state)
  if (cells) return cells
  const span = wholeCode(state, from, to, seenSpan(state, from, to))
  if (!span) return { selection: EditorSelection.cursor(Math.min(from, state.doc.length)) }
  const head = wordsAt(state, span.from)
  const tail = wordsAt(state, span.to)
  if (head && tail) return edit(state, span.from, span.to, '')
  return apart(state, span.from, span.to, head, tail)
}

/** A selection that begins before a block of code, or ends after it, and has all of it takes the block with its code. */
function wholeCode(
  state: EditorState,
  from: number,
  to: number,
  span: { from: number; to: number } | null,
): { from: number; to: number } | null {
  if (!span) return null
  const fenced = (pos: number, side: -1 | 1): SyntaxNode | null => {
    const code = verbatimAt(state, pos, side) ?? verbatimAt(state, pos, side === 1 ? -1 : 1)
    return code?.name === 'FencedCode' ? code : null
  }
  const first = fenced(span.from, -1)
  const last = fenced(span.to, 1)
  const start = (code: SyntaxNode): number => Math.min(state.doc.length, state.doc.lineAt(code.from).to + 1)
  return {
    from:
      first &&
      span.from <= start(first) &&
      (from <= first.from || span.to > first.to) &&
      span.to >= contentEnd(state, first.to)
        ? first.from
        : span.from,
    to:
      last &&
      span.to >= contentEnd(state, last.to) &&
      (to >= last.to || span.from < last.from) &&
      span.from <= start(last)
        ? last.to
        : span.to,
  }
}

function wordsAt(state: EditorState, pos: number): Leaf | null {
  const leaf = leafAt(state, pos)
  return leaf && pos >= leaf.from && pos <= Math.max(leaf.to, leaf.from) ? leaf : null
}

/** Takes out a selection of which one end is no words, so that nothing joins. */
function apart(state: EditorState, from: number, to: number, head: Leaf | null, tail: Leaf | null): TransactionSpec {
  const { doc } = state
  const code = verbatimAt(state, from, 1) ?? verbatimAt(state, from, -1)
  if (code && code.to >= to && code.from <= from) return { changes: { from, to }, selection: { anchor: from } }
  const changes: ChangeSpec[] = []
  let start = from
  if (head) {
    changes.push(...changesOf(edit(state, from, Math.max(from, head.to), '')))
    start = Math.max(head.to, head.node.to)
  } else if (code && from > code.from) {
    const end = contentEnd(state, code.to)
    if (from < end) changes.push({ from, to: end })
    start = code.to
  }
  let end = to
  // What stands after the mark of an item or quote leaves its place to the words that follow.
  const marked = !head && start === from && /\S/.test(doc.lineAt(from).text.slice(0, from - doc.lineAt(from).from))
  const after = verbatimAt(state, to, 1) ?? verbatimAt(state, to, -1)
  if (tail) {
    end = marked ? tail.node.from : lineStart(state, tail)
    changes.push(...changesOf(edit(state, tail.from, to, '')))
  } else if (after && to < after.to && to > after.from) {
    const first = doc.lineAt(after.from)
    end = first.from
    // What is left of code stays code: its fence or its indent stays before it.
    const content =
      after.name === 'FencedCode'
        ? Math.min(first.to + 1, doc.length)
        : after.name === 'CodeBlock'
          ? after.from
          : first.from
    if (content < to) changes.push({ from: content, to })
  }
  const keepsBefore = head !== null || start > from || start > doc.lineAt(from).from
  const keepsAfter = end < to || tail !== null
  if (start < end) {
    const lead = keepsBefore && start < doc.length ? Math.min(end, start) : start
    const insert = keepsBefore && keepsAfter && !(marked && tail) ? '\n\n' : ''
    if (doc.sliceString(lead, end) !== insert) changes.push({ from: lead, to: end, insert })
  }
  const set = state.changes(changes)
  return { changes: set, selection: { anchor: set.mapPos(from, -1) } }
}

const changesOf = (spec: TransactionSpec): ChangeSpec[] => (spec.changes ? [spec.changes] : [])

/** Where the line on which a block starts begins, with the marks of what it stands in. */
const lineStart = (state: EditorState, leaf: Leaf): number => state.doc.lineAt(leaf.node.from).from

/** Where the last line of code before a closing fence ends. */
function contentEnd(state: EditorState, to: number): number {
  const last = state.doc.lineAt(to)
  const before = kindOf(state, last) === 'fence' ? nextStop(state, last.number - 1, -1) : null
  return before?.to ?? last.to
}
