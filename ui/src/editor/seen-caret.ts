/** Keeps the caret in sight after erasing: where no words are left, an empty paragraph stays for it. */
import { EditorSelection, type EditorState, type Line, type TransactionSpec } from '@codemirror/state'
import { settle } from './settle'
import { isBlank } from './blank'
import { isStop, isThing, kindOf } from './lines'

/** Lines that hold letters or a picture show the caret; only what is blank or all marks may not. */
const SHOWS = /[\p{L}\p{N}]/u
const FENCE = /^[\s>]*[`~]{3}/

/** Blank lines before and after the caret's, in the order in which they are tried. */
const GAPS = [
  [0, 1],
  [1, 0],
  [1, 1],
  [0, 2],
  [2, 0],
] as const

/** The same change, with the blank lines that an empty paragraph needs, or the caret beside a mark that fills its line. */
export function seenCaret(state: EditorState, spec: TransactionSpec): TransactionSpec {
  if (!spec.changes) return spec
  const changes = state.changes(spec.changes)
  const head = headOf(spec) ?? changes.mapPos(state.selection.main.head)
  const { text } = changes.apply(state.doc).lineAt(Math.min(head, changes.newLength))
  if (SHOWS.test(text) && !FENCE.test(text)) return spec
  const now = state.update({ ...spec, changes, filter: false }).state
  const { main } = now.selection
  const line = now.doc.lineAt(main.head)
  const kind = kindOf(now, line)
  if (!main.empty || isStop(kind) || isThing(kind) || kind === 'table' || kind === 'spoken') return spec
  if (!isBlank(line.text)) return { ...spec, changes, selection: EditorSelection.create([settle(now, main.head, -1)]) }
  for (const [before, after] of GAPS) {
    const gap = gapOf(now, line, before, after)
    if (gap) return { ...spec, changes: changes.compose(gap.set), selection: EditorSelection.cursor(gap.caret) }
  }
  return spec
}

function headOf({ selection }: TransactionSpec): number | null {
  if (!selection) return null
  if (selection instanceof EditorSelection) return selection.main.head
  return selection.head ?? selection.anchor
}

/** Blank lines around a line, if the caret on it is seen between them. */
function gapOf(state: EditorState, line: Line, before: number, after: number) {
  const mark = /^[\s>]*>/.exec(line.text)?.[0] ?? ''
  const set = state.changes([
    { from: line.from, insert: `${mark}\n`.repeat(before) },
    { from: line.to, insert: `\n${mark}`.repeat(after) },
  ])
  const caret = line.to + (mark.length + 1) * before
  const now = state.update({ changes: set, filter: false }).state
  return kindOf(now, now.doc.lineAt(caret)) === 'empty' ? { set, caret } : null
}
