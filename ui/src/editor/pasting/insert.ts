/** Puts what was pasted where the caret is, in the way that the place has: a paragraph, a heading, an item, a quote. */
import { isolateHistory } from '@codemirror/commands'
import type { EditorState, TransactionSpec } from '@codemirror/state'
import { continuation, itemAt, type Item } from '../blocks'
import { placeAt } from '../cards'
import { edit } from '../edit'
import { newParagraph } from '../enter'
import { leafAt, type Leaf, type Wrap } from '../inline'
import { isStop, kindOf } from '../lines'
import { written } from '../options'
import { thingAt } from '../things'
import { afterThing } from '../own-paragraph'
import { pasted, type Coming } from './coming-state'
import type { Part } from './host'
import { asItems } from './items'
import { layout, runsOn, type Spot } from './layout'
import { Steps } from './steps'
import { stylesOf, wordsAt } from './words'

/** The change that puts `parts` over a stretch of the text, as one step of undo. `paste` names it. */
export function insertParts(
  state: EditorState,
  from: number,
  to: number,
  parts: readonly Part[],
  paste: number,
): TransactionSpec {
  const work = new Work(state)
  work.put(from, to, parts)
  return {
    changes: work.steps.changes,
    selection: { anchor: work.caret },
    effects: pasted.of({
      paste,
      coming: work.coming.map((one, index) => ({ ...one, id: `${String(paste)}-${String(index)}`, paste })),
    }),
    annotations: [written.of(true), isolateHistory.of('full')],
    userEvent: 'input.paste',
    scrollIntoView: true,
  }
}

class Work {
  readonly steps: Steps
  readonly coming: Omit<Coming, 'id' | 'paste'>[] = []
  caret = 0
  /** The styles of the words that are replaced. */
  private styles: readonly Wrap[] | undefined

  constructor(state: EditorState) {
    this.steps = new Steps(state)
  }

  put(from: number, to: number, parts: readonly Part[]): void {
    const { state } = this.steps
    const figure = from < to ? thingAt(state, from) : null
    const whole = figure?.from === from && figure.to === to
    if (from < to) this.styles = stylesOf(state, from, to)
    const pos = whole ? to : from < to ? this.steps.take(edit(state, from, to, '')) : from
    this.caret = pos
    this.place(
      pos,
      parts.filter((part) => part.kind !== 'note'),
      whole,
    )
    this.notes(parts.filter((part) => part.kind === 'note'))
  }

  private place(pos: number, parts: readonly Part[], isWhole: boolean): void {
    const { state } = this.steps
    const leaf = leafAt(state, pos)
    const [only] = parts
    const item = itemAt(state, pos)
    if (parts.length > 0 && parts.every((part) => part.kind === 'picture')) {
      // Pictures alone part no paragraph: they stand below it.
      this.remember(layout(parts, '').spots, pos, { pos, side: 'after', here: null })
    } else if (isWhole || !isStop(kindOf(state, state.doc.lineAt(pos)))) this.after(pos, parts)
    else if (item?.empty) this.inItem(item, parts)
    else if (!leaf || (leaf.from === leaf.to && !(only && isOne(parts)))) this.inEmpty(pos, parts)
    else if (only && isOne(parts)) this.caret = this.steps.take(wordsAt(state, pos, bare(only), this.styles))
    else this.among(leaf, Math.max(pos, leaf.from), parts, item)
  }

  /** In a paragraph of its own after something that no words can be in. */
  private after(pos: number, parts: readonly Part[]): void {
    const { text, spots } = layout(parts, placeAt(this.steps.state, pos))
    const end = this.steps.take(afterThing(this.steps.state, pos, text))
    this.remember(spots, end - text.length, { pos: end - text.length, side: 'before', here: null })
    this.caret = end
  }

  /** In an item that has no words yet. */
  private inItem(item: Item, parts: readonly Part[]): void {
    const listed = asItems(item, parts)
    const start = listed ? item.node.from : item.content
    const { text, spots } = layout(listed ?? parts, continuation(this.steps.state, start))
    this.caret = this.steps.take({
      changes: { from: start, to: item.line.to, insert: text },
      selection: { anchor: start + text.length },
    })
    this.remember(spots, start, { pos: start, side: 'before', here: null })
  }

  /** In an empty paragraph, maybe one of a quote. */
  private inEmpty(pos: number, parts: readonly Part[]): void {
    const line = this.steps.state.doc.lineAt(pos)
    if (!line.text.includes('>') && line.text.trim() === '') return this.after(pos, parts)
    const mark = `${line.text.trimEnd()}${line.text.includes('>') ? ' ' : ''}`
    const { text, spots } = layout(parts, mark.replace(/[^>\s]/g, ' '))
    const start = line.from + mark.length
    this.caret = this.steps.take({
      changes: { from: line.from, to: line.to, insert: mark + text },
      selection: { anchor: start + text.length },
    })
    this.remember(spots, start, { pos: start, side: 'before', here: null })
  }

  /** Among words: the first paragraph goes on with what is before, the last with what is after. */
  private among(leaf: Leaf, at: number, parts: readonly Part[], item: Item | null): void {
    const inList = item !== null && leaf.from >= item.content
    const listed = inList ? asItems(item, parts) : null
    let rest = listed ?? [...parts]
    const hasHead = at > leaf.from
    const hasTail = at < leaf.to
    let head = at
    let tail = at
    // Where words are parted at a blank, it stays between them and what comes in.
    const lead = hasHead && hasTail && / $/.test(this.steps.state.sliceDoc(leaf.from, at)) ? ' ' : ''
    const trail = hasHead && hasTail && /^ /.test(this.steps.state.sliceDoc(at, leaf.to)) ? ' ' : ''
    if (hasHead && hasTail) {
      const spec = newParagraph(this.steps.state, at)
      tail = spec ? this.steps.take(spec) : at
      head = Math.min(leafAt(this.steps.state, leaf.from)?.to ?? at, tail)
    }
    this.caret = hasTail ? tail : head
    const [first] = rest
    if (hasHead && first?.kind === 'paragraph') {
      const { length } = this.steps.state.doc
      head = this.steps.take(wordsAt(this.steps.state, head, first.text, undefined, { lead }))
      tail += this.steps.state.doc.length - length
      rest = rest.slice(1)
      this.caret = hasTail ? tail : head
    }
    const last = rest.at(-1)
    if (hasTail && last?.kind === 'paragraph') {
      this.caret = this.steps.take(wordsAt(this.steps.state, tail, last.text, undefined, { trail }))
      rest = rest.slice(0, -1)
    }
    if (rest.length === 0) return
    if (hasHead) this.below(head, rest, listed ? item : null, hasTail)
    else this.above(tail, rest)
  }

  /** Blocks below the words that end at `pos`; items right below those of `item`. */
  private below(pos: number, parts: readonly Part[], item: Item | null, keepsCaret: boolean): void {
    const { state } = this.steps
    const leaf = leafAt(state, pos)
    const end = state.doc.lineAt(leaf ? Math.max(leaf.to, leaf.node.to) : pos)
    const here = continuation(state, item?.node.from ?? leaf?.node.from ?? end.from)
    const { text, spots } = layout(parts, here)
    const lead = item ? `\n${here}` : `\n${here.trimEnd()}\n${here}`
    const trail = !item && runsOn(state, end.number + 1, here) ? `\n${here.trimEnd()}` : ''
    const insert = text === '' ? '' : lead + text + trail
    const last = this.steps.put(end.to, insert)
    this.remember(spots, end.to + lead.length, { pos: end.to, side: 'after', here: null })
    if (keepsCaret) this.caret += this.caret > end.to ? insert.length : 0
    else this.caret = last - trail.length
  }

  /** Blocks above the words that start at `pos`. */
  private above(pos: number, parts: readonly Part[]): void {
    const { state } = this.steps
    const start = leafAt(state, pos)?.node.from ?? state.doc.lineAt(pos).from
    const here = continuation(state, start)
    const { text, spots } = layout(parts, here)
    const insert = text === '' ? '' : `${text}\n${here.trimEnd()}\n${here}`
    this.steps.put(start, insert)
    this.remember(spots, start, { pos: start, side: 'before', here: null })
    this.caret += insert.length
  }

  /** Notes the places of pictures in text that starts at `start`; those before all of it belong at `first`. */
  private remember(spots: readonly Spot[], start: number, first: Pick<Coming, 'pos' | 'side' | 'here'>): void {
    for (const { picture, at, side, here } of spots) {
      const { token, before, after, address } = picture
      const where = at === null ? first : { pos: start + at, side, here }
      this.coming.push({ ...where, token, before, after, address, stayed: null })
    }
  }

  /** Footnotes go to the end of the text. */
  private notes(notes: readonly Part[]): void {
    if (notes.length === 0) return
    const end = this.steps.state.doc.toString().trimEnd().length
    this.steps.put(end, `\n\n${notes.map((note) => note.text).join('\n\n')}`)
  }
}

/** Whether what was pasted is one part of nothing but words. */
const isOne = (parts: readonly Part[]): boolean => parts.length === 1 && parts.every(isWords)

/** Whether a part is nothing but words that can stand among others. */
const isWords = ({ kind, text, pictures }: Part): boolean =>
  kind === 'paragraph' ||
  (kind === 'heading' && pictures.length === 0) ||
  (kind === 'marked' && !text.includes('\n') && !/^(\s*([-*+>#]|\d+[.)])\s|```)/.test(text))

/** The words of a part without the marks of its line. */
const bare = ({ kind, text }: Part): string => (kind === 'heading' ? text.replace(/^#{1,6} +/, '') : text)
