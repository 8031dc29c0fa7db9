/** A stretch of the page as a text of its own: no mark cut in two, and without the marks of what it was taken out of. */
import type { EditorState } from '@codemirror/state'
import type { SyntaxNode } from '@lezer/common'
import { cardText } from '../cards'
import { between, leafAt, piecesOf, type Leaf } from '../inline'
import { treeTo } from '../language'
import { isSpoken } from '../spoken-for'
import { thingAt } from '../things'
import { write } from '../write'

/** The stretch as Markdown; empty when nothing of it can be seen. */
export function sliceOf(state: EditorState, from: number, to: number): string {
  const thing = thingAt(state, from)
  if (thing?.from === from && thing.to === to) return cardText(state, thing).trim()
  const block = codeAt(state, from)
  if (block && to <= block.to) return state.sliceDoc(from, to)
  return tight(state, from, to)
}

/** The same, without lines of which nothing is selected. */
function tight(state: EditorState, from: number, to: number): string {
  if (from >= to) return ''
  const head = leafAt(state, from)
  const tail = leafAt(state, to)
  const first = state.doc.lineAt(from)
  const last = state.doc.lineAt(to)
  if (from === first.to || (head && from >= head.to)) return tight(state, Math.max(first.to, head?.to ?? 0) + 1, to)
  if (to === last.from || (tail && to <= tail.from)) return tight(state, from, last.from - 1)
  if (head && tail && head.from === tail.from) return words(state, head, from, to)
  return lines(state, from, to, head, tail)
}

/** The words of one block between two places. */
function words(state: EditorState, leaf: Leaf, from: number, to: number): string {
  return write(between(piecesOf(state, leaf), Math.max(from, leaf.from), Math.min(to, leaf.to))).text.replace(
    /\n[ \t]*(?:>[ \t]?)*[ \t]*/g,
    '\n',
  )
}

function lines(state: EditorState, from: number, to: number, head: Leaf | null, tail: Leaf | null): string {
  const { doc } = state
  const first = doc.lineAt(from)
  const last = doc.lineAt(to)
  const column = outer(state, from, to)
  const code = codeAt(state, from)
  const out: string[] = []
  if (code && code.from < first.from) out.push(fenceOf(state, code))
  for (let at = first; ; at = doc.line(at.number + 1)) {
    if (!isSpoken(state, at.from)) out.push(inside(at.text, column))
    if (at.number === last.number) break
  }
  const start = head && from > head.from && from < head.to ? head : null
  const end = tail && to < tail.to && to >= tail.from ? tail : null
  let text = out.join('\n')
  if (start) text = replaceStart(state, text, start, from, first.from, column)
  if (end) text = replaceEnd(state, text, end, to, last.to)
  const open = codeAt(state, to)
  if (open && to < open.to && doc.lineAt(open.to).number > last.number) text += `\n${fenceOf(state, open)}`
  return text.replace(/^(?:[ \t]*\n)+|\s+$/g, '')
}

/** Puts what is selected of the first block in the place of all of it, after the marks that open its line. */
function replaceStart(
  state: EditorState,
  text: string,
  leaf: Leaf,
  from: number,
  line: number,
  column: number,
): string {
  const marks = inside(state.sliceDoc(state.doc.lineAt(leaf.from).from, leaf.from), column)
  const rest = write(between(piecesOf(state, leaf), from, leaf.to)).text
  const whole = state.sliceDoc(line, leaf.to).split('\n').length
  const below = text.split('\n').slice(whole)
  const closing = state.sliceDoc(leaf.to, Math.max(leaf.to, state.doc.lineAt(leaf.to).to))
  const parts = rest.split('\n').map((part, index) => (index === 0 ? marks + part : inside(part, column)))
  return [parts.join('\n') + closing, ...below].join('\n')
}

/** The same for the last block. */
function replaceEnd(state: EditorState, text: string, leaf: Leaf, to: number, line: number): string {
  const kept = write(between(piecesOf(state, leaf), leaf.from, to)).text
  const start = state.doc.lineAt(leaf.from)
  const all = text.split('\n')
  const count = state.sliceDoc(start.from, line).split('\n').length
  const above = all.slice(0, all.length - count)
  const marks = (all[all.length - count] ?? '').slice(
    0,
    (all[all.length - count] ?? '').length - (start.to - leaf.from),
  )
  return [...above, marks + kept].join('\n')
}

/** How many letters of each line are marks of what surrounds the whole stretch. */
function outer(state: EditorState, from: number, to: number): number {
  const tree = treeTo(state, to)
  let node: SyntaxNode | null = tree.resolveInner(from, 1)
  let child: SyntaxNode | null = null
  while (
    node &&
    (node.from > from || node.to < to || !/^(Document|Blockquote|ListItem|BulletList|OrderedList)$/.test(node.name))
  ) {
    child = node
    node = node.parent
  }
  if (!node || node.name === 'Document' || !child) return 0
  const start = /List$/.test(node.name) ? node.from : child.from
  return start - state.doc.lineAt(start).from
}

/** A line without its first `column` letters, as far as they are marks or blanks. */
function inside(text: string, column: number): string {
  const marks = /^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)*/.exec(text)?.[0].length ?? 0
  const blanks = /^[\s>]*/.exec(text)?.[0].length ?? 0
  return text.slice(Math.min(column, blanks < column ? marks : blanks))
}

/** The block of code around `pos`. */
function codeAt(state: EditorState, pos: number): SyntaxNode | null {
  let node: SyntaxNode | null = treeTo(state, pos).resolveInner(pos, -1)
  while (node && node.name !== 'FencedCode') node = node.parent
  return node
}

const fenceOf = (state: EditorState, code: SyntaxNode): string =>
  /^[`~]+/.exec(state.sliceDoc(code.from, code.to))?.[0] ?? '```'
