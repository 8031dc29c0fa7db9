/** Keeps every picture that stands alone drawn as a figure. Mapped through edits; only changed lines are read again. */
import { syntaxTree } from '@codemirror/language'
import { StateField, type EditorState, type Range, type Transaction } from '@codemirror/state'
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view'
import { Figure } from './figure'
import { findPicture, readAlt } from './find-picture'
import { isPictureLine } from '../lines'
import { hostOf } from '../options'
import { isSpoken, setSpoken } from '../spoken-for'

/** The figures of a text. */
export const pictureField = StateField.define<DecorationSet>({
  create: (state) => Decoration.set(figuresIn(state, 0, state.doc.length)),
  update(figures, tr) {
    if (tr.effects.some((effect) => effect.is(setSpoken)) || opensCode(tr)) {
      return Decoration.set(figuresIn(tr.state, 0, tr.state.doc.length))
    }
    if (!tr.docChanged) {
      const read = newlyRead(tr)
      return read ? again(figures, tr.state, read.from, read.to) : figures
    }
    let next = figures.map(tr.changes)
    tr.changes.iterChangedRanges((_fromA, _toA, fromB, toB) => {
      next = again(next, tr.state, tr.state.doc.lineAt(fromB).from, tr.state.doc.lineAt(toB).to)
    })
    return next
  },
  provide: (field) => [
    EditorView.decorations.from(field),
    EditorView.atomicRanges.of((view) => view.state.field(field)),
  ],
})

/** The figure that fills the line at `pos`, as a range of the text. */
export function figureAt(state: EditorState, pos: number): { from: number; to: number } | null {
  const line = state.doc.lineAt(pos)
  let found: { from: number; to: number } | null = null
  state.field(pictureField, false)?.between(line.from, line.to, (from, to) => {
    found = { from, to }
    return false
  })
  return found
}

function figuresIn(state: EditorState, from: number, to: number): Range<Decoration>[] {
  const out: Range<Decoration>[] = []
  const options = hostOf(state)
  const { doc } = state
  for (let at = doc.lineAt(from); ; at = doc.line(at.number + 1)) {
    if (!isSpoken(state, at.from) && isPictureLine(state, at)) {
      const parts = findPicture(at.text)
      if (parts) {
        const alt = readAlt(at.text.slice(parts.alt.from, parts.alt.to))
        const widget = new Figure(parts.link, alt, options, state.readOnly)
        out.push(Decoration.replace({ widget, block: true }).range(at.from, at.to))
      }
    }
    if (at.to >= to || at.number === doc.lines) return out
  }
}

/** Whether a change may have opened or closed a block of code, which reaches to any line below. */
function opensCode(tr: Transaction): boolean {
  if (!tr.docChanged) return false
  let opens = false
  tr.changes.iterChanges((fromA, toA, fromB, toB) => {
    const before = tr.startState.doc.sliceString(tr.startState.doc.lineAt(fromA).from, tr.startState.doc.lineAt(toA).to)
    const after = tr.newDoc.sliceString(tr.newDoc.lineAt(fromB).from, tr.newDoc.lineAt(toB).to)
    if (MARKS.test(before) !== MARKS.test(after) || (before !== after && MARKS.test(after))) opens = true
  })
  return opens
}

const MARKS = /```|~~~|<!--|-->|^\s*<|^ {4}/m

/** The whole lines that the parser has come to read without the text having changed. */
function newlyRead(tr: Transaction): { from: number; to: number } | null {
  const before = syntaxTree(tr.startState)
  const now = syntaxTree(tr.state)
  if (before === now) return null
  const { doc } = tr.state
  const from = doc.lineAt(Math.min(before.length, now.length, doc.length)).from
  return { from, to: doc.lineAt(Math.min(now.length, doc.length)).to }
}

/** Reads the pictures of whole lines again. */
function again(figures: DecorationSet, state: EditorState, from: number, to: number): DecorationSet {
  return figures.update({
    filter: (start, end) => end < from || start > to,
    filterFrom: from,
    filterTo: to,
    add: figuresIn(state, from, to),
  })
}
