/** Words as they are seen on a line: where the next begins or ends, whatever marks are hidden in between. */
import type { EditorState, Line } from '@codemirror/state'
import { placesOf } from './places'

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })

/** Stands for a picture, a note or another drawn thing. */
const THING = '\ufffc'

/** The letters of a line as they are seen, with the place of each. */
function letters(state: EditorState, line: Line): { text: string; at: number[] } {
  const { hidden, start } = placesOf(state, line)
  const at: number[] = []
  let text = ''
  for (let pos = start; pos < line.to;) {
    const mark = hidden.find(({ from, to }) => from <= pos && pos < to)
    if (mark?.drawing && !mark.prefix) {
      text += THING
      at.push(mark.from)
    } else if (!mark) {
      text += line.text.charAt(pos - line.from)
      at.push(pos)
    }
    pos = mark ? mark.to : pos + 1
  }
  at.push(line.to)
  return { text, at }
}

/** Where the word before (-1) or after (1) `pos` on its line begins or ends; null when there is none on that side. */
export function wordStop(state: EditorState, pos: number, way: -1 | 1): number | null {
  const { text, at } = letters(state, state.doc.lineAt(pos))
  const here = at.filter((one) => one < pos).length
  if (way < 0 ? here === 0 : here >= text.length) return null
  const segments = [...segmenter.segment(text)]
  const side =
    way < 0
      ? segments.reverse().filter(({ index }) => index < here)
      : segments.filter(({ index, segment }) => index + segment.length > here)
  const word = side.find(({ segment }) => segment.trim() !== '') ?? side[side.length - 1]
  if (!word) return null
  if (way < 0) return at[word.index] ?? null
  const last = at[word.index + word.segment.length - 1]
  return last === undefined ? null : last + 1
}

/** The word, or the run of other letters, that is seen at `pos`; null where nothing is. */
export function wordAt(state: EditorState, pos: number): { from: number; to: number } | null {
  const { text, at } = letters(state, state.doc.lineAt(pos))
  const here = at.filter((one) => one < pos).length
  const segments = [...segmenter.segment(text)]
  const touching = segments.filter(({ index, segment }) => index <= here && here <= index + segment.length)
  // Between a word and what is no word the click is taken for the word's.
  const found = touching.find(({ isWordLike }) => isWordLike === true) ?? touching[touching.length - 1]
  if (!found) return null
  const from = at[found.index]
  const last = at[found.index + found.segment.length - 1]
  return from === undefined || last === undefined ? null : { from, to: last + 1 }
}
