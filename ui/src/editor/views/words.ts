/** How many words are selected, counted as a reader would. */
import type { EditorState } from '@codemirror/state'
import { blockPieces } from '../tables/block-words'
import { visibleText } from './outline'

/** The most text that is counted, in characters: more than anybody reads off a counter. */
const MOST = 200_000

const segments = new Intl.Segmenter(undefined, { granularity: 'word' })

/** The words of a text. */
export function countWords(text: string): number {
  let count = 0
  for (const segment of segments.segment(text)) if (segment.isWordLike) count++
  return count
}

/** The words of the selection; null when nothing is selected. */
export function selectedWords(state: EditorState): number | null {
  const cells = blockPieces(state)
  if (cells) return countWords(cells.map(({ text }) => text).join(' '))
  const { main } = state.selection
  return main.empty ? null : countWords(visibleText(state, main.from, Math.min(main.to, main.from + MOST)))
}
