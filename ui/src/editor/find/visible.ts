/** The words of a text as they are read, with the place of each letter in the text: what a search looks through. */
import type { EditorState } from '@codemirror/state'
import { isBlank } from '../blank'
import { marksOf } from '../marks'
import { isSpoken } from '../spoken-for'
import { gridAt, inTable } from '../tables/field'
import { sourceMode } from '../views/source'

/** A stretch of words without a break that a reader would see. */
export interface Stretch {
  text: string
  /** The offset of each UTF-16 unit of `text`, and of the end after them. */
  places: number[]
}

/** The most lines that are looked at as one stretch. */
const LINES = 400

/** All stretches, in their order. What a line break in the file only wraps is a space; marks are not there. */
export function* stretches(state: EditorState): Generator<Stretch> {
  const { doc } = state
  for (let number = 1; number <= doc.lines;) {
    const first = doc.line(number)
    // Of a text shown as it is stored every letter is read.
    if (state.facet(sourceMode)) {
      yield { text: first.text, places: Array.from({ length: first.length + 1 }, (_, at) => first.from + at) }
      number++
      continue
    }
    if (isBlank(first.text) || isSpoken(state, first.from)) {
      number++
      continue
    }
    // The bars and lines of a drawn table are nothing that is read; each cell stands by itself.
    const grid = gridAt(state, first.from)
    if (grid) {
      for (const cell of grid.rows.flatMap(({ cells }) => cells)) yield* read(state, cell.from, cell.to)
      number = doc.lineAt(grid.to).number + 1
      continue
    }
    let last = first
    while (last.number < doc.lines && last.number - first.number < LINES) {
      const next = doc.line(last.number + 1)
      if (isBlank(next.text) || isSpoken(state, next.from) || inTable(state, next.from)) break
      last = next
    }
    yield* read(state, first.from, last.to)
    number = last.number + 1
  }
}

function* read(state: EditorState, from: number, to: number): Generator<Stretch> {
  const source = state.doc.sliceString(from, to)
  const hidden = marksOf(state, from, to).hidden
  let stretch: Stretch = { text: '', places: [] }
  let next = 0
  for (let at = from; at < to;) {
    const mark = hidden[next]
    if (mark && mark.to <= at) {
      next++
      continue
    }
    if (mark && mark.from <= at) {
      // A bullet, a number or a picture stands between words; a style's mark does not.
      if (mark.drawing && stretch.text !== '') {
        stretch.places.push(at)
        yield stretch
        stretch = { text: '', places: [] }
      }
      at = Math.max(at + 1, mark.to)
      continue
    }
    const letter = source.charAt(at - from)
    const space = letter === '\n' || letter === '\t'
    if (!space || !stretch.text.endsWith(' ')) {
      stretch.text += space ? ' ' : letter
      stretch.places.push(at)
    }
    at++
  }
  if (stretch.text === '') return
  stretch.places.push(to)
  yield stretch
}
