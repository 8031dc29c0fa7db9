/** Enter makes a new paragraph, item or line of code; Shift+Enter a new line in the same paragraph. */
import type { EditorState, Line, TransactionSpec } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import type { SyntaxNode } from '@lezer/common'
import { formatOnEnter } from './autoformat'
import { continuation, hasWords, itemAt, partEmpty, quoteAt, waitingIn, type Item } from './blocks'
import { eraseSpan } from './erase-span'
import { breakOf } from './habits'
import { after, before, isBreak, leafAt, outside, piecesOf, withoutBreaks, type Leaf, type Piece } from './inline'
import { verbatimAt } from './language'
import { isBlank } from './blank'
import { kindOf } from './lines'
import { breaksLines, written } from './options'
import { placesOf } from './places'
import { selectedThing } from './things'
import { outdentItem } from './lists'
import { afterThing, ownParagraph } from './own-paragraph'
import { openLine } from './waiting-line'
import { writeLeaf } from './literal'

/** Enter. */
export function enter(view: EditorView): boolean {
  const { main } = view.state.selection
  const made = main.empty && !view.state.readOnly ? formatOnEnter(view.state, main.head) : null
  if (made) {
    view.dispatch(made)
    return true
  }
  return breakAt(view, newParagraph)
}

/** Shift+Enter. */
export function softEnter(view: EditorView): boolean {
  return breakAt(view, newLine)
}

function breakAt(view: EditorView, make: (state: EditorState, pos: number) => TransactionSpec | null): boolean {
  if (view.state.readOnly) return false
  const { main } = view.state.selection
  if (!main.empty) {
    if (selectedThing(view.state)) {
      view.dispatch(afterThing(view.state, main.to, ''), end)
      return true
    }
    view.dispatch(eraseSpan(view.state, main.from, main.to), { ...end, userEvent: 'delete' })
  }
  const { head } = view.state.selection.main
  const item = main.empty ? null : itemAt(view.state, head)
  // An item that the selection emptied is parted as any other; only one that was empty before is left.
  const spec = item?.empty ? newItem(view.state, item, head) : make(view.state, head)
  if (spec) view.dispatch(spec, end)
  return true
}

const end = { annotations: written.of(true), userEvent: 'input', scrollIntoView: true }

/** The change that Enter at `pos` makes. */
export function newParagraph(state: EditorState, pos: number): TransactionSpec | null {
  const { doc } = state
  const line = doc.lineAt(pos)
  const kind = kindOf(state, line)
  const here = verbatimAt(state, pos, 1)
  const verbatim = verbatimAt(state, pos, -1) ?? (here?.name.endsWith('CodeBlock') ? here : null)
  if (verbatim?.name === 'Table') return ownParagraph(state, verbatim.to, '')
  if (verbatim && kind === 'text' && pos <= verbatim.to) return plain(pos, `\n${indentOf(state, verbatim, line)}`)
  if (kind === 'empty') {
    const within = waitingIn(state, line)
    if (within) return leaveIndent(state, line, within)
    return quoteAt(state, pos) ? leaveQuote(state, pos) : anotherEmpty(state, pos)
  }
  if (kind !== 'text') return afterThing(state, pos, '')
  const item = itemAt(state, pos)
  if (item) return item.empty ? leaveList(state, item) : newItem(state, item, pos)
  const leaf = leafAt(state, pos)
  if (!leaf) return plain(pos, '\n\n')
  const prefix = continuation(state, leaf.node.from)
  const whole = `\n${prefix.trimEnd()}\n${prefix}`
  return splitLeaf(state, leaf, pos, pos <= leaf.from && isEmptyAbove(state, leaf) ? `\n${prefix}` : whole)
}

/** Whether blank lines above a block are an empty paragraph, of which one more line makes two. */
function isEmptyAbove(state: EditorState, leaf: Leaf): boolean {
  const { number } = state.doc.lineAt(leaf.node.from)
  return number > 2 && kindOf(state, state.doc.line(number - 2)) === 'empty'
}

/** What a further line of code starts with: the marks of what it stands in, and the blanks of the line before. */
function indentOf(state: EditorState, code: SyntaxNode, line: Line): string {
  const { start } = placesOf(state, line)
  return continuation(state, code.from) + (/^[ \t]*/.exec(state.doc.sliceString(start, line.to))?.[0] ?? '')
}

const plain = (at: number, insert: string): TransactionSpec => ({
  changes: { from: at, insert },
  selection: { anchor: at + insert.length },
})

/** An empty paragraph in an item or a footnote comes to be after it. */
function leaveIndent(state: EditorState, line: Line, within: SyntaxNode): TransactionSpec {
  const insert = continuation(state, within.from)
  return { changes: { from: line.from, to: line.to, insert }, selection: { anchor: line.from + insert.length } }
}

/** One more empty paragraph below the one at `pos`: as many blank lines as it takes to be seen as two. */
function anotherEmpty(state: EditorState, pos: number): TransactionSpec {
  const first = state.doc.lineAt(pos).number
  for (const insert of ['\n', '\n\n', '\n\n\n'])
    for (const end of ['', '\n']) {
      const spec = { changes: { from: pos, insert: insert + end }, selection: { anchor: pos + insert.length } }
      const now = state.update({ ...spec, filter: false }).state
      const isEmpty = (number: number): boolean => kindOf(now, now.doc.line(number)) === 'empty'
      const last = first + insert.length
      if (isEmpty(last) && Array.from(insert, (_, index) => first + index).some(isEmpty)) return spec
    }
  return plain(pos, '\n')
}

/** Parts a block's words at `pos`; `gap` stands between the halves. */
function splitLeaf(state: EditorState, leaf: Leaf, pos: number, gap: string): TransactionSpec {
  const { doc } = state
  let at = Math.max(pos, leaf.from)
  const heading = /Heading/.test(leaf.node.name)
  if (heading && at === leaf.from && leaf.from < leaf.to) {
    const start = leaf.node.from
    return { changes: { from: start, insert: gap }, selection: { anchor: at + gap.length } }
  }
  const pieces = piecesOf(state, leaf)
  at = outside(pieces, at)
  const head = writeLeaf(state, leaf, withoutBreaks(before(pieces, at))).text.trimEnd()
  const tail = writeLeaf(state, leaf, withoutBreaks(after(pieces, at))).text.trimStart()
  const to = Math.max(leaf.to, leaf.node.to)
  const closing = heading ? doc.sliceString(leaf.to, to) : ''
  const last = doc.lineAt(to)
  const apart = tail === '' && hasWords(state, last.number + 1) && gap.startsWith('\n\n') ? '\n' : ''
  const insert = head + closing + gap
  // At the end of a line that a break ends the new paragraph has no words yet: those below are one of their own.
  const ends = startsWithBreak(state, after(pieces, at))
  const below = ends && head !== '' && tail !== '' && gap.startsWith('\n') && leaf.node.name === 'Paragraph' ? gap : ''
  return {
    changes: { from: leaf.from, to, insert: insert + below + tail + apart },
    selection: { anchor: leaf.from + insert.length },
  }
}

function newItem(state: EditorState, item: Item, pos: number): TransactionSpec {
  const { doc } = state
  const outer = continuation(state, item.node.from)
  const number = /^(\d+)([.)])$/.exec(item.mark)
  const mark = number ? `${String(Number(number[1]) + 1)}${number[2] ?? '.'}` : item.mark
  const gap = `\n${outer}${mark} ${item.task ? '[ ] ' : ''}`
  const leaf = leafAt(state, pos)
  if (!leaf) return plain(pos, gap)
  if (/Heading/.test(leaf.node.name) || leaf.from < item.node.from) return splitLeaf(state, leaf, pos, gap)
  let at = Math.max(pos, leaf.from)
  const pieces = piecesOf(state, leaf)
  at = outside(pieces, at)
  const head = writeLeaf(state, leaf, withoutBreaks(before(pieces, at))).text.trimEnd()
  const tail = writeLeaf(state, leaf, withoutBreaks(after(pieces, at))).text.trimStart()
  // Words broken over lines in the source keep their place in the new item by the same indent.
  const change = { from: leaf.from, to: Math.max(leaf.to, doc.lineAt(at).to), insert: head + gap + tail }
  const part = head.trim() === '' ? partEmpty(state, item) : null
  return {
    changes: part ? [part, change] : change,
    selection: { anchor: leaf.from + head.length + gap.length + (part?.insert.length ?? 0) },
  }
}

/** An empty item ends its list, or goes up one level. */
function leaveList(state: EditorState, item: Item): TransactionSpec {
  const up = outdentItem(state, item)
  if (up) return up
  const { line } = item
  const outer = continuation(state, item.node.from)
  const lead = hasWords(state, line.number - 1) ? `${outer.trimEnd()}\n` : ''
  const trail = hasWords(state, line.number + 1) ? `\n${outer.trimEnd()}` : ''
  return {
    changes: { from: line.from, to: line.to, insert: lead + outer + trail },
    selection: { anchor: line.from + lead.length + outer.length },
  }
}

/** An empty paragraph at a quote's end leaves it. */
function leaveQuote(state: EditorState, pos: number): TransactionSpec {
  const { doc } = state
  const line = doc.lineAt(pos)
  const next = line.number < doc.lines ? doc.line(line.number + 1) : null
  const above = line.number > 1 ? doc.line(line.number - 1) : null
  // The blank line that still belongs to the quote becomes the gap after it.
  const from = above && isBlank(above.text) ? above.from : line.from
  // In the midst of a quote the blank line that is the quote's own parts the new paragraph from the rest of it.
  const parts = next && next.number < doc.lines && next.text.includes('>') && isBlank(next.text)
  const trail = next && !isBlank(next.text) ? '\n' : ''
  return {
    changes: { from, to: parts ? next.to : line.to, insert: `\n${trail}${parts ? '\n' : ''}` },
    selection: { anchor: from + 1 },
  }
}

/** The change that Shift+Enter at `pos` makes. */
export function newLine(state: EditorState, pos: number): TransactionSpec | null {
  const leaf = leafAt(state, pos)
  if (!leaf || /Heading|Cell/.test(leaf.node.name) || pos >= leaf.to) return newParagraphUnlessInside(state, pos, leaf)
  let at = Math.max(pos, leaf.from)
  const prefix = continuation(state, leaf.node.from)
  const pieces = piecesOf(state, leaf)
  at = outside(pieces, at)
  const head = writeLeaf(state, leaf, withoutBreaks(before(pieces, at))).text.trimEnd()
  const rest = after(pieces, at)
  const words = writeLeaf(state, leaf, withoutBreaks(rest)).text.trimStart()
  if (words === '') return openLine(state, leaf)
  // Before a break that is seen an empty line comes to be, which in the file only the mark of a break can keep.
  const tail = startsWithBreak(state, rest) ? `\\\n${prefix}${words}` : words
  // No line of the paragraph is above its first words: there is none to break.
  if (head === '') return newParagraph(state, pos)
  const gap = breakOf(state, head) + prefix
  return {
    changes: { from: leaf.from, to: leaf.to, insert: head + gap + tail },
    selection: { anchor: leaf.from + head.length + gap.length },
  }
}

/** Whether words start with a break that a reader sees. */
function startsWithBreak(state: EditorState, [first]: readonly Piece[]): boolean {
  return first !== undefined && isBreak(first) && (breaksLines(state) || /^(?:\\| {2,})\n/.test(first.text))
}

/** A break at a paragraph's end waits for the words after it; elsewhere it is a new paragraph. */
function newParagraphUnlessInside(state: EditorState, pos: number, leaf: Leaf | null): TransactionSpec | null {
  if (!leaf || /Heading|Cell/.test(leaf.node.name)) return newParagraph(state, pos)
  return openLine(state, leaf)
}
