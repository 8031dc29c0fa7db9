/**
 * The words of one block as pieces with their styles, and back to Markdown. Every edit that may touch a style goes
 * through here, so no mark is ever left without its partner and no space ends up just inside one.
 */
import type { EditorState } from '@codemirror/state'
import type { SyntaxNode } from '@lezer/common'
import { around } from './language'
import { linkParts } from './marks'
import { touchesSpoken } from './spoken-for'

/** A style that a word can have. */
export type StyleName = 'strong' | 'emphasis' | 'strike' | 'code' | 'link'

/** A style with the marks that write it. */
export interface Wrap {
  style: StyleName
  open: string
  close: string
}

/** A stretch of words with the same styles. */
export interface Piece {
  text: string
  wraps: readonly Wrap[]
  /** Offsets in the text it was read from; -1 for new words. */
  from: number
  to: number
  /** Cannot be cut: a line break, an escape, a small picture, a tag. */
  whole: boolean
  /** New words, beside which spaces take the style of both sides. */
  fresh: boolean
  /** The words of a whole piece that falls apart into plain words where it is cut: an address between angle brackets. */
  words?: { from: number; text: string }
  /** The styles of both its neighbours that a space parts: as one run they would cross another. */
  parts?: readonly Wrap[]
  /** An empty piece that marks a place: the caret, or an end of the selection. */
  place?: 'caret' | 'from' | 'to'
}

/** The words of a block: a paragraph, a heading, a cell. */
export interface Leaf {
  from: number
  to: number
  node: SyntaxNode
}

const LEAF = /^(Paragraph|Task|ATXHeading\d|SetextHeading\d|TableCell)$/

/** The block of words around `pos`, or null where there are none (code, HTML, a blank line). */
export function leafAt(state: EditorState, pos: number): Leaf | null {
  const line = state.doc.lineAt(pos)
  const indent = line.text.length - line.text.trimStart().length
  const at = Math.max(pos, Math.min(line.from + indent, line.to))
  const node =
    around(state, at, -1, (name) => LEAF.test(name)) ??
    around(state, at, 1, (name) => LEAF.test(name)) ??
    // At a mark that opens the line the words come after it.
    around(state, line.to - (line.text.length - line.text.trimEnd().length), -1, (name) => LEAF.test(name))
  if (!node) return null
  const leaf = words(state, node)
  // Words beside hidden ones in one paragraph are left to plain typing: restyling would reach the hidden.
  if (touchesSpoken(state, leaf.from, leaf.to)) return null
  return leaf.from <= line.to && pos <= line.to && leaf.to >= line.from ? { ...leaf, node } : null
}

/** All blocks of words that `from` to `to` touch. */
export function leavesIn(state: EditorState, from: number, to: number): Leaf[] {
  const out: Leaf[] = []
  let line = state.doc.lineAt(from)
  for (;;) {
    const leaf = line.text.trim() === '' ? null : leafAt(state, Math.min(Math.max(from, line.from), line.to))
    // A selection beyond one cell takes a table as one thing, not the words in it.
    const cell = leaf?.node.name === 'TableCell' && (from < leaf.from || leaf.to < to)
    if (leaf && !cell && leaf.from < to && leaf.to > from) out.push(leaf)
    const after = Math.max(line.to, leaf?.to ?? 0)
    if (after >= to || after >= state.doc.length) return out
    line = state.doc.lineAt(state.doc.lineAt(after).to + 1)
  }
}

function words(state: EditorState, node: SyntaxNode): { from: number; to: number } {
  const { doc } = state
  let { from, to } = node
  if (node.name === 'Task') {
    const box = node.getChild('TaskMarker')
    if (box) from = Math.min(to, box.to + 1)
  } else if (node.name.startsWith('ATX')) {
    const [open, close] = node.getChildren('HeaderMark')
    from = open ? open.to : from
    if (close) to = close.from
  } else if (node.name.startsWith('Setext')) {
    // Its words end with the line above the underline, which may itself begin with a quote's mark or blanks.
    const mark = node.getChild('HeaderMark')
    to = mark ? Math.max(from, doc.lineAt(mark.from).from - 1) : to
  }
  const open = node.name === 'Paragraph' || node.name === 'Task' || keepsBlanks(node)
  // Blanks at the end of a heading are the beginning of its next word.
  if (open && node.name.includes('Heading')) to = doc.lineAt(Math.max(from, to)).to
  const text = doc.sliceString(from, to)
  const lead = text.length - text.trimStart().length
  if (lead === text.length) return { from: Math.min(to, from + (text.startsWith(' ') ? 1 : 0)), to }
  return { from: from + lead, to: open ? to : from + text.trimEnd().length }
}

/** Whether nothing closes a heading after its words on their line. */
const keepsBlanks = (node: SyntaxNode): boolean =>
  node.name.startsWith('Setext') || (node.name.startsWith('ATX') && node.getChildren('HeaderMark').length === 1)

/** A block's pieces. */
export function piecesOf(state: EditorState, leaf: Leaf): Piece[] {
  const out: Piece[] = []
  read(state, leaf.node, leaf.from, leaf.to, [], out)
  return out
}

const STYLE: Record<string, StyleName> = {
  StrongEmphasis: 'strong',
  Emphasis: 'emphasis',
  Strikethrough: 'strike',
  InlineCode: 'code',
}
const WHOLE =
  /^(Escape|Entity|HardBreak|Image|HTMLTag|Comment|Autolink|ProcessingInstruction|FootnoteReference|TemplateTag)$/

/** The marks and blanks that open a further line of a paragraph. */
const MARKS = /^[ \t]*(?:>[ \t]?)*[ \t]*/

function read(
  state: EditorState,
  node: SyntaxNode,
  from: number,
  to: number,
  wraps: readonly Wrap[],
  out: Piece[],
): void {
  const { doc } = state
  let at = from
  const plain = (end: number): void => {
    // A break, with the marks that open the next line, is one piece of its own.
    for (const text of doc.sliceString(at, end).split(/(\n[ \t]*(?:>[ \t]?)*[ \t]*)/)) {
      if (text === '') continue
      out.push({ text, wraps, from: at, to: at + text.length, whole: text.startsWith('\n'), fresh: false })
      at += text.length
    }
  }
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.from < at || child.to > to || child.name === 'QuoteMark') continue
    const style = STYLE[child.name]
    const first = child.firstChild
    const last = child.lastChild
    if (style && first && last && first.from !== last.from) {
      plain(child.from)
      const wrap = { style, open: doc.sliceString(first.from, first.to), close: doc.sliceString(last.from, last.to) }
      at = first.to
      read(state, child, first.to, last.from, [...wraps, wrap], out)
      at = child.to
      continue
    }
    const leads = /^(Link|Image)$/.test(child.name) ? linkParts(state, child) : undefined
    const link = child.name === 'Link' ? leads : null
    if (leads === null) {
      plain(child.from)
      read(state, child, child.from, child.to, wraps, out)
      at = child.to
    } else if (link) {
      plain(child.from)
      const close = doc.sliceString(link.close, child.to)
      read(state, child, link.open.to, link.close, [...wraps, { style: 'link', open: '[', close }], out)
      at = child.to
    } else if (WHOLE.test(child.name)) {
      plain(child.from)
      // A break takes along the marks that open the next line.
      const marks = child.name === 'HardBreak' ? MARKS.exec(doc.sliceString(child.to, to))?.[0].length : 0
      const end = child.to + (marks ?? 0)
      const piece = {
        text: doc.sliceString(child.from, end),
        wraps,
        from: child.from,
        to: end,
        whole: true,
        fresh: false,
      }
      const words = { from: child.from + 1, text: piece.text.slice(1, -1) }
      out.push(child.name === 'Autolink' ? { ...piece, words } : piece)
      at = end
    }
  }
  plain(to)
}

/**
 * `pos`, or where it is inside a piece that cannot be cut, the edge of it that looks the same: before a break and a letter
 * with its backslash, after anything else.
 */
export function outside(pieces: readonly Piece[], pos: number): number {
  const whole = pieces.find((piece) => piece.whole && !piece.words && piece.from < pos && pos < piece.to)
  if (!whole) return pos
  return isBreak(whole) || whole.text.startsWith('\\') ? whole.from : whole.to
}

/** Whether a piece is the end of a line in the file. */
export const isBreak = (piece: Piece): boolean => piece.whole && /^(?:\\| *)\n/.test(piece.text)

/** The pieces without line breaks at their start or end, where a block begins or ends anyway. */
export function withoutBreaks(pieces: readonly Piece[]): readonly Piece[] {
  const blank = (piece: Piece | undefined): boolean =>
    piece !== undefined && (isBreak(piece) || (!piece.whole && piece.text.trim() === ''))
  let first = 0
  let last = pieces.length
  while (first < last && blank(pieces[first])) first++
  while (last > first && blank(pieces[last - 1])) last--
  return pieces.slice(first, last)
}

/** The pieces before `pos`; a piece that cannot be cut goes whole. */
export function before(pieces: readonly Piece[], pos: number): Piece[] {
  return pieces.flatMap((piece) => {
    if (piece.to <= pos) return [piece]
    if (piece.words && piece.from < pos) return cut(piece, piece.words, 0, pos - piece.words.from)
    if (piece.from >= pos || piece.whole) return []
    return [{ ...piece, text: piece.text.slice(0, pos - piece.from), to: pos }]
  })
}

/** The part of a piece's words from `first` to `last`: all of them are the piece itself. */
function cut(piece: Piece, words: { from: number; text: string }, first: number, last: number): Piece[] {
  const text = words.text.slice(Math.max(0, first), Math.max(0, last))
  if (text === '') return []
  if (text === words.text) return [piece]
  const { wraps, fresh: isNew } = piece
  const from = words.from + Math.max(0, first)
  return [{ text, wraps, from, to: from + text.length, whole: false, fresh: isNew }]
}

/** The pieces after `pos`. */
export function after(pieces: readonly Piece[], pos: number): Piece[] {
  return pieces.flatMap((piece) => {
    if (piece.from >= pos) return [piece]
    if (piece.words && piece.to > pos) return cut(piece, piece.words, pos - piece.words.from, piece.words.text.length)
    if (piece.to <= pos || piece.whole) return []
    return [{ ...piece, text: piece.text.slice(pos - piece.from), from: pos }]
  })
}

/** The pieces between two places. */
export function between(pieces: readonly Piece[], from: number, to: number): Piece[] {
  return before(after(pieces, from), to)
}

/** New words with styles. */
export const fresh = (text: string, wraps: readonly Wrap[]): Piece => ({
  text,
  wraps,
  from: -1,
  to: -1,
  whole: false,
  fresh: true,
})

/** An empty piece that marks a place. */
export const place = (name: 'caret' | 'from' | 'to'): Piece => ({ ...fresh('', []), fresh: false, place: name })

/** The styles at `pos`, as typing there would have them: those of the word before, and none just after a mark. */
export function wrapsAt(pieces: readonly Piece[], pos: number): readonly Wrap[] {
  const inside = pieces.find((piece) => piece.from < pos && piece.to >= pos)
  const going = pieces.find((piece) => piece.from >= pos && piece.text !== '' && piece !== inside)
  // A link ends with its last letter; every other style goes on.
  if (inside) {
    const ends = pos === inside.to
    return inside.wraps.filter((wrap) => wrap.style !== 'link' || !ends || going?.wraps.includes(wrap))
  }
  const next = pieces.find((piece) => piece.from >= pos)
  const last = before(pieces, pos).pop()
  if (next?.from === pos && last?.to !== pos) return next.wraps
  return (next?.wraps ?? []).filter((wrap) => last?.wraps.some((other) => same(wrap, other)))
}

/** Whether two wraps write the same style. */
export const same = (a: Wrap, b: Wrap): boolean => a.style === b.style && (a.style !== 'link' || a.close === b.close)
