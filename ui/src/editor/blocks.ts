/** The block that a line belongs to: its list items, its quotes, and the marks that a new line in it starts with. */
import type { EditorState, Line } from '@codemirror/state'
import type { SyntaxNode } from '@lezer/common'
import { treeTo } from './language'
import { leafAt } from './inline'
import { isBlank } from './blank'
import { isSpoken } from './spoken-for'

/** An item of a list. */
export interface Item {
  node: SyntaxNode
  /** The mark as written: `-`, `3.` … */
  mark: string
  /** Where its words start, after the mark and the box. */
  content: number
  task: boolean
  ordered: boolean
  /** Its first line. */
  line: Line
  /** Whether it has no words. */
  empty: boolean
}

/** The innermost list item around `pos`. */
export function itemAt(state: EditorState, pos: number): Item | null {
  const line = state.doc.lineAt(pos)
  if (isBlank(line.text)) return null
  const end = line.to - (line.text.length - line.text.trimEnd().length)
  const indent = line.text.length - line.text.trimStart().length
  let node: SyntaxNode | null = null
  for (const [at, side] of [
    [Math.max(pos, line.from + indent), -1],
    [Math.max(pos, line.from + indent), 1],
    [end, -1],
  ] as const) {
    for (node = treeTo(state, line.to).resolveInner(at, side); node && node.name !== 'ListItem'; node = node.parent);
    if (node && node.from <= line.to && node.to >= line.from) break
  }
  return node ? itemOf(state, node) : null
}

/** Reads an item's node. */
export function itemOf(state: EditorState, node: SyntaxNode): Item | null {
  const mark = node.getChild('ListMark')
  if (!mark) return null
  const line = state.doc.lineAt(mark.from)
  const rest = state.doc.sliceString(mark.to, line.to)
  const box = /^[ \t]+\[[ xX]\](?=\s|$)/.exec(rest)?.[0] ?? ''
  const content = mark.to + box.length + (/^[ \t]*/.exec(rest.slice(box.length))?.[0].length ?? 0)
  return {
    node,
    mark: state.doc.sliceString(mark.from, mark.to),
    content,
    task: box !== '',
    ordered: node.parent?.name === 'OrderedList',
    line,
    empty: content >= line.to && node.to <= line.to,
  }
}

/** The item or footnote above that words on an empty line would be part of: those whose further lines are as far in. */
export function waitingIn(state: EditorState, line: Line): SyntaxNode | null {
  const { doc } = state
  const column = line.text.length
  let number = line.number - 1
  while (number > 0 && number > line.number - REACH && isBlank(doc.line(number).text)) number--
  if (column === 0 || number < 1 || isBlank(doc.line(number).text)) return null
  const above = doc.line(number)
  let node: SyntaxNode | null = treeTo(state, above.to).resolveInner(above.from + above.text.trimEnd().length, -1)
  for (; node; node = node.parent) {
    const item = node.name === 'ListItem' ? itemOf(state, node) : null
    const begins = node.name === 'Footnote' ? node.from + NOTE_INDENT : item?.node.getChild('ListMark')?.to
    if (begins !== undefined && column > begins - doc.lineAt(node.from).from - (item ? 0 : 1)) return node
  }
  return null
}

/** How many blank lines are looked over. */
const REACH = 50
/** How far a footnote's further lines are in. */
const NOTE_INDENT = 4

/** The node of the nearest quote around the line at `pos`. */
export function quoteAt(state: EditorState, pos: number): SyntaxNode | null {
  const line = state.doc.lineAt(pos)
  const at = line.from + (/[^\s]/.exec(line.text)?.index ?? 0)
  let node: SyntaxNode | null = treeTo(state, line.to).resolveInner(at, 1)
  while (node && node.name !== 'Blockquote') node = node.parent
  return node
}

/** What a further line of the block that starts at `at` begins with: its quote marks, and blanks for list marks. */
export function continuation(state: EditorState, at: number): string {
  const line = state.doc.lineAt(at)
  const before = state.doc.sliceString(line.from, at)
  // A footnote's further lines are four blanks in, however long its name is.
  return before.replace(/\[\^[^\]]*\]: ?$/, '    ').replace(/[^>\s]/g, ' ')
}

/** Whether `line` exists and has words that would run together with a neighbour's. */
export function hasWords(state: EditorState, number: number): boolean {
  if (number < 1 || number > state.doc.lines) return false
  const line = state.doc.line(number)
  return !isBlank(line.text) || isSpoken(state, line.from)
}

/**
 * Where a list's first item must stand apart from the words above as long as it is empty: Markdown would read its mark as
 * their underline, or as a word. The blank line that parts them, or null where none is needed.
 */
export function partEmpty(state: EditorState, item: Item): { from: number; insert: string } | null {
  if (item.node.prevSibling?.name === 'ListItem' || !hasWords(state, item.line.number - 1)) return null
  const above = state.doc.line(item.line.number - 1)
  const around = leafAt(state, above.to)
  if (!around || around.node.name.includes('Heading')) return null
  const outer = continuation(state, item.node.from)
  return { from: item.line.from, insert: `${/^[\s>]*>/.exec(outer)?.[0] ?? ''}\n` }
}

/** The blank line that only kept an empty item apart, and goes when it gets words; null where there is none. */
export function partedLine(state: EditorState, item: Item): { from: number; to: number } | null {
  const outer = item.node.parent?.parent
  const above = item.line.number > 2 ? state.doc.line(item.line.number - 1) : null
  if (outer?.name !== 'ListItem' || item.node.prevSibling?.name === 'ListItem' || !above || !isBlank(above.text))
    return null
  if (isBlank(state.doc.line(above.number - 1).text)) return null
  // In a list whose items stand apart the blank line is at home.
  const rest = state.doc.sliceString(outer.parent?.from ?? outer.from, above.from - 1)
  return /\n[\s>]*\n/.test(rest) ? null : { from: above.from, to: item.line.from }
}
