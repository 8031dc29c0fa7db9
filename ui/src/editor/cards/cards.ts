/** Keeps every block that has a card drawn as one. Mapped through edits; only blocks that changed are read again. */
import { syntaxTree } from '@codemirror/language'
import {
  Facet,
  RangeSet,
  RangeValue,
  StateField,
  type EditorState,
  type Range,
  type Transaction,
} from '@codemirror/state'
import { Decoration, EditorView } from '@codemirror/view'
import type { SyntaxNode, Tree } from '@lezer/common'
import { figureAt } from '../figures/pictures'
import { waysChanged } from '../options'
import { isSpoken, setSpoken, touchesSpoken } from '../spoken-for'
import { openCard, openCardField } from './open'
import { blockReaders, NOT_UNDERSTOOD, type BlockReader, type Card, type Span } from './reader'

/** Draws the card whose code is open; `before` is the card as it was when it was opened. */
export const openReader = Facet.define<(state: EditorState, span: Span, before: Card | null) => Card>()

class Drawn extends RangeValue {
  constructor(
    readonly card: Card,
    /** Whether it is in a list, a quote or a footnote, whose marks are drawn beside it. */
    readonly nested: boolean,
  ) {
    super()
  }

  override eq(other: Drawn): boolean {
    return this.nested === other.nested && this.card.widget.eq(other.card.widget)
  }
}

/** What other blocks stand in. */
const CONTAINER = /^(Document|Blockquote|BulletList|OrderedList|ListItem|Footnote)$/

const cardField = StateField.define<RangeSet<Drawn>>({
  create: (state) => RangeSet.of(read(state, 0, state.doc.length, null)),
  update(cards, tr) {
    const opened = tr.effects.some((effect) => effect.is(openCard) || effect.is(setSpoken) || effect.is(waysChanged))
    if (opened) return RangeSet.of(read(tr.state, 0, tr.state.doc.length, cards.map(tr.changes)))
    const before = syntaxTree(tr.startState)
    const now = syntaxTree(tr.state)
    if (!tr.docChanged && before === now) return cards
    const moved = cards.map(tr.changes)
    let next = moved
    for (const { from, to } of stale(tr, before, now)) {
      next = next.update({
        filter: (start, end) => end < from || start > to,
        filterFrom: from,
        filterTo: to,
        add: read(tr.state, from, to, moved),
      })
    }
    return next
  },
  provide: (field) => [
    EditorView.decorations.compute([field, 'doc'], (state) => {
      const out: Range<Decoration>[] = []
      for (const at = state.field(field).iter(); at.value; at.next()) {
        // What is drawn as a picture, a gallery or an embed needs no card.
        if (!figureAt(state, at.from)) out.push(drawing(at.value, at.from, at.to))
      }
      return Decoration.set(out)
    }),
    EditorView.atomicRanges.of((view) => view.state.field(field)),
  ],
})

function drawing({ card: { widget }, nested }: Drawn, from: number, to: number): Range<Decoration> {
  const block = !nested
  // A card emptied while it is open has no line to stand for.
  return from === to
    ? Decoration.widget({ widget, block, side: -1 }).range(from)
    : Decoration.replace({ widget, block }).range(from, to)
}

/** The cards of the blocks that `from` to `to` touch. */
function read(state: EditorState, from: number, to: number, before: RangeSet<Drawn> | null): Range<Drawn>[] {
  const out: Range<Drawn>[] = []
  const open = state.field(openCardField, false) ?? null
  if (open && open.from <= to && open.to >= from) {
    const reader = state.facet(openReader)[0]
    const was = cardIn(before, open)
    if (reader)
      out.push(new Drawn(reader(state, open, was?.card ?? null), was?.nested ?? false).range(open.from, open.to))
  }
  const readers = state.facet(blockReaders)
  let done = from
  let depth = 0
  syntaxTree(state).iterate({
    from,
    to,
    enter: (node) => {
      if (CONTAINER.test(node.name)) {
        depth++
        return true
      }
      // In a list or quote only what is not understood is no block of words.
      if (depth > 1 && !NOT_UNDERSTOOD.test(node.name)) return false
      const block = node.node
      const span = spanOf(state, block)
      if (span.to < done || span.from < from) return false
      if (open && span.from <= open.to && span.to >= open.from) return false
      const card = touchesSpoken(state, span.from, span.to) ? null : firstOf(readers, state, block, span)
      if (!card) return false
      out.push(new Drawn(card, depth > 1).range(span.from, span.to))
      done = span.to + 1
      return false
    },
    leave: ({ name }) => {
      if (CONTAINER.test(name)) depth--
    },
  })
  return out.sort((a, b) => a.from - b.from)
}

function firstOf(readers: readonly BlockReader[], state: EditorState, block: SyntaxNode, lines: Span): Card | null {
  for (const reader of readers) {
    const card = reader(state, block, lines)
    if (card) return card
  }
  return null
}

/** The whole lines of a block, after the marks of an item or quote that begin there. Addresses that stand together are one. */
function spanOf(state: EditorState, block: SyntaxNode): Span {
  const { doc } = state
  let last = block
  if (block.name === 'LinkReference') {
    for (
      let next = block.nextSibling;
      next?.name === 'LinkReference' && doc.lineAt(next.from).number === doc.lineAt(last.to).number + 1;
      next = last.nextSibling
    )
      last = next
  }
  const line = doc.lineAt(block.from)
  const marked = /\S/.test(line.text.slice(0, block.from - line.from))
  return { from: marked ? block.from : line.from, to: doc.lineAt(last.to).to }
}

function cardIn(cards: RangeSet<Drawn> | null, { from, to }: Span): Drawn | null {
  let found: Drawn | null = null
  cards?.between(from, to, (_from, _to, value) => {
    found = value
    return false
  })
  return found
}

/** What is to be read again: around a change, and what the parser has come to since. Cards beyond that stay till then. */
function stale(tr: Transaction, before: Tree, now: Tree): Span[] {
  const { changes, docChanged, newDoc } = tr
  let last = Math.min(now.length, newDoc.length)
  changes.iterChangedRanges((_fromA, _toA, _fromB, toB) => (last = Math.max(last, toB)))
  const end = newDoc.lineAt(last).to
  const out = docChanged ? [touched(tr, before, now)] : []
  if (!docChanged || before.length < changes.length) {
    const reached = Math.min(changes.mapPos(Math.min(before.length, changes.length), -1), now.length, newDoc.length)
    out.push({ from: newDoc.lineAt(blockStart(now, reached)).from, to: newDoc.length })
  }
  return out.map(({ from, to }) => ({ from, to: Math.max(from, Math.min(to, end)) }))
}

/** What a change may have made other blocks of: from the block before it on, to where both trees agree again. */
function touched({ changes, newDoc }: Transaction, before: Tree, now: Tree): Span {
  let first = changes.newLength
  let last = 0
  changes.iterChangedRanges((_fromA, _toA, fromB, toB) => {
    first = Math.min(first, fromB)
    last = Math.max(last, toB)
  })
  const shift = changes.newLength - changes.length
  const [was, is] = containing(before, now, first, last, shift)
  let block = is.childBefore(first) ?? is.firstChild
  while (block?.prevSibling?.name === 'LinkReference') block = block.prevSibling
  const from = newDoc.lineAt(Math.min(first, block?.from ?? 0)).from
  for (; block; block = block.nextSibling) {
    // Addresses may have been one card with others before.
    if (block.from <= last || block.name === 'LinkReference') continue
    const old: SyntaxNode | null = was.childAfter(block.from - shift)
    if (old?.name === block.name && old.from === block.from - shift && old.to === block.to - shift)
      return { from, to: Math.max(from, newDoc.lineAt(block.from).from - 1) }
  }
  return { from, to: is.parent ? newDoc.lineAt(Math.max(last, is.to)).to : changes.newLength }
}

/** The innermost list, item or quote that all of a change is in, before and after it: outside of it nothing is another. */
function containing(
  before: Tree,
  now: Tree,
  first: number,
  last: number,
  shift: number,
): [was: SyntaxNode, is: SyntaxNode] {
  let was = before.topNode
  let is = now.topNode
  for (;;) {
    const inner = is.childBefore(first)
    const old = was.childBefore(first)
    if (!inner || !old || !CONTAINER.test(inner.name) || inner.to < last) return [was, is]
    // One that the parser is not through with goes on after what it has read.
    const same =
      old.to + shift === inner.to || (inner.to >= now.length && (old.to + shift > inner.to || old.to >= before.length))
    if (old.name !== inner.name || old.from !== inner.from || !same) return [was, is]
    was = old
    is = inner
  }
}

/** Where the innermost block before `pos` starts, or the first of the addresses that are one card with it. */
function blockStart(tree: Tree, pos: number): number {
  let block = tree.topNode
  for (let inner = block.childBefore(pos); inner; inner = CONTAINER.test(block.name) ? block.childBefore(pos) : null)
    block = inner
  while (block.prevSibling?.name === 'LinkReference') block = block.prevSibling
  return Math.min(pos, block.from)
}

/** A card with the text that it stands for. */
interface Standing extends Span {
  card: Card
  nested: boolean
}

/** The card that the line at `pos` belongs to, as a range of the text. */
export function cardAt(state: EditorState, pos: number): Standing | null {
  const cards = state.field(cardField, false)
  if (!cards || cards.size === 0 || figureAt(state, pos)) return null
  const line = state.doc.lineAt(pos)
  let found: Standing | null = null
  cards.between(line.from, line.to, (from, to, { card, nested }) => {
    found = { from, to, card, nested }
    return false
  })
  return found
}

/** Whether the line at `pos` is part of a card. */
export const isCard = (state: EditorState, pos: number): boolean => !isSpoken(state, pos) && cardAt(state, pos) !== null

/** The fields, before all that reads them. */
export const cardFields = [openCardField, cardField]
