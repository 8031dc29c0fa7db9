/** Bold, italic, strike and code: on the selection, on the word at the caret, or for the words to come. */
import { EditorSelection, type ChangeSpec, type EditorState } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { restyle, withStyle } from './edit'
import { wrapOf } from './habits'
import { between, leafAt, leavesIn, piecesOf, type Leaf, type Piece, type StyleName } from './inline'
import { written } from './options'
import { setPending, wrapsToType } from './pending'
import { blockHasStyle, styledBlock } from './tables/block-words'

/** Whether all selected words, or those to be typed, have `style`. */
export function hasStyle(state: EditorState, style: StyleName): boolean {
  const block = blockHasStyle(state, style)
  if (block !== null) return block
  const { from, to, empty } = state.selection.main
  if (empty) return wrapsToType(state, from).some((wrap) => wrap.style === style)
  const pieces = leavesIn(state, from, to).flatMap((leaf) => selected(state, leaf, from, to))
  return pieces.length > 0 && pieces.every((piece) => piece.wraps.some((wrap) => wrap.style === style))
}

function selected(state: EditorState, leaf: Leaf, from: number, to: number): Piece[] {
  return between(piecesOf(state, leaf), from, to).filter((piece) => piece.text.trim() !== '')
}

/** Turns `style` on or off. */
export function toggleStyle(view: EditorView, style: StyleName): boolean {
  const { state } = view
  if (state.readOnly) return false
  const block = styledBlock(state, style)
  if (block) {
    view.dispatch(block, { annotations: written.of(true), userEvent: 'input.style', filter: false })
    return true
  }
  const { main } = state.selection
  const word = main.empty ? wordAround(state, main.head) : null
  if (main.empty && !word) return toggleNext(view, style)
  const { from, to } = word ?? main
  const leaves = leavesIn(state, from, to)
  if (leaves.length === 0) return false
  const all = leaves.flatMap((leaf) => selected(state, leaf, from, to))
  const on = !all.every((piece) => piece.wraps.some((wrap) => wrap.style === style))
  const wrap = wrapOf(state, style)
  const edits = leaves.map((leaf) =>
    restyle(
      state,
      leaf,
      piecesOf(state, leaf),
      Math.max(from, leaf.from),
      Math.min(to, leaf.to),
      (wraps) => withStyle(wraps, wrap, on),
      word ? main.head : to,
    ),
  )
  const changes = state.changes(
    edits.map(({ from: start, to: end, insert }): ChangeSpec => ({ from: start, to: end, insert })),
  )
  const shift = (index: number): number =>
    edits.slice(0, index).reduce((sum, one) => sum + one.insert.length - (one.to - one.from), 0)
  const first = (edits[0]?.selected.from ?? from) + shift(0)
  const last = (edits[edits.length - 1]?.selected.to ?? to) + shift(edits.length - 1)
  const selection = word
    ? EditorSelection.cursor(edits[0]?.caret ?? main.head)
    : main.anchor <= main.head
      ? EditorSelection.range(first, last)
      : EditorSelection.range(last, first)
  view.dispatch({ changes, selection, userEvent: 'input.style', scrollIntoView: true })
  return true
}

/** The word that the caret stands inside of, not beside: letters as they are seen, marks left out. */
export function wordAround(state: EditorState, pos: number): { from: number; to: number } | null {
  const leaf = leafAt(state, pos)
  if (!leaf) return null
  const letters = piecesOf(state, leaf).flatMap((piece) =>
    [...piece.text.split('')].map((letter, index) => ({
      is: !piece.whole && WORD.test(letter),
      at: piece.from + index,
    })),
  )
  const next = letters.findIndex(({ at }) => at >= pos)
  if (next < 1 || !letters[next]?.is || !letters[next - 1]?.is) return null
  let first = next - 1
  let last = next
  while (letters[first - 1]?.is) first--
  while (letters[last + 1]?.is) last++
  return { from: letters[first]?.at ?? pos, to: (letters[last]?.at ?? pos) + 1 }
}

const WORD = /[\p{L}\p{N}\p{M}_'’]/u

function toggleNext(view: EditorView, style: StyleName): boolean {
  const { state } = view
  const wraps = wrapsToType(state, state.selection.main.head)
  const on = !wraps.some((wrap) => wrap.style === style)
  view.dispatch({ effects: setPending.of(withStyle(wraps, wrapOf(state, style), on)) })
  return true
}
