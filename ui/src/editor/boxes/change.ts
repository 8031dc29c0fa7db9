/** Makes boxes, gives them another kind, and takes them away around their words. */
import type { ChangeSpec, EditorState, TransactionSpec } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { leafAt, leavesIn } from '../inline'
import { hostOf, written } from '../options'
import { ownParagraph } from '../own-paragraph'
import { blockEnd } from '../block-style'
import { boxAt, formsOf, type Box } from './find'
import type { BoxForm } from './forms'

const how = { annotations: written.of(true), userEvent: 'input.block', scrollIntoView: true }

/** Makes the caret's paragraphs a box, or puts one with words to write over; in a box, takes it away. */
export function toggleBox(view: EditorView): boolean {
  const { state } = view
  const [form] = formsOf(state)
  if (!form || state.readOnly) return false
  const box = boxAt(state, state.selection.main.head)
  view.dispatch(box ? unboxed(state, box) : (wrapped(state, form) ?? fresh(state, form)), how)
  return true
}

/** A new box after the caret's block, its words selected. */
function fresh(state: EditorState, form: BoxForm): TransactionSpec {
  const words = hostOf(state)?.words.menus.boxWords ?? ''
  const text = linesOf(form, words)
  const spec = ownParagraph(state, blockEnd(state, state.selection.main.head), text)
  const end = anchorOf(spec) - text.length + text.indexOf(words) + words.length
  return { ...spec, selection: { anchor: end - words.length, head: end } }
}

const anchorOf = ({ selection }: TransactionSpec): number => (selection && 'anchor' in selection ? selection.anchor : 0)

/** A box's lines around one line of words. Tags are parted from the words, or Markdown would read them as one. */
function linesOf({ opens, prefix, closes }: BoxForm, words: string): string {
  const gap = /^\{[{%]/.test(opens) ? '\n' : ''
  return `${opens ? `${opens}\n${gap}` : ''}${prefix}${words}${closes ? `${gap}\n${closes}` : ''}`
}

/** The paragraphs of the selection in a box; null where they are no plain paragraphs at the top of the text. */
function wrapped(state: EditorState, form: BoxForm): TransactionSpec | null {
  const { doc, selection } = state
  const { main } = selection
  const one = leafAt(state, main.head)
  const leaves = main.empty ? (one ? [one] : []) : leavesIn(state, main.from, main.to)
  const plain = leaves.every(({ node }) => node.name === 'Paragraph' && node.parent?.name === 'Document')
  const [first] = leaves
  const last = leaves[leaves.length - 1]
  if (!first || !last || !plain || first.from === first.to) return null
  // Classes belong to one paragraph.
  if (form.prefix === '' && (form.opens === '' || form.closes === '') && leaves.length > 1) return null
  const from = doc.lineAt(first.node.from)
  const to = doc.lineAt(last.node.to)
  const gap = /^\{[{%]/.test(form.opens) ? '\n' : ''
  const changes: ChangeSpec[] = []
  for (let number = from.number; number <= to.number; number++) {
    const lead = number === from.number && form.opens ? `${form.opens}\n${gap}` : ''
    const line = doc.line(number)
    const prefix = line.text === '' ? form.prefix.trimEnd() : form.prefix
    if (lead + prefix) changes.push({ from: line.from, insert: lead + prefix })
  }
  if (form.closes) changes.push({ from: to.to, insert: `${gap}\n${form.closes}` })
  return mapped(state, changes)
}

/** The words without their box. */
export function unboxed(state: EditorState, box: Box): TransactionSpec {
  const { doc } = state
  const changes: ChangeSpec[] = []
  const { opening, closing, body } = box
  const blank = (number: number): boolean => number >= 1 && number <= doc.lines && doc.line(number).text === ''
  if (opening) {
    const next = doc.lineAt(opening.to).number + 1
    const to = blank(next) && next < doc.lines ? doc.line(next + 1).from : opening.to + 1
    changes.push({ from: opening.from, to: Math.min(to, doc.length) })
  }
  if (box.form.prefix) {
    for (let number = doc.lineAt(body.from).number; number <= doc.lineAt(body.to).number; number++) {
      const line = doc.line(number)
      const mark = /^\s{0,3}> ?/.exec(line.text)?.[0].length ?? 0
      if (mark > 0) changes.push({ from: line.from, to: line.from + mark })
    }
  }
  if (closing) {
    const before = doc.lineAt(closing.from).number - 1
    const from = blank(before) && before > 1 ? doc.line(before - 1).to : closing.from - 1
    changes.push({ from: Math.max(from, opening?.to ?? 0, 0), to: closing.to })
  }
  return mapped(state, changes)
}

/** The box of another kind, its words and its title as they are. */
export function rekinded(box: Box, form: BoxForm, state: EditorState): TransactionSpec {
  const changes: ChangeSpec[] = []
  if (box.opening) {
    const line = state.doc.sliceString(box.opening.from, box.opening.to)
    const title = line.trimStart().slice(box.form.opens.length)
    changes.push({
      from: box.opening.from,
      to: box.opening.to,
      insert: form.opens + (line.trimStart().toLowerCase().startsWith(box.form.opens.toLowerCase()) ? title : ''),
    })
  }
  if (box.closing && form.closes !== box.form.closes)
    changes.push({ from: box.closing.from, to: box.closing.to, insert: form.closes })
  return { changes, ...how }
}

function mapped(state: EditorState, changes: ChangeSpec[]): TransactionSpec {
  const set = state.changes(changes)
  const { main } = state.selection
  return { changes: set, selection: { anchor: set.mapPos(main.anchor, 1), head: set.mapPos(main.head, 1) } }
}
