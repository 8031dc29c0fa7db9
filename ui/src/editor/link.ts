/** Links: asked for, set, changed and taken away. */
import { EditorSelection, type EditorState } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { edit, restyle, withStyle } from './edit'
import { wrapOf } from './habits'
import {
  after,
  before,
  between,
  fresh,
  isBreak,
  leafAt,
  leavesIn,
  piecesOf,
  place,
  type Leaf,
  type Piece,
} from './inline'
import { verbatimAt } from './language'
import { address, marksOf } from './marks'
import { hostOf, written } from './options'
import { blockOf } from './tables/block'
import { blockLink, linkedBlock } from './tables/block-link'
import { wrapsToType } from './pending'
import { patch } from './replace'
import { entity } from './syntax/entities'
import { nameKey, namesOf } from './syntax/names'
import { selectedThing } from './things'
import type { LinkText } from './types'
import { writeLeaf } from './literal'

const how = { annotations: written.of(true), userEvent: 'input.link', scrollIntoView: true }

/** A link with the range of its words. */
export interface PlacedLink extends LinkText {
  from: number
  to: number
  /** Whether it is an address that leads to itself. */
  bare: boolean
}

/** The link at the caret. */
export function linkAt(state: EditorState, pos: number): PlacedLink | null {
  const leaf = leafAt(state, pos)
  if (!leaf || pos < leaf.from) return null
  const pieces = piecesOf(state, leaf)
  const index = pieces.findIndex((piece) => piece.from <= pos && pos <= piece.to && isLink(piece))
  const wrap = pieces[index]?.wraps.find((one) => one.style === 'link')
  if (!wrap) return bareLink(state, pos)
  let first = index
  let last = index
  while (first > 0 && pieces[first - 1]?.wraps.includes(wrap)) first--
  while (last + 1 < pieces.length && pieces[last + 1]?.wraps.includes(wrap)) last++
  const inside = pieces.slice(first, last + 1)
  const from = inside[0]?.from ?? pos
  const to = inside[inside.length - 1]?.to ?? pos
  const url = addressIn(state, wrap.close, state.sliceDoc(from, to))
  return { text: inside.map(seenOf).join(''), url, from, to, bare: false }
}

/** The address in what closes a link: its own, or the one that the text gives to its name, which may be its words. */
function addressIn(state: EditorState, close: string, words: string): string {
  if (!close.startsWith('](')) {
    const name = close.slice(2, -1)
    return namesOf(state).addresses.get(nameKey(name === '' ? words : name)) ?? ''
  }
  return address(/^\]\(\s*(<[^>]*>|\S*?)(?:\s+["'(].*)?\)$/s.exec(close)?.[1] ?? close.slice(2, -1))
}

/** The letters of a piece as they are read. */
function seenOf(piece: Piece): string {
  if (!piece.whole) return piece.text
  return isBreak(piece) ? ' ' : entity(piece.text.replace(/^\\(.)/, '$1'))
}

/** A web address typed as it is. */
function bareLink(state: EditorState, pos: number): PlacedLink | null {
  const line = state.doc.lineAt(pos)
  const found = marksOf(state, line.from, line.to).styled.find(
    (mark) => mark.look === 'link' && mark.from <= pos && pos <= mark.to,
  )
  if (!found) return null
  const { from, to, url = '' } = found
  return { text: state.doc.sliceString(from, to), url, from, to, bare: true }
}

const isLink = (piece: Piece): boolean => piece.wraps.some((wrap) => wrap.style === 'link')

/** Sets a link, or with no answer yet asks the window for one. */
export function runLink(view: EditorView, argument: unknown): boolean {
  const { state } = view
  if (state.readOnly) return false
  if (blockOf(state)) return linkCells(view, argument)
  const { main } = state.selection
  const current = linkAt(state, main.head)
  if (!takesLink(state)) return false
  if (!isAnswer(argument)) {
    const selected = main.empty ? null : { text: visible(state, main.from, main.to), url: current?.url ?? '' }
    hostOf(state)?.onAskLink(selected ?? (current && { text: current.text, url: current.url }))
    return true
  }
  if (main.empty && current) return changeLink(view, current, argument)
  return setLink(view, main.from, main.to, argument)
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

/** An address that is no link any more stays what it was: a backslash that nobody sees keeps it from being read as one. */
export function unlinked(state: EditorState, link: PlacedLink): { from: number; to: number; insert: string } | null {
  const sign = /:|@|\./.exec(link.text)
  if (!sign) return null
  const angled =
    state.sliceDoc(link.from - 1, link.from) === '<' && state.sliceDoc(link.to, link.to + 1) === '>' ? 1 : 0
  const insert = `${link.text.slice(0, sign.index)}\\${link.text.slice(sign.index)}`
  return { from: link.from - angled, to: link.to + angled, insert }
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

/** The words between two places, without marks. */
export function visible(state: EditorState, from: number, to: number): string {
  return leavesIn(state, from, to)
    .map((leaf) => between(piecesOf(state, leaf), from, to).map(seenOf).join(''))
    .join(' ')
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
