/** The styles around the caret, told twice: by the toolbar, and by what the page draws. */
import type { EditorState } from '@codemirror/state'
import { marksOf } from '../marks'
import { stateOf } from '../state-of'

/** The styles of words that a toolbar has a button for. */
export interface Styles {
  bold: boolean
  italic: boolean
  strike: boolean
  code: boolean
}

/** The styles that the toolbar shows. */
export function shownStyles(state: EditorState): Styles {
  const { bold, italic, strike, code } = stateOf(state)
  return { bold, italic, strike, code }
}

/** The styles that the page draws the letter at `pos` with. */
export function drawnStyles(state: EditorState, pos: number): Styles {
  const line = state.doc.lineAt(pos)
  const looks = marksOf(state, line.from, line.to).styled.filter(({ from, to }) => from <= pos && pos < to)
  const has = (name: string): boolean => looks.some(({ look }) => look === name)
  return { bold: has('strong'), italic: has('emphasis'), strike: has('strike'), code: has('code') }
}

/** The styles of the letters that touch the one at `pos`, marks left out; blanks and the ends of lines are none. */
export function stylesBeside(state: EditorState, pos: number): Styles[] {
  const line = state.doc.lineAt(pos)
  const { hidden } = marksOf(state, line.from, line.to)
  const next = (way: -1 | 1): number => {
    for (let at = pos + way; at >= line.from && at < line.to; at += way)
      if (!hidden.some(({ from, to }) => from <= at && at < to)) return at
    return -1
  }
  return [next(-1), next(1)]
    .filter((at) => at >= 0 && /\S/.test(state.doc.sliceString(at, at + 1)))
    .map((at) => drawnStyles(state, at))
}

/** How many styles one has and the other has not. */
export const differences = (a: Styles, b: Styles): number =>
  (Object.keys(a) as (keyof Styles)[]).filter((name) => a[name] !== b[name]).length
