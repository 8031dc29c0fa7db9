/** What typing does where plain insertion would break the page: between blocks, beside a picture, at a style's edge. */
import { EditorSelection, EditorState, type Extension, type Transaction, type TransactionSpec } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { autoformat, mayComplete } from './autoformat'
import { hasWords, itemAt, partedLine } from './blocks'
import { clearOverHidden } from './clear'
import { edit, sameStyles } from './edit'
import { eraseSpan } from './erase-span'
import { newParagraph as paragraphEnd } from './enter'
import { leafAt } from './inline'
import { verbatimAt } from './language'
import { frameAt, literal, mayMislead } from './literal'
import { isStop, kindOf } from './lines'
import { byWindow, written } from './options'
import { pendingField, setPending, wrapsHere, wrapsToType } from './pending'
import { thingAt } from './things'
import { afterThing } from './own-paragraph'
import { placesOf, samePlace } from './places'
import { seenCaret } from './seen-caret'
import { spokenField } from './spoken-for'
import { isWaiting, waitingField } from './waiting'
import { typeOnWaiting } from './waiting-line'

/** The change that typing `text` at the caret or over the selection makes; null for plain insertion. */
export function typed(state: EditorState, from: number, to: number, text: string): TransactionSpec | null {
  if (from !== to) {
    const thing = thingAt(state, from)
    return thing?.from === from && thing.to === to ? newParagraph(state, to, text) : null
  }
  const line = state.doc.lineAt(from)
  const kind = kindOf(state, line)
  if (kind !== 'text' && kind !== 'empty') return newParagraph(state, from, text)
  if (isWaiting(state, line)) return typeOnWaiting(state, line, text)
  const crowded = kind === 'empty' && (hasWords(state, line.number - 1) || hasWords(state, line.number + 1))
  if (crowded) return newParagraph(state, from, text)
  const leaf = leafAt(state, from)
  if (!leaf) {
    return typedAlone(state, from, text)
  }
  const pending = state.field(pendingField, false)
  const here = wrapsHere(state, from)
  const wraps = wrapsToType(state, from)
  const edge = samePlace(placesOf(state, line), from)
  const styled = wraps.length > 0 || here.length > 0 || edge.from !== edge.to
  if (!styled && !pending && !mayMislead(state.doc.sliceString(leaf.from, leaf.to), text)) return null
  const spec = edit(state, from, to, text, wraps)
  // A space ends no style: the next word goes on in it.
  const keep = /\s$/.test(text) && wraps.length > 0 && !sameStyles(wraps, [])
  return keep ? { ...spec, effects: setPending.of(wraps) } : spec
}

/** Words where none are yet: the first of a paragraph or an item; letters of code as they are. */
function typedAlone(state: EditorState, from: number, text: string): TransactionSpec | null {
  if (verbatimAt(state, from, -1)) return null
  const wraps = state.field(pendingField, false) ?? []
  const { text: insert, caret } = literal(state, text, wraps, frameAt(state, from))
  const item = itemAt(state, from)
  const parted = item?.empty ? partedLine(state, item) : null
  if (insert === text && !parted) return null
  const gone = parted ? parted.to - parted.from : 0
  return {
    changes: [...(parted ? [parted] : []), { from, insert }],
    selection: { anchor: from + caret - gone },
  }
}

/** Puts typed words in a paragraph of their own after the line at `pos`. */
function newParagraph(state: EditorState, pos: number, text: string): TransactionSpec {
  const wraps = state.field(pendingField, false) ?? []
  const written = literal(state, text, wraps, { kind: 'paragraph', level: 0, item: false })
  return afterThing(state, pos, written.text, written.caret)
}

/** Whether a selection is one picture or card, or words of one block or code, which are replaced in one. */
function isWords(state: EditorState, from: number, to: number): boolean {
  const thing = thingAt(state, from)
  if (thing?.from === from && thing.to === to) return true
  const code = verbatimAt(state, from, 1)
  if (code && code.to >= to) return code.from < from && isStop(kindOf(state, state.doc.lineAt(to)))
  const leaf = leafAt(state, from)
  return leaf !== null && leaf.from <= from && to <= leaf.to
}

const how = { annotations: written.of(true), userEvent: 'input.type', scrollIntoView: true }

/** What a correction by the system puts in before the caret leaves the caret after its word. */
function keepCaret(
  state: EditorState,
  spec: TransactionSpec | null,
  from: number,
  text: string,
  plain: () => Transaction,
): TransactionSpec | null {
  if (!spec?.changes || from === state.selection.main.head) return spec
  const beyond = plain().newSelection.main.head - (from + text.length)
  const made = state.update(spec, { filter: false })
  if (beyond <= 0 || beyond > 80) return spec
  return {
    ...spec,
    selection: EditorSelection.cursor(Math.min(made.newDoc.length, made.newSelection.main.head + beyond)),
  }
}

/** A phrase over several lines, as dictation gives it: each line is typed, with a paragraph's end between. */
function typeLines(view: EditorView, text: string): void {
  text.split(/\n+/).forEach((line, index) => {
    const { head } = view.state.selection.main
    if (index > 0) view.dispatch(paragraphEnd(view.state, head) ?? {}, how)
    const at = view.state.selection.main.head
    const simply = { changes: { from: at, insert: line }, selection: { anchor: at + line.length } }
    if (line !== '') view.dispatch(typed(view.state, at, at, line) ?? simply, how)
  })
}

const input = EditorView.inputHandler.of((view, from, to, text, plain) => {
  if (view.composing || view.state.readOnly || view.state.selection.ranges.length > 1) return false
  if (from === to && from === view.state.selection.main.head && /\S\s*\n|\n\s*\S/.test(text)) {
    typeLines(view, text)
    return true
  }
  const { main } = view.state.selection
  if (from === main.from && to === main.to && clearOverHidden(view)) {
    const { head } = view.state.selection.main
    const simply = { changes: { from: head, insert: text }, selection: { anchor: head + text.length } }
    view.dispatch(typed(view.state, head, head, text) ?? simply, how)
    return true
  }
  if (from !== to && from === main.from && to === main.to && !isWords(view.state, from, to)) {
    view.dispatch(eraseSpan(view.state, from, to), how)
    const { head } = view.state.selection.main
    const simply = { changes: { from: head, insert: text }, selection: { anchor: head + text.length } }
    view.dispatch(typed(view.state, head, head, text) ?? simply, how)
    return true
  }
  const spec = keepCaret(view.state, typed(view.state, from, to, text), from, text, plain)
  const completes = from === to && mayComplete(text)
  if (!spec && !completes) return false
  if (spec) view.dispatch(spec, how)
  else view.dispatch(plain())
  if (completes) autoformat(view, text)
  return true
})

/** Deletions and replacements that would cut a mark in two, or leave one without its partner, are made whole. */
const wholeMarks = EditorState.transactionFilter.of((tr): TransactionSpec | readonly TransactionSpec[] => {
  if (!tr.docChanged || tr.annotation(byWindow) || tr.annotation(written)) return tr
  if (!tr.isUserEvent('delete') && !tr.isUserEvent('input.type') && !tr.isUserEvent('input.paste')) return tr
  if (tr.isUserEvent('input.type.compose') || tr.isUserEvent('delete.picture')) return tr
  const changes: { from: number; to: number; text: string }[] = []
  tr.changes.iterChanges((from, to, _from, _to, insert) => changes.push({ from, to, text: insert.toString() }))
  const [change] = changes
  if (changes.length !== 1 || !change || change.from === change.to || change.text.includes('\n')) return tr
  const { from, to, text } = change
  const state = tr.startState
  if (text !== '' && !leafAt(state, from) && !leafAt(state, to)) return tr
  const hidden = state.field(spokenField, false) ?? []
  if (hidden.some((range) => range.from <= to && from <= range.to)) return tr
  const spec = text === '' ? seenCaret(state, eraseSpan(state, from, to)) : edit(state, from, to, text)
  const userEvent = tr.isUserEvent('delete') ? 'delete' : 'input.type'
  return [{ ...spec, userEvent, annotations: written.of(true), scrollIntoView: tr.scrollIntoView }]
})

/** The extension. */
export const typing: Extension = [pendingField, waitingField, input, wholeMarks]
