/** Where a card in a list or quote stands: the marks and blanks that each of its lines begins with, which stay as they are. */
import type { EditorState } from '@codemirror/state'
import type { SyntaxNode } from '@lezer/common'
import { patch, type Patch } from '../replace'
import type { Span } from './reader'

/** What a further line of a block that is in a list or quote begins with; nothing for one at the top of the text. */
export function placeOf(state: EditorState, block: SyntaxNode): string {
  if (block.parent?.name === 'Document') return ''
  const { from } = state.doc.lineAt(block.from)
  // The marks of items are blanks on their further lines; the caller's own blanks are part of its place.
  return noted(state.doc.sliceString(from, block.from)).replace(/[^>\s]/g, ' ')
}

/** A footnote's further lines are four columns in, however long its name is. */
const noted = (text: string): string => text.replace(/\[\^[^\]]*\]:[ \t]*/, '    ')

/** One line of a card: what places it, and its code. */
interface Placed {
  lead: string
  code: string
}

/** Takes a line apart; it may have less before its code than `place` says, as the blank lines of files do. */
function placed(text: string, place: string): Placed {
  let at = 0
  for (const sign of place) {
    if (sign === '>') {
      const mark = /^[ \t]{0,3}>/.exec(text.slice(at))
      if (!mark) break
      at += mark[0].length
    } else if (/[ \t]/.test(text.charAt(at))) at++
  }
  return { lead: text.slice(0, at), code: text.slice(at) }
}

function linesOf(state: EditorState, { from, to }: Span, place: string): Placed[] {
  const begins = state.doc.lineAt(from).from === from
  return state.doc
    .sliceString(from, to)
    .split('\n')
    .map((text, index) => (index === 0 && !begins ? { lead: '', code: text } : placed(text, place)))
}

/** The code of a card, without what places its lines. */
export function codeOf(state: EditorState, span: Span, place: string): string {
  if (place === '') return state.doc.sliceString(span.from, span.to)
  return linesOf(state, span, place)
    .map(({ code }) => code)
    .join('\n')
}

/** The change that gives a card other code. Lines whose code stays keep every letter that places them. */
export function recoded(state: EditorState, span: Span, place: string, code: string): Patch | null {
  const before = state.doc.sliceString(span.from, span.to)
  if (place === '') return patch(span.from, before, code)
  const old = linesOf(state, span, place)
  const lines = code.split('\n')
  const most = Math.min(old.length, lines.length)
  let above = 0
  while (above < most && old[above]?.code === lines[above]) above++
  let below = 0
  while (below < most - above && old[old.length - 1 - below]?.code === lines[lines.length - 1 - below]) below++
  const first = old[0]?.lead ?? ''
  const text = lines.map((line, index) => {
    const same =
      index < above ? old[index] : index >= lines.length - below ? old[index + old.length - lines.length] : null
    if (same) return same.lead + line
    const lead = index === 0 ? first : old[index]?.code ? (old[index]?.lead ?? place) : place
    return line === '' && index > 0 ? lead.trimEnd() : lead + line
  })
  return patch(span.from, before, text.join('\n'))
}
