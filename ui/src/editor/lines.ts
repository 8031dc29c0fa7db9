/** What each line of the text is on the page, and whether the caret may rest there. */
import type { EditorState, Line } from '@codemirror/state'
import { isBlank } from './blank'
import { findPicture } from './figures/find-picture'
import { figureAt, pictureField } from './figures/pictures'
import { around, knownVerbatim, verbatimAt } from './language'
import { isSpoken } from './spoken-for'
import { isWaiting } from './waiting'
import { inTable } from './tables/field'
import { isCard } from './cards/cards'

/**
 * `gap` is the blank line that parts two blocks, `none` a further blank line of no height, `empty` a blank line that
 * is a paragraph waiting for words; `fence`, `underline`, `rule` and `delimiter` are marks that fill their line;
 * a `picture` and each line of a `card` are drawn as one thing.
 */
export type LineKind =
  | 'text'
  | 'gap'
  | 'none'
  | 'empty'
  | 'fence'
  | 'underline'
  | 'rule'
  | 'delimiter'
  | 'spoken'
  | 'picture'
  | 'card'
  | 'table'

/** How far a run of blank lines is followed. */
const REACH = 200

/** What `line` is. */
export function kindOf(state: EditorState, line: Line): LineKind {
  if (isSpoken(state, line.from)) return 'spoken'
  if (figureAt(state, line.from)) return 'picture'
  if (inTable(state, line.from)) return 'table'
  if (isCard(state, line.from)) return 'card'
  if (isWaiting(state, line)) return 'empty'
  if (isBlank(line.text))
    return verbatimAt(state, line.from, 1)?.name.endsWith('Code') ? 'text' : blankKind(state, line)
  if (!state.field(pictureField, false) && isPictureLine(state, line)) return 'picture'
  return markKind(state, line)
}

/** Whether `line` is a picture and nothing else. */
export function isPictureLine(state: EditorState, line: Line): boolean {
  return line.text.includes('![') && findPicture(line.text) !== null && !knownVerbatim(state, line.from + 1)
}

/** Whether the caret may rest on such a line. */
export const isStop = (kind: LineKind): boolean => kind === 'text' || kind === 'empty'

/** Whether such a line is drawn as one thing, which is selected whole. */
export const isThing = (kind: LineKind): boolean => kind === 'picture' || kind === 'card'

function markKind(state: EditorState, line: Line): LineKind {
  const { text } = line
  if (
    /^[\s>]*(?:\[!|\{:)/.test(text) &&
    around(state, line.from + text.search(/[[{]/), 1, (name) => name === 'BoxMark')
  )
    return 'fence'
  if (/^[\s>]*(?:[-*+]|\d+[.)])?\s*(`{3}|~{3})/.test(text)) {
    const at = line.from + text.search(/[`~]/)
    const mark = around(state, at, 1, (name) => name === 'CodeMark' || name === 'FencedCode')
    if (mark?.name === 'CodeMark' && mark.parent?.name === 'FencedCode') return 'fence'
  }
  if (/^[\s>]*(=+|-+)\s*$/.test(text)) {
    const mark = around(state, line.to - trailing(text), -1, (name) => name === 'HeaderMark')
    if (mark?.parent?.name.startsWith('Setext')) return 'underline'
  }
  if (/^[\s>]*[-*_][-*_\s]*$/.test(text)) {
    if (around(state, line.to - trailing(text), -1, (name) => name === 'HorizontalRule')) return 'rule'
  }
  return 'text'
}

const trailing = (text: string): number => text.length - text.trimEnd().length

/** A run of blank lines keeps its first and last as the gaps of its neighbours; lines between are empty paragraphs. */
function blankKind(state: EditorState, line: Line): LineKind {
  const { doc } = state
  let above = 0
  while (above < REACH && line.number - above > 1 && blankAt(state, line.number - above - 1)) above++
  let below = 0
  while (below < REACH && line.number + below < doc.lines && blankAt(state, line.number + below + 1)) below++
  const atStart = line.number - above === 1
  const atEnd = line.number + below === doc.lines
  const index = above + 1
  const count = above + 1 + below
  if (atStart && atEnd) return aloneKind(index, count)
  const hiddenAbove = !atStart && isSpoken(state, doc.line(line.number - above - 1).from)
  const hiddenBelow = !atEnd && isSpoken(state, doc.line(line.number + below + 1).from)
  if (hiddenBelow && !atStart && !hiddenAbove) return index === 1 ? 'gap' : 'none'
  if (atStart) return index < count ? 'empty' : 'none'
  if (hiddenAbove && atEnd) return count === 1 ? 'empty' : index === 1 ? 'none' : aloneKind(index - 1, count - 1)
  if (hiddenAbove) return index > 1 && index < count ? 'empty' : 'none'
  if (atEnd) return endKind(index, count)
  if (index === 1) return 'gap'
  return index === count || count === 2 ? 'none' : 'empty'
}

/** A line of the blank ones after the last words: of more than two the last is only the end of the line before it. */
function endKind(index: number, count: number): LineKind {
  if (index === 1) return 'gap'
  return index === count && count > 2 ? 'none' : 'empty'
}

/** A line of a text without words: the first is a paragraph, and those after it are as those after words. */
function aloneKind(index: number, count: number): LineKind {
  if (index === 1) return 'empty'
  return endKind(index - 1, count - 1) === 'empty' ? 'empty' : 'none'
}

function blankAt(state: EditorState, number: number): boolean {
  const line = state.doc.line(number)
  return isBlank(line.text) && !isSpoken(state, line.from)
}

/** The nearest line from `number` on, going `way`, where the caret may rest or a picture or table stands; null if none. */
export function nextStop(state: EditorState, number: number, way: -1 | 1): Line | null {
  for (let at = number; at >= 1 && at <= state.doc.lines; at += way) {
    const line = state.doc.line(at)
    const kind = kindOf(state, line)
    if (isStop(kind) || isThing(kind) || kind === 'table') return line
  }
  return null
}
