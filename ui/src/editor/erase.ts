/** Backspace and Delete: one visible letter, or what a word processor does at a block's edge. */
import { EditorSelection, findClusterBreak, type EditorState, type Line, type TransactionSpec } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { continuation, hasWords, itemAt, quoteAt } from './blocks'
import { clearOverHidden } from './clear'
import { edit } from './edit'
import { eraseSpan } from './erase-span'
import { leafAt } from './inline'
import { verbatimAt } from './language'
import { takeOut } from './lists'
import { isBlank } from './blank'
import { isStop, kindOf, nextStop } from './lines'
import { noteOn, removeEmptyNote } from './note-edge'
import { written } from './options'
import { setPending, wrapsHere, wrapsToType } from './pending'
import { selectedThing, thingAt } from './things'
import { removeThing } from './take-out'
import { drawnAt, placesOf, samePlace } from './places'
import { seenCaret } from './seen-caret'
import { blankAfter } from './soft-breaks'
import { isSpoken } from './spoken-for'
import { isWaiting } from './waiting'
import { closeWaiting } from './waiting-line'
import { wordStop } from './words'

const how = { annotations: written.of(true), userEvent: 'delete', scrollIntoView: true }

/** Backspace (-1) or Delete (1). */
export function erase(view: EditorView, way: -1 | 1): boolean {
  const { state } = view
  if (state.readOnly) return true
  const { main } = state.selection
  if (!main.empty) {
    const thing = selectedThing(state)
    if (thing) return removeThing(view, thing)
    if (clearOverHidden(view)) return true
    view.dispatch(seenCaret(state, eraseSpan(state, main.from, main.to)), how)
    return true
  }
  const spec = way < 0 ? eraseBefore(state, main.head) : eraseAfter(state, main.head)
  if (spec)
    view.dispatch(
      seenCaret(state, keepStyle(state, spec)),
      spec.changes ? how : { userEvent: 'select', scrollIntoView: true },
    )
  return true
}

/** Ctrl+Backspace (-1) or Ctrl+Delete (1): a whole word, or at a line's edge what the key alone does. */
export function eraseWord(view: EditorView, way: -1 | 1): boolean {
  const { state } = view
  const { main } = state.selection
  const line = state.doc.lineAt(main.head)
  const stops = main.empty && isStop(kindOf(state, line))
  // The mark that opens a line is no part of its first word.
  const from = stops ? Math.max(main.head, Math.min(placesOf(state, line).start, line.to)) : main.head
  const to = stops ? (wordStop(state, from, way) ?? wordBeyond(state, line, way)) : null
  if (to === null) return erase(view, way)
  if (state.readOnly) return true
  const spec = edit(state, Math.min(from, to), Math.max(from, to), '')
  view.dispatch(seenCaret(state, keepStyle(state, spec)), how)
  return true
}

/** Where the next word ends that is on another line of the file and none of the page; null where there is none. */
function wordBeyond(state: EditorState, line: Line, way: -1 | 1): number | null {
  const blank =
    way > 0 ? blankAfter(state, line) : line.number > 1 ? blankAfter(state, state.doc.line(line.number - 1)) : null
  return blank && wordStop(state, way > 0 ? blank.to : blank.from, way)
}

/** Words typed after erasing look like the erased ones, also where those were the last of their style. */
function keepStyle(state: EditorState, spec: TransactionSpec): TransactionSpec {
  const wraps = wrapsToType(state, state.selection.main.head).filter((wrap) => wrap.style !== 'link')
  if (!spec.changes || wraps.length === 0) return spec
  const after = state.update(spec, { filter: false }).state
  const kept = wrapsHere(after, after.selection.main.head)
  return wraps.every((wrap) => kept.some((one) => one.style === wrap.style))
    ? spec
    : { ...spec, effects: setPending.of(wraps) }
}

/** What Backspace at `pos` does; null for nothing. */
export function eraseBefore(state: EditorState, pos: number): TransactionSpec | null {
  const line = state.doc.lineAt(pos)
  const kind = kindOf(state, line)
  if (isWaiting(state, line)) return closeWaiting(state, line)
  if (kind === 'empty') return emptyQuote(state, line) ?? eraseEmpty(state, pos, -1)
  if (!isStop(kind)) return null
  const places = placesOf(state, line)
  const here = samePlace(places, pos)
  // What the page shows as a blank goes as one.
  const blank = blankAfter(state, line)
  if (blank && here.from > blank.from) return edit(state, blank.from, blank.to, '')
  if (here.from > places.start) {
    const drawn = drawnAt(places, here.from, -1)
    const from = drawn ? drawn.from : line.from + findClusterBreak(line.text, here.from - line.from, false)
    return edit(state, from, here.from, '')
  }
  return atStart(state, pos, here.from)
}

/** What Delete at `pos` does; null for nothing. */
export function eraseAfter(state: EditorState, pos: number): TransactionSpec | null {
  const line = state.doc.lineAt(pos)
  const kind = kindOf(state, line)
  if (kind === 'empty') return eraseEmpty(state, pos, 1)
  if (!isStop(kind)) return null
  const places = placesOf(state, line)
  const here = samePlace(places, pos)
  const blank = blankAfter(state, line)
  if (blank && here.to >= blank.from) return edit(state, blank.from, blank.to, '')
  if (here.to < line.to) {
    const drawn = drawnAt(places, here.to, 1)
    const to = drawn ? drawn.to : line.from + findClusterBreak(line.text, here.to - line.from, true)
    return { ...edit(state, here.to, to, '') }
  }
  const next = nextStop(state, line.number + 1, 1)
  if (!next) return eraseRule(state, line, 1)
  // The words of a footnote join none before it: they are gone to.
  const note = noteOn(state, next)
  if (note) return { selection: { anchor: note.content } }
  return join(state, here.from, next.from, 1)
}

/** Backspace at a block's first word. */
function atStart(state: EditorState, pos: number, start: number): TransactionSpec | null {
  const line = state.doc.lineAt(pos)
  const leaf = leafAt(state, pos)
  const note = noteOn(state, line)
  if (note) return removeEmptyNote(state, line, note)
  const first = leaf === null || state.doc.lineAt(leaf.from).number === line.number
  if (leaf === null && verbatimAt(state, line.to, -1)?.name.endsWith('Code')) return atStartOfCode(state, line, start)
  if (first && leaf && /^ATX/.test(leaf.node.name))
    return toParagraph(state, leaf.node.from, leaf.from, leaf.to, leaf.node.to)
  const item = itemAt(state, pos)
  if (first && item && item.line.number === line.number && start <= item.content) return takeOut(state, item)
  const quote = quoteAt(state, pos)
  if (first && quote && !item) return unquote(state, line.number)
  if (!first) {
    const blank = blankAfter(state, state.doc.line(line.number - 1))
    return edit(state, blank?.from ?? line.from - 1, Math.max(start, line.from), '')
  }
  return beforeLine(state, line, start)
}

function atStartOfCode(state: EditorState, line: Line, start: number): TransactionSpec | null {
  return emptyCode(state, line) ?? beforeLine(state, line, start)
}

/** Joins the words that start at `start` with those before their line, or takes out the divider before them. */
function beforeLine(state: EditorState, line: Line, start: number): TransactionSpec | null {
  const before = nextStop(state, line.number - 1, -1)
  return before ? join(state, before.to, start, -1) : eraseRule(state, line, -1)
}

/** An empty block of code becomes an empty paragraph; null for any other line. */
function emptyCode(state: EditorState, line: Line): TransactionSpec | null {
  const code = verbatimAt(state, line.from, 1) ?? verbatimAt(state, line.to, -1)
  if (code?.name !== 'FencedCode' || !isBlank(line.text)) return null
  const first = state.doc.lineAt(code.from).number
  const last = state.doc.lineAt(code.to).number
  if (first !== line.number - 1 || last > line.number + 1) return null
  const alone = code.parent?.name === 'Document'
  const lead = alone && hasWords(state, first - 1) ? '\n' : ''
  const trail = alone && hasWords(state, last + 1) ? '\n' : ''
  return {
    changes: { from: code.from, to: code.to, insert: lead + trail },
    selection: EditorSelection.cursor(code.from + lead.length),
  }
}

/** A quote that is nothing but an empty paragraph at the start of the text becomes that paragraph. */
function emptyQuote(state: EditorState, line: Line): TransactionSpec | null {
  const alone = line.text.includes('>') && !nextStop(state, line.number - 1, -1) && quoteAt(state, line.from)
  return alone ? { changes: { from: line.from, to: line.to }, selection: EditorSelection.cursor(line.from) } : null
}

/** Takes out the divider with which the text starts or ends, from the words next to it. */
function eraseRule(state: EditorState, line: Line, way: -1 | 1): TransactionSpec | null {
  const { doc } = state
  for (let number = line.number + way; number >= 1 && number <= doc.lines; number += way) {
    const rule = doc.line(number)
    if (isSpoken(state, rule.from)) return null
    if (kindOf(state, rule) !== 'rule') continue
    if (way < 0) return { changes: { from: rule.from, to: line.from }, selection: { anchor: rule.from } }
    const rest = doc.sliceString(rule.to, doc.length)
    const to = rest.trim() === '' ? doc.length : rule.to
    const from = rest.trim() === '' ? line.to : rule.from
    return { changes: { from, to, insert: rest.endsWith('\n') && from === line.to ? '\n' : '' } }
  }
  return null
}

/** A heading loses its mark and becomes a paragraph apart from its neighbours. */
function toParagraph(state: EditorState, from: number, words: number, end: number, to: number): TransactionSpec {
  const line = state.doc.lineAt(from)
  const prefix = continuation(state, from)
  const lead = hasWords(state, line.number - 1) ? `\n${prefix}` : ''
  const trail = hasWords(state, line.number + 1) ? `\n${prefix.trimEnd()}` : ''
  return {
    changes: [
      { from, to: words, insert: lead },
      { from: end, to, insert: trail },
    ],
    selection: EditorSelection.cursor(from + lead.length),
  }
}

/** A quoted paragraph leaves its quote. */
function unquote(state: EditorState, number: number): TransactionSpec {
  const { doc } = state
  const first = doc.line(number)
  const changes: { from: number; to: number; insert: string }[] = []
  let last = number
  while (last < doc.lines && /^\s*>/.test(doc.line(last + 1).text) && !isBlank(doc.line(last + 1).text)) last++
  for (let at = number; at <= last; at++) {
    const line = doc.line(at)
    const mark = /^\s*> ?/.exec(line.text)?.[0].length ?? 0
    const lead = at === number && hasWords(state, number - 1) ? '\n' : ''
    changes.push({ from: line.from, to: line.from + mark, insert: lead })
  }
  // A quote mark alone on the line above would still be the quote's; it parts the two as it is.
  if (hasWords(state, last + 1)) changes.push({ from: doc.line(last).to, to: doc.line(last).to, insert: '\n' })
  return { changes, selection: EditorSelection.cursor(first.from + (changes[0]?.insert.length ?? 0)) }
}

/** Takes an empty paragraph away and goes to the end of what is before it, or the start of what is after. */
function eraseEmpty(state: EditorState, pos: number, way: -1 | 1): TransactionSpec | null {
  const { doc } = state
  const line = doc.lineAt(pos)
  const target = nextStop(state, line.number + way, way)
  if (!target) {
    const other = nextStop(state, line.number - way, way === 1 ? -1 : 1)
    if (!other || isSpoken(state, other.from)) return null
    const next = way < 0 ? kindOf(state, other) : 'empty'
    // The last empty paragraph before the first words goes with the gap that parts it from them.
    if (next !== 'empty' && next !== 'table') {
      const thing = thingAt(state, other.from)
      let to = line
      while (to.number < other.number && isBlank(to.text)) to = doc.line(to.number + 1)
      const gone = to.from - line.from
      return {
        changes: { from: line.from, to: to.from },
        selection: thing
          ? EditorSelection.single(thing.from - gone, thing.to - gone)
          : EditorSelection.cursor(placesOf(state, other).start - gone),
      }
    }
  }
  // One break goes with the paragraph, and the gap that only it needed.
  const above = line.number > 1 ? doc.line(line.number - 1) : null
  const below = line.number < doc.lines ? doc.line(line.number + 1) : null
  const emptyAbove = above !== null && kindOf(state, above) === 'empty'
  // A blank line that parts two blocks of different quotes still has to.
  const parts =
    above !== null && below !== null && !isBlank(below.text) && quoteDepth(above.text) !== quoteDepth(below.text)
  const gapAbove = above !== null && isBlank(above.text) && !emptyAbove && !parts
  let { from, to } = line
  if (gapAbove && above.number > 1) from = above.from - 1
  else if (above) from = above.to
  else if (below) to = below.from
  const gone = to - from
  const anchor = !target || way < 0 ? (target ? target.to : from) : target.from - gone
  const figure = target ? thingAt(state, target.from) : null
  const selection = figure
    ? EditorSelection.single(way < 0 ? figure.from : figure.from - gone, way < 0 ? figure.to : figure.to - gone)
    : EditorSelection.single(Math.max(0, anchor))
  return { changes: { from, to }, selection }
}

const quoteDepth = (text: string): number => /^[\s>]*/.exec(text)?.[0].replace(/\s/g, '').length ?? 0

/** Joins the words that end at `from` with those that start at `to`; a picture is selected, what cannot join is gone to. */
function join(state: EditorState, from: number, to: number, way: -1 | 1): TransactionSpec | null {
  const { doc } = state
  const hidden = [doc.lineAt(from), doc.lineAt(to)]
  for (let number = (hidden[0]?.number ?? 1) + 1; number < (hidden[1]?.number ?? 0); number++) {
    const between = doc.line(number)
    if (isSpoken(state, between.from)) return null
    // A divider between the two goes first.
    if (kindOf(state, between) === 'rule') {
      return {
        changes: { from: between.from, to: Math.min(doc.length, between.to + 1) },
        selection: { anchor: way < 0 ? to - between.length - 1 : from },
      }
    }
  }
  const other = way < 0 ? from : to
  const figure = thingAt(state, other)
  if (figure) return { selection: EditorSelection.single(figure.from, figure.to) }
  const head = verbatimAt(state, from, -1) ?? verbatimAt(state, to, 1)
  // Two lines of one block of code are parted by nothing but their break.
  if (head?.name.endsWith('Code') || head?.name === 'CodeBlock') {
    const start = placesOf(state, doc.lineAt(to)).start
    if (head.from <= from && start <= head.to && doc.lineAt(to).number === doc.lineAt(from).number + 1)
      return { changes: { from, to: start }, selection: EditorSelection.cursor(from) }
  }
  if (head) return { selection: { anchor: other } }
  const otherLine = doc.lineAt(other)
  if (kindOf(state, otherLine) === 'empty')
    return eraseEmpty(state, other, way === 1 ? -1 : 1) && removeEmpty(state, otherLine.number, way < 0 ? to : from)
  const target = placesOf(state, doc.lineAt(to)).start
  return edit(state, samePlace(placesOf(state, doc.lineAt(from)), from).from, Math.max(to, target), '')
}

/** Takes the empty paragraph on line `number` away; the caret stays where it is. */
function removeEmpty(state: EditorState, number: number, caret: number): TransactionSpec {
  const line = state.doc.line(number)
  const from = line.from
  const to = Math.min(state.doc.length, line.to + 1)
  return { changes: { from, to }, selection: { anchor: caret > from ? caret - (to - from) : caret } }
}
