/** Links: asked for, set, changed and taken away. */
import { EditorSelection, type EditorState } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { edit, restyle, withStyle } from './edit'
import { wrapOf } from './habits'
import { after, before, between, fresh, leavesIn, piecesOf, place, type Leaf, type Piece } from './inline'
import { wordAround } from './inline-style'
import { verbatimAt } from './language'
import { linkAt, unlinked, visible, type PlacedLink } from './link-at'
import { hostOf, written } from './options'
import { blockOf } from './tables/block'
import { blockLink, linkedBlock } from './tables/block-link'
import { wrapsToType } from './pending'
import { patch } from './replace'
import { selectedThing } from './things'
import type { LinkText } from './types'
import { writeLeaf } from './literal'

const how = { annotations: written.of(true), userEvent: 'input.link', scrollIntoView: true }

/** Sets a link, or with no answer yet asks the window for one. */
export function runLink(view: EditorView, argument: unknown): boolean {
  const { state } = view
  if (state.readOnly) return false
  if (blockOf(state)) return linkCells(view, argument)
  const { main } = state.selection
  const current = linkAt(state, main.head)
  if (!takesLink(state)) return false
  // Without a selection the word that the caret is in becomes the link, as it becomes bold.
  const word = main.empty && !current ? wordAround(state, main.head) : null
  const { from, to } = word ?? main
  if (!isAnswer(argument)) {
    const selected = from === to ? null : { text: visible(state, from, to), url: current?.url ?? '' }
    hostOf(state)?.onAskLink(selected ?? (current && { text: current.text, url: current.url }))
    return true
  }
  if (main.empty && current) return changeLink(view, current, argument)
  return setLink(view, from, to, argument)
}

/** The words of each selected cell become a link. */
function linkCells(view: EditorView, argument: unknown): boolean {
  const { state } = view
  const found = blockLink(state)
  const options = hostOf(state)
  if (found === null || found.cells === 0) options?.links?.noWords?.()
  else if (!isAnswer(argument)) options?.onAskLink({ text: '', ...found })
  else view.dispatch({ ...linkedBlock(state, argument.url), ...how, filter: false })
  return true
}

/** Whether there are words to link, or room for some: not in code, and not for a picture or card that is selected. */
function takesLink(state: EditorState): boolean {
  const { main } = state.selection
  if (selectedThing(state)) return false
  if (!main.empty) return leavesIn(state, main.from, main.to).length > 0
  return !verbatimAt(state, main.head, -1) && !verbatimAt(state, main.head, 1)
}

/** Changes a whole link; an empty address takes it away. */
export function changeLink(view: EditorView, link: PlacedLink, answer: LinkText): boolean {
  if (!link.bare || answer.url.trim() !== '') return setLink(view, link.from, link.to, answer)
  const changes = unlinked(view.state, link)
  if (!changes) return false
  view.dispatch({ changes, selection: { anchor: changes.from + changes.insert.length } }, how)
  return true
}

/** Opens the link at the caret; false where there is none. */
export function openLink(view: EditorView): boolean {
  const link = linkAt(view.state, view.state.selection.main.head)
  if (!link) return false
  hostOf(view.state)?.onOpenLink(link.url)
  return true
}

function isAnswer(argument: unknown): argument is LinkText {
  return typeof argument === 'object' && argument !== null && 'url' in argument && typeof argument.url === 'string'
}

/** Makes the words between two places a link; an empty address takes the link away. */
export function setLink(view: EditorView, from: number, to: number, { text, url }: LinkText): boolean {
  const { state } = view
  const on = url.trim() !== ''
  const wrap = wrapOf(state, 'link', url)
  const words = (text ?? '').trim() || (on ? url : '')
  if (from === to) {
    if (!on || words === '') return false
    view.dispatch(
      edit(state, from, to, words, [...wrapsToType(state, from).filter((one) => one.style !== 'link'), wrap]),
      how,
    )
    return true
  }
  const leaves = leavesIn(state, from, to)
  const [leaf] = leaves
  if (!leaf) return false
  if (leaves.length === 1 && on && words !== visible(state, from, to)) return rewrite(view, leaf, from, to, words, wrap)
  const edits = leaves.map((one) =>
    restyle(state, one, piecesOf(state, one), Math.max(from, one.from), Math.min(to, one.to), (wraps) =>
      withStyle(wraps, wrap, on),
    ),
  )
  const changes = state.changes(edits.map(({ from: start, to: end, insert }) => ({ from: start, to: end, insert })))
  view.dispatch(
    {
      changes,
      selection: EditorSelection.cursor(leaves.length === 1 ? (edits[0]?.caret ?? to) : changes.mapPos(to, -1)),
    },
    how,
  )
  return true
}

function rewrite(
  view: EditorView,
  leaf: Leaf,
  from: number,
  to: number,
  words: string,
  wrap: Piece['wraps'][number],
): boolean {
  const { state } = view
  const pieces = piecesOf(state, leaf)
  const kept = between(pieces, from, to)[0]?.wraps.filter((one) => one.style !== 'link' && one.style !== 'code') ?? []
  const result = writeLeaf(state, leaf, [
    ...before(pieces, from),
    fresh(words, [wrap, ...kept]),
    place('caret'),
    ...after(pieces, to),
  ])
  const change = patch(leaf.from, state.doc.sliceString(leaf.from, leaf.to), result.text)
  if (change) view.dispatch({ changes: change, selection: { anchor: leaf.from + result.caret } }, how)
  return true
}
