/**
 * Words that are broken over lines in the file read as one paragraph: such a break is drawn as the blank that it is for a
 * reader, with the marks that open its next line. Mapped through edits; only blocks that changed are read again.
 */
import { syntaxTree } from '@codemirror/language'
import {
  RangeSet,
  StateField,
  type EditorState,
  type Extension,
  type Line,
  type Range,
  type Text,
  type Transaction,
} from '@codemirror/state'
import { Decoration, EditorView, WidgetType, type DecorationSet } from '@codemirror/view'
import type { SyntaxNode, Tree } from '@lezer/common'
import { openCard } from './cards/open'
import { kindOf } from './lines'
import { opensBlock } from './opens-block'
import { breaksLines, waysChanged } from './options'
import { setSpoken } from './spoken-for'

/** The blocks of words that may take several lines. */
const WORDS = /^(?:Paragraph|Task|SetextHeading\d)$/
/** What other blocks stand in. */
const AROUND = /^(?:Document|Blockquote|BulletList|OrderedList|ListItem|Footnote)$/

class Blank extends WidgetType {
  constructor(private readonly text: string) {
    super()
  }

  override eq(other: Blank): boolean {
    return other.text === this.text
  }

  override toDOM(): HTMLElement {
    const dom = document.createElement('span')
    dom.className = 'b-soft'
    dom.textContent = this.text
    return dom
  }

  override ignoreEvent(): boolean {
    return false
  }
}

const blank = Decoration.replace({ widget: new Blank(' ') })
/** After a blank that stands at the end of its line no other is wanted. */
const nothing = Decoration.replace({ widget: new Blank('') })

/** The breaks of a text that are drawn as blanks. */
const field = StateField.define<DecorationSet>({
  create: (state) => RangeSet.of(breaksIn(state, 0, syntaxTree(state).length)),
  update(breaks, tr) {
    const spans = touchedIn(tr)
    let next = tr.docChanged ? breaks.map(tr.changes) : breaks
    for (const { from, to } of spans) {
      next = next.update({
        filter: (start, end) => end < from || start > to,
        filterFrom: from,
        filterTo: to,
        add: breaksIn(tr.state, from, to),
      })
    }
    return next
  },
  provide: (all) => [
    EditorView.decorations.from(all),
    EditorView.atomicRanges.of((view) => view.state.field(all, false) ?? RangeSet.empty),
  ],
})

/** Whether a line goes on with the words of the line above it, and is drawn on the same lines as those. */
export function goesOn(state: EditorState, line: Line): boolean {
  const breaks = state.field(field, false)
  if (!breaks || line.number === 1) return false
  let found = false
  breaks.between(line.from - 1, line.from, (from) => {
    if (from === line.from - 1) found = true
  })
  return found
}

/** What stands in the file for the blank between the words of a line and those that go on below it; null where none do. */
export function blankAfter(state: EditorState, line: Line): { from: number; to: number } | null {
  if (line.number === state.doc.lines) return null
  const next = state.doc.line(line.number + 1)
  if (!goesOn(state, next)) return null
  return { from: line.from + line.text.trimEnd().length, to: startOf(next) }
}

/** Where the words of a line start, after what only places them. */
const startOf = (line: Line): number => line.from + (/^[\s>]*/.exec(line.text)?.[0].length ?? 0)

function breaksIn(state: EditorState, from: number, to: number): Range<Decoration>[] {
  const out: Range<Decoration>[] = []
  if (breaksLines(state)) return out
  syntaxTree(state).iterate({
    from,
    to,
    enter({ name, node }) {
      if (WORDS.test(name)) out.push(...breaksOf(state, node, from, to))
      return AROUND.test(name)
    },
  })
  return out
}

/** The breaks of a block of words that are in a stretch. */
function breaksOf(state: EditorState, node: SyntaxNode, from: number, to: number): Range<Decoration>[] {
  const { doc } = state
  const out: Range<Decoration>[] = []
  for (let line = doc.lineAt(Math.max(node.from, from)); line.to < Math.min(node.to, to + 1);) {
    const next = doc.line(line.number + 1)
    if (isSoft(state, node, line, next)) {
      out.push((/[ \t]$/.test(line.text) ? nothing : blank).range(line.to, startOf(next)))
    }
    line = next
  }
  return out
}

/** Whether a reader sees no break between two lines of a block. */
function isSoft(state: EditorState, node: SyntaxNode, line: Line, next: Line): boolean {
  if (node.resolve(line.to, 1).name === 'HardBreak' || node.resolve(line.to, -1).name === 'HardBreak') return false
  if (node.name.startsWith('Setext') && (node.getChild('HeaderMark')?.from ?? next.to) < next.to) return false
  return kindOf(state, line) === 'text' && kindOf(state, next) === 'text'
}

/** What a change may have made other breaks of: the blocks that it touches, as they were and are, and what has come to be read. */
function touchedIn(tr: Transaction): { from: number; to: number }[] {
  const { state, startState, newDoc, changes } = tr
  const before = syntaxTree(startState)
  const now = syntaxTree(state)
  const others = tr.effects.some((effect) => effect.is(setSpoken) || effect.is(waysChanged) || effect.is(openCard))
  if (others || opensBlock(tr)) return [{ from: 0, to: now.length }]
  const spans: { from: number; to: number }[] = []
  if (before !== now) {
    const known = Math.min(changes.mapPos(Math.min(before.length, changes.length), -1), now.length)
    if (now.length > known) spans.push(blocksAt(now, newDoc, known, now.length))
  }
  changes.iterChangedRanges((fromA, toA, fromB, toB) => {
    const was = blocksAt(before, startState.doc, fromA, toA)
    const is = blocksAt(now, newDoc, fromB, toB)
    spans.push({
      from: Math.min(is.from, changes.mapPos(was.from, -1)),
      to: Math.max(is.to, changes.mapPos(was.to, 1)),
    })
  })
  return spans
}

/** The lines of a stretch and of the blocks that they and their neighbours are in. */
function blocksAt(tree: Tree, doc: Text, from: number, to: number): { from: number; to: number } {
  const first = doc.line(Math.max(1, doc.lineAt(from).number - 1))
  const last = doc.line(Math.min(doc.lines, doc.lineAt(Math.min(to, doc.length)).number + 1))
  const starts = innermost(tree, first.to, -1)?.from ?? first.from
  const ends = innermost(tree, startOf(last), 1)?.to ?? last.to
  return { from: Math.min(first.from, starts), to: Math.max(last.to, Math.min(ends, doc.length)) }
}

/** The block at a place that is no list, quote or note. */
function innermost(tree: Tree, pos: number, side: -1 | 1): SyntaxNode | null {
  let node: SyntaxNode = tree.resolveInner(Math.min(pos, tree.length), side)
  while (node.parent && !AROUND.test(node.parent.name)) node = node.parent
  return AROUND.test(node.name) ? null : node
}

/** The extension. */
export const softBreaks: Extension = field
