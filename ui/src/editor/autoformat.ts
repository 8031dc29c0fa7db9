/**
 * For those who know the marks: `## `, `- `, `**bold**` and their like become what they stand for as they are typed. Each
 * is a step of its own, so that undo right after gives back the letters, which then stay letters.
 */
import { isolateHistory } from '@codemirror/commands'
import type { EditorState, TransactionSpec } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { continuation, itemAt } from './blocks'
import { bulletOf, dividerOf, fenceOf, headingFor, numberEnd, wrapOf } from './habits'
import { after, before, between, fresh, leafAt, piecesOf, place, type Leaf, type Piece, type Wrap } from './inline'
import { writeLeaf } from './literal'
import { written } from './options'
import { setPending } from './pending'
import { patch } from './replace'

const how = {
  annotations: [written.of(true), isolateHistory.of('full')],
  userEvent: 'input.format',
  scrollIntoView: true,
}

/** The letters that complete something. */
const COMPLETES = /^[ *_`~)]$/

/** Whether typing `text` may complete something. */
export const mayComplete = (text: string): boolean => COMPLETES.test(text)

/** Makes of the letters before the caret what they stand for, `typed` being the last of them. */
export function autoformat(view: EditorView, typed: string): boolean {
  const { state } = view
  const { main } = state.selection
  const leaf = main.empty ? leafAt(state, main.head) : null
  if (!leaf || main.head < leaf.from) return false
  const spec = typed === ' ' ? block(state, leaf, main.head) : inside(state, leaf, main.head)
  if (!spec) return false
  view.dispatch(spec, how)
  return true
}

/** What Enter makes of a paragraph that is nothing but `---` or the opening of a code block. */
export function formatOnEnter(state: EditorState, pos: number): TransactionSpec | null {
  const leaf = leafAt(state, pos)
  if (leaf?.node.name !== 'Paragraph' || pos < leaf.to) return null
  const text = textOf(lettersBefore(piecesOf(state, leaf), leaf.to))
  const code = /^```([\w+#.-]*)$/.exec(text)
  if (code) return { ...codeBlock(state, leaf, code[1] ?? ''), ...how }
  if (!/^(?:-{3,}|\*{3,}|_{3,})$/.test(text) || itemAt(state, pos)) return null
  const prefix = continuation(state, leaf.node.from)
  const insert = `${dividerOf(state)}\n${prefix.trimEnd()}\n${prefix}`
  return {
    changes: { from: leaf.from, to: leaf.to, insert },
    selection: { anchor: leaf.from + insert.length },
    ...how,
  }
}

/** One visible letter, and where it is written. */
interface Letter {
  text: string
  from: number
  to: number
  wraps: readonly Wrap[]
}

/** Stands for what is no plain letter: a picture, a tag, a letter of code. */
const OTHER = '\ufffc'

function lettersBefore(pieces: readonly Piece[], pos: number): Letter[] {
  return before(pieces, pos).flatMap((piece): Letter[] => {
    const { from, to, wraps } = piece
    const escape = piece.whole ? /^\\([!-/:-@[-`{-~])$/.exec(piece.text)?.[1] : undefined
    if (piece.whole) return [{ text: escape ?? OTHER, from, to, wraps }]
    const code = wraps.some(({ style }) => style === 'code')
    return piece.text
      .split('')
      .map((text, at) => ({ text: code ? OTHER : text, from: from + at, to: from + at + 1, wraps }))
  })
}

const textOf = (letters: readonly Letter[]): string => letters.map(({ text }) => text).join('')

/** What opens a paragraph: a heading, a list, a quote, a block of code. */
function block(state: EditorState, leaf: Leaf, pos: number): TransactionSpec | null {
  if (!/^(Paragraph|Task)$/.test(leaf.node.name)) return null
  const text = textOf(lettersBefore(piecesOf(state, leaf), pos))
  if (text.length > 24 || !text.endsWith(' ')) return null
  const made = (insert: string): TransactionSpec => ({
    changes: { from: leaf.from, to: pos, insert },
    selection: { anchor: leaf.from + insert.length },
  })
  const item = itemAt(state, pos)
  const starts = item !== null && leaf.from === item.content
  const box = /^\[([ xX]?)\] $/.exec(text)
  if (box && leaf.node.name === 'Paragraph' && (!item || (starts && !item.task))) {
    const task = `[${box[1]?.toLowerCase() === 'x' ? 'x' : ' '}] `
    return made(starts ? task : `${bulletOf(state)} ${task}`)
  }
  if (item) return null
  if (/^[-*+] $/.test(text)) return made(`${bulletOf(state)} `)
  const number = /^(\d{1,2})[.)] $/.exec(text)?.[1]
  if (number) return made(`${number}${numberEnd(state)} `)
  if (text === '> ') return made('> ')
  const level = /^(#{1,6}) $/.exec(text)?.[1]?.length
  // A heading is one line; in a paragraph of several the marks stay letters.
  if (level && !state.doc.sliceString(pos, leaf.to).includes('\n'))
    return made(`${'#'.repeat(headingFor(state, level))} `)
  const code = pos >= leaf.to ? /^```([\w+#.-]*) $/.exec(text) : null
  return code ? codeBlock(state, leaf, code[1] ?? '') : null
}

function codeBlock(state: EditorState, leaf: Leaf, language: string): TransactionSpec {
  const prefix = continuation(state, leaf.node.from)
  const fence = fenceOf(state)
  const head = `${fence}${language}\n${prefix}`
  return {
    changes: { from: leaf.from, to: leaf.to, insert: `${head}\n${prefix}${fence}` },
    selection: { anchor: leaf.from + head.length },
  }
}

/** The marks around words, longer ones first. A mark opens at the start of a word only. */
const PAIRS: readonly { style: 'strong' | 'emphasis' | 'strike' | 'code'; mark: string; form: RegExp }[] = [
  { style: 'strong', mark: '**', form: /(?<![\p{L}\p{N}*])\*\*([^\s*](?:[^*\n]*[^\s*])?)\*\*$/u },
  { style: 'emphasis', mark: '*', form: /(?<![\p{L}\p{N}*])\*([^\s*](?:[^*\n]*[^\s*])?)\*$/u },
  { style: 'emphasis', mark: '_', form: /(?<![\p{L}\p{N}_])_([^\s_](?:[^_\n]*[^\s_])?)_$/u },
  { style: 'strike', mark: '~~', form: /(?<![\p{L}\p{N}~])~~([^\s~](?:[^~\n]*[^\s~])?)~~$/u },
  { style: 'code', mark: '`', form: /(?<!`)`([^`\n\ufffc]*[^`\s\ufffc][^`\n\ufffc]*)`$/u },
]
const LINK = /(?<!!)\[([^[\]\n]*[^[\]\s][^[\]\n]*)\]\(([^()\s\ufffc]+)\)$/u

function inside(state: EditorState, leaf: Leaf, pos: number): TransactionSpec | null {
  const pieces = piecesOf(state, leaf)
  const letters = lettersBefore(pieces, pos)
  const text = textOf(letters)
  for (const { style, mark, form } of PAIRS) {
    const found = text.endsWith(mark) ? form.exec(text) : null
    if (found) {
      const first = found.index
      return wrapped(
        state,
        leaf,
        pieces,
        letters,
        first,
        first + mark.length,
        text.length - mark.length,
        wrapOf(state, style, '', leaf),
      )
    }
  }
  const link = text.endsWith(')') ? LINK.exec(text) : null
  if (!link || letters[link.index]?.wraps.some(({ style }) => style === 'link')) return null
  const words = link.index + 1
  return wrapped(
    state,
    leaf,
    pieces,
    letters,
    link.index,
    words,
    words + (link[1]?.length ?? 0),
    wrapOf(state, 'link', link[2]),
  )
}

/** The letters from `first` on without their marks, those from `open` to `close` with a style. */
function wrapped(
  state: EditorState,
  leaf: Leaf,
  pieces: readonly Piece[],
  letters: readonly Letter[],
  first: number,
  open: number,
  close: number,
  wrap: Wrap,
): TransactionSpec | null {
  const start = letters[first]
  const from = letters[open]?.from
  const to = letters[close - 1]?.to
  const end = letters[letters.length - 1]?.to
  if (!start || from === undefined || to === undefined || end === undefined) return null
  if (start.wraps.some(({ style }) => style === wrap.style)) return null
  const words =
    wrap.style === 'code'
      ? [fresh(textOf(letters.slice(open, close)), [...start.wraps, wrap])]
      : between(pieces, from, to).map((piece) => ({ ...piece, wraps: [...piece.wraps, wrap] }))
  const all = [...before(pieces, start.from), ...words, place('caret'), ...after(pieces, end)]
  const result = writeLeaf(state, leaf, all)
  const changes = patch(leaf.from, state.doc.sliceString(leaf.from, leaf.to), result.text)
  if (!changes) return null
  return { changes, selection: { anchor: leaf.from + result.caret }, effects: setPending.of(start.wraps) }
}
