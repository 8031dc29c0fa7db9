/** Moves a thing between the blocks of the text: its own lines go, all others stay as they are. One step of undo. */
import { EditorSelection, type EditorState, type Line, type TransactionSpec } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import type { SyntaxNode } from '@lezer/common'
import { treeTo } from '../language'
import { isBlank } from '../blank'
import { hostOf, written } from '../options'
import { isSpoken } from '../spoken-for'
import { selectedThing, standingAt, type Standing } from './pictures'

/** A place between two blocks: before or after this line. */
export interface Gap {
  line: number
  side: 'before' | 'after'
}

/** The lines of the outermost block that `line` belongs to. */
export function blockOf(state: EditorState, line: Line): { first: Line; last: Line } {
  const { doc } = state
  const thing = standingAt(state, line.from)
  if (thing) return { first: doc.lineAt(thing.from), last: doc.lineAt(thing.to) }
  const at = line.from + (line.text.length - line.text.trimStart().length)
  const node = wholeAfter(state, at, line.to)
  if (!node || node.from > line.to) return { first: line, last: line }
  return { first: doc.lineAt(Math.min(node.from, line.from)), last: doc.lineAt(Math.max(node.to, line.to)) }
}

/** So many letters more are read to see where a block ends. */
const FURTHER = 10_000

/** The outermost block after a place, read to its end: the parser may have stopped inside it. */
function wholeAfter(state: EditorState, at: number, upTo: number): SyntaxNode | null {
  for (let reach = upTo; ; reach += FURTHER) {
    const tree = treeTo(state, Math.min(reach, state.doc.length))
    const node = tree.topNode.childAfter(at)
    // Either another begins after it, or there is no more text, or the parser takes too long.
    if (!node || node.nextSibling || tree.length >= state.doc.length || tree.length < reach) return node
  }
}

/** The block before or after a thing; null where there is none that it could change places with. */
function neighbour(state: EditorState, at: Standing, way: -1 | 1): { first: Line; last: Line } | null {
  const { doc } = state
  const edge = doc.lineAt(way > 0 ? at.to : at.from).number
  for (let number = edge + way; number >= 1 && number <= doc.lines; number += way) {
    const line = doc.line(number)
    if (isSpoken(state, line.from)) return null
    if (!isBlank(line.text)) return blockOf(state, line)
  }
  return null
}

/** The change that puts the thing into a gap; null where it is there already. */
export function moved(state: EditorState, at: Standing, gap: Gap): TransactionSpec | null {
  const { doc } = state
  const first = doc.lineAt(at.from).number
  const last = doc.lineAt(at.to).number
  if (gap.line >= first && gap.line <= last) return null
  const blankBetween = (from: number, to: number): boolean => {
    for (let number = from; number <= to; number++) if (!isBlank(doc.line(number).text)) return false
    return true
  }
  if (gap.side === 'after' && gap.line < first && blankBetween(gap.line + 1, first - 1)) return null
  if (gap.side === 'before' && gap.line > last && blankBetween(last + 1, gap.line - 1)) return null
  const text = doc.sliceString(at.from, at.to)
  const cut = without(state, at)
  const line = doc.line(gap.line)
  const wordsAt = (number: number): boolean =>
    number >= 1 && number <= doc.lines && !isBlank(doc.line(number).text) && (number < first || number > last)
  let lead = ''
  let insert = ''
  let pos = line.from
  if (gap.side === 'before') {
    lead = wordsAt(gap.line - 1) ? '\n' : ''
    insert = `${lead}${text}\n\n`
  } else {
    pos = line.to
    lead = '\n\n'
    insert = `${lead}${text}${wordsAt(gap.line + 1) ? '\n' : ''}`
  }
  const changes = state.changes([cut, { from: pos, insert }])
  const start = changes.mapPos(pos, -1) + lead.length
  return { changes, selection: EditorSelection.single(start, start + text.length) }
}

/** The thing's lines with the gap that only it needed. */
function without(state: EditorState, at: Standing): { from: number; to: number } {
  const { doc } = state
  const first = doc.lineAt(at.from).number
  const last = doc.lineAt(at.to).number
  let after = last + 1
  while (after <= doc.lines && isBlank(doc.line(after).text)) after++
  if (after <= doc.lines) return { from: at.from, to: doc.line(after).from }
  let before = first - 1
  while (before >= 1 && isBlank(doc.line(before).text)) before--
  return { from: before >= 1 ? doc.line(before).to : at.from, to: at.to }
}

/** Puts the thing into a gap and says so. */
export function moveInto(view: EditorView, at: Standing, gap: Gap, way: -1 | 1): boolean {
  const { state } = view
  const spec = state.readOnly ? null : moved(state, at, gap)
  if (!spec) return false
  const words = hostOf(state)?.words.figures
  view.dispatch(spec, {
    annotations: written.of(true),
    userEvent: 'move.figure',
    scrollIntoView: true,
    effects: words ? EditorView.announce.of(way < 0 ? words.movedUp : words.movedDown) : [],
  })
  return true
}

/** The change that puts the thing past the block before (-1) or after (1) it; null where there is none. */
export function beside(state: EditorState, at: Standing, way: -1 | 1): TransactionSpec | null {
  const gap = gapBeside(state, at, way)
  return gap && moved(state, at, gap)
}

function gapBeside(state: EditorState, at: Standing, way: -1 | 1): Gap | null {
  const block = neighbour(state, at, way)
  if (!block) return null
  return way < 0 ? { line: block.first.number, side: 'before' } : { line: block.last.number, side: 'after' }
}

/** Moves the selected thing past the block before (-1) or after (1) it. */
export function moveThing(view: EditorView, way: -1 | 1): boolean {
  const at = selectedThing(view.state)
  const gap = at && gapBeside(view.state, at, way)
  return at && gap ? moveInto(view, at, gap, way) : false
}
