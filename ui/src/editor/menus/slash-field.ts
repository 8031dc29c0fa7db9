/** The list that a slash opened: where it is, what it offers by what is typed on, and what of it is done. */
import { StateEffect, StateField, type EditorState, type Transaction } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import type { Command } from '../commands'
import { verbatimAt } from '../language'
import { hostOf } from '../options'
import { placesOf } from '../places'
import { runAfter } from './after'
import { found } from './match'
import { insertable } from './offer'

/** The open list: where its slash is, what it offers, and which of it is chosen. */
export interface Slash {
  from: number
  query: string
  items: readonly Command[]
  index: number
}

const choose = StateEffect.define<number>()
/** Closes the list. */
export const close = StateEffect.define<null>()

/** The most that is typed to find something. */
const LONGEST = 24

/** The open list, or null. */
export const slashField = StateField.define<Slash | null>({
  create: () => null,
  update(open, tr) {
    for (const effect of tr.effects) {
      if (effect.is(close)) return null
      if (effect.is(choose) && open) return { ...open, index: effect.value }
    }
    if (!tr.docChanged && !tr.selection) return open
    if (open) return followed(open, tr)
    return tr.isUserEvent('input.type') && !tr.isUserEvent('input.type.compose') ? opened(tr.state) : null
  },
})

function opened(state: EditorState): Slash | null {
  const { main } = state.selection
  if (state.readOnly || !main.empty || state.selection.ranges.length > 1) return null
  const line = state.doc.lineAt(main.head)
  const from = main.head - 1
  if (from < line.from || state.doc.sliceString(from, main.head) !== '/') return null
  if (state.doc.sliceString(main.head, line.to).trim() !== '' || verbatimAt(state, from, -1)) return null
  const { start } = placesOf(state, line)
  if (state.doc.sliceString(Math.min(start, from), from).trim() !== '') return null
  // A line that goes on a paragraph begun above is not an empty one.
  if (start <= line.from && line.number > 1 && state.doc.line(line.number - 1).text.trim() !== '') return null
  return { from, query: '', items: insertable(hostOf(state)), index: 0 }
}

function followed(open: Slash, tr: Transaction): Slash | null {
  const { state } = tr
  const from = tr.changes.mapPos(open.from, 1)
  const { main } = state.selection
  const line = state.doc.lineAt(from)
  if (!main.empty || main.head <= from || main.head > line.to) return null
  if (state.doc.sliceString(from, from + 1) !== '/') return null
  const query = state.doc.sliceString(from + 1, main.head)
  if (query.startsWith(' ') || query.length > LONGEST) return null
  if (query === open.query) return { ...open, from }
  const words = hostOf(state)?.words.menus
  const items = found(query, insertable(hostOf(state)), (command) => ({
    name: words?.say(command.label) ?? command.id,
    keywords: command.keywords ? (words?.say(command.keywords) ?? '') : '',
  }))
  // Words that go on are words.
  if (items.length === 0 && query.includes(' ')) return null
  return { from, query, items, index: 0 }
}

/** Does the command at `index` in place of the slash and what was typed after it. */
export function take(view: EditorView, index: number): boolean {
  const open = view.state.field(slashField, false)
  const command = open?.items[index]
  if (!open || !command) return false
  const to = open.from + 1 + open.query.length
  runAfter(
    view,
    { changes: { from: open.from, to }, selection: { anchor: open.from }, effects: close.of(null) },
    command,
  )
  return true
}

/** Marks the entry at `index`. */
export function mark(view: EditorView, index: number): void {
  view.dispatch({ effects: choose.of(index) })
}
