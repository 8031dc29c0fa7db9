/** Keeps every figure, gallery and embed drawn as one thing. Mapped through edits; only what changed is read again. */
import { syntaxTree } from '@codemirror/language'
import { Facet, StateField, type EditorState, type Range, type Transaction } from '@codemirror/state'
import { Decoration, EditorView, type DecorationSet, type WidgetType } from '@codemirror/view'
import { openCard, openCardField } from '../cards/open'
import { opensBlock } from '../opens-block'
import { hostOf, waysChanged } from '../options'
import { isSpoken, setSpoken } from '../spoken-for'
import type { EditorOptions } from '../types'
import { thingAtLine, type Thing } from './things'
import { waysOf } from './ways'

/** A thing and the lines that it takes. */
export interface Standing {
  from: number
  to: number
  thing: Thing
}

/** Draws a thing. It is handed in: who only asks what stands where needs no drawings. */
export const drawings = Facet.define<(thing: Thing, options: EditorOptions | null, readOnly: boolean) => WidgetType>()

/** The things of a text. */
export const pictureField = StateField.define<DecorationSet>({
  create: (state) => Decoration.set(thingsIn(state, 0, state.doc.length)),
  update(things, tr) {
    const others = tr.effects.some((effect) => effect.is(setSpoken) || effect.is(waysChanged) || effect.is(openCard))
    if (others || tr.startState.readOnly !== tr.state.readOnly || opensBlock(tr, CODE)) {
      return Decoration.set(thingsIn(tr.state, 0, tr.state.doc.length))
    }
    if (!tr.docChanged) {
      const read = newlyRead(tr)
      return read ? again(things, tr.state, read.from, read.to) : things
    }
    let next = things.map(tr.changes)
    tr.changes.iterChangedRanges((_fromA, _toA, fromB, toB) => {
      next = again(next, tr.state, fromB, toB)
    })
    // A long text that is still being read while somebody types.
    const reached = syntaxTree(tr.startState).length
    const now = syntaxTree(tr.state).length
    const from = Math.min(tr.changes.mapPos(Math.min(reached, tr.startState.doc.length)), tr.newDoc.length)
    return reached < tr.startState.doc.length && now > from
      ? again(next, tr.state, from, Math.min(now, tr.newDoc.length))
      : next
  },
  provide: (field) => [
    EditorView.decorations.from(field),
    EditorView.atomicRanges.of((view) => view.state.field(field)),
  ],
})

/** The thing that the line at `pos` belongs to. */
export function standingAt(state: EditorState, pos: number): Standing | null {
  const line = state.doc.lineAt(pos)
  let found: Standing | null = null
  state.field(pictureField, false)?.between(line.from, line.to, (from, to, { spec }) => {
    found = { from, to, thing: (spec as { thing: Thing }).thing }
    return false
  })
  return found
}

/** As [`standingAt`], as a range of the text. */
export const figureAt = (state: EditorState, pos: number): { from: number; to: number } | null => standingAt(state, pos)

/** The thing that is selected as one. */
export function selectedThing(state: EditorState): Standing | null {
  const { from, to, empty } = state.selection.main
  const standing = empty ? null : standingAt(state, from)
  return standing?.from === from && standing.to === to ? standing : null
}

function thingsIn(state: EditorState, from: number, to: number): Range<Decoration>[] {
  const out: Range<Decoration>[] = []
  const options = hostOf(state)
  const ways = waysOf(options)
  const draw = state.facet(drawings)[0]
  const { doc } = state
  // What is being written as code stays code until that is done.
  const open = state.field(openCardField, false) ?? null
  for (let at = doc.lineAt(from); ; at = doc.line(at.number + 1)) {
    const found = isSpoken(state, at.from) ? null : thingAtLine(state, at, ways)
    if (found && !(open && open.from <= found.last.to && at.from <= open.to)) {
      const { thing, last } = found
      const drawn = draw ? { widget: draw(thing, options, state.readOnly) } : {}
      out.push(Decoration.replace({ ...drawn, block: true, thing }).range(at.from, last.to))
      at = last
    }
    if (at.to >= to || at.number === doc.lines) return out
  }
}

/** What opens or closes code, as far as a picture cares. */
const CODE = /```|~~~|<!|-->|<\?|<\/?(?:pre|script|style|textarea)\b/i

/** The whole lines that the parser has come to read without the text having changed. */
function newlyRead(tr: Transaction): { from: number; to: number } | null {
  const before = syntaxTree(tr.startState)
  const now = syntaxTree(tr.state)
  if (before === now) return null
  const { doc } = tr.state
  return { from: Math.min(before.length, now.length, doc.length), to: Math.min(now.length, doc.length) }
}

/** How many lines around a change may make one thing with it. */
const NEAR = 60
/** The same, where a tag may have its other half further away. */
const FAR = 200

/** Reads the things around a stretch again. */
function again(things: DecorationSet, state: EditorState, first: number, end: number): DecorationSet {
  const { doc } = state
  let [from, to] = reach(state, first, end)
  things.between(from, to, (start, stop) => {
    from = Math.min(from, start)
    to = Math.max(to, stop)
  })
  from = doc.lineAt(from).from
  to = doc.lineAt(to).to
  const add = thingsIn(state, from, to)
  to = Math.max(to, add.at(-1)?.to ?? 0)
  return things.update({ filter: (start, stop) => stop < from || start > to, filterFrom: from, filterTo: to, add })
}

/** The lines without a gap around a stretch; with a tag in them, or between two halves of one, more. */
function reach(state: EditorState, first: number, end: number): [from: number, to: number] {
  const { doc } = state
  let top = doc.lineAt(first)
  let bottom = doc.lineAt(end)
  const limit = top.number
  for (let n = 0; n < NEAR && top.number > 1; n++) {
    const above = doc.line(top.number - 1)
    if (above.text.trim() === '') break
    top = above
  }
  for (let n = 0; n < NEAR && bottom.number < doc.lines; n++) {
    const below = doc.line(bottom.number + 1)
    if (below.text.trim() === '') break
    bottom = below
  }
  for (let number = limit; number >= Math.max(1, limit - FAR); number--) {
    const line = doc.line(number)
    if (!/\{[{%].*\bgallery\b/.test(line.text)) continue
    if (number < top.number) top = line
    break
  }
  return [top.from, bottom.to]
}
