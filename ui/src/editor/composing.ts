/**
 * Words that an input method, a dead key or dictation composes. While they are composed the page is left alone; once
 * they stand they get the same care as typed ones: marks by accident are escaped, and marks on purpose become styles.
 */
import { StateEffect, StateField, type EditorState, type Extension, type TransactionSpec } from '@codemirror/state'
import { type EditorView, ViewPlugin, type PluginValue } from '@codemirror/view'
import { autoformat, mayComplete } from './autoformat'
import { eraseSpan } from './erase-span'
import type { Wrap } from './inline'
import { written } from './options'
import { pendingField, setPending } from './pending'
import { patch } from './replace'
import { selectedThing, thingAt } from './things'
import { enterBlock } from './tables/block-keys'
import { typed } from './typing'
import { afterThing } from './own-paragraph'

interface Composed {
  from: number
  to: number
  /** The styles that were chosen for the next words when the composing began. */
  pending: readonly Wrap[] | null
}

const settled = StateEffect.define<null>()

/** What was composed since the last care. */
export const composedField = StateField.define<Composed | null>({
  create: () => null,
  update(composed, tr) {
    if (tr.effects.some((effect) => effect.is(settled))) return null
    if (!tr.docChanged) return composed
    let { from, to } = composed
      ? { from: tr.changes.mapPos(composed.from, -1), to: tr.changes.mapPos(composed.to, 1) }
      : { from: -1, to: -1 }
    if (!tr.isUserEvent('input.type.compose')) return composed && { ...composed, from, to }
    tr.changes.iterChanges((_fromA, _toA, fromB, toB) => {
      from = from < 0 ? fromB : Math.min(from, fromB)
      to = Math.max(to, toB)
    })
    return { from, to, pending: composed ? composed.pending : (tr.startState.field(pendingField, false) ?? null) }
  },
})

/** The change that gives composed words the care of typed ones; null when they need none. */
export function cared(state: EditorState, { from, to, pending }: Composed): TransactionSpec | null {
  const text = state.doc.sliceString(from, to)
  if (text === '' || text.includes('\n') || !state.selection.main.empty) return null
  const before = state.update({
    changes: { from, to },
    selection: { anchor: from },
    effects: setPending.of(pending),
    filter: false,
  }).state
  const spec = typed(before, from, from, text)
  if (!spec?.changes) return null
  const after = before.update(spec, { filter: false }).state
  const change = patch(0, state.doc.toString(), after.doc.toString())
  if (!change) return null
  const { head } = state.selection.main
  const selection = head === to ? after.selection : undefined
  return { changes: change, ...(selection ? { selection } : {}), ...(spec.effects ? { effects: spec.effects } : {}) }
}

/** Cares for what was composed; `typing.compose` makes it one step with the composing itself. */
function care(view: EditorView): void {
  const composed = view.state.field(composedField, false)
  if (!composed) return
  const text = view.state.doc.sliceString(composed.from, composed.to)
  const spec = view.state.readOnly ? null : cared(view.state, composed)
  if (spec) {
    view.dispatch(spec, {
      annotations: written.of(true),
      userEvent: 'input.type.compose',
      scrollIntoView: true,
    })
  }
  view.dispatch({ effects: settled.of(null) })
  const last = text.slice(-1)
  if (mayComplete(last)) autoformat(view, last)
}

/** Makes room before composing begins: what is selected goes, and beside a picture the words get a paragraph. */
function makeRoom(view: EditorView): void {
  const { state } = view
  const { main } = state.selection
  if (state.readOnly || enterBlock(view, true) || main.empty) return
  const thing = thingAt(state, main.from)
  const whole = thing?.from === main.from && thing.to === main.to
  view.dispatch(whole ? afterThing(state, main.to, '') : eraseSpan(state, main.from, main.to), {
    annotations: written.of(true),
    userEvent: 'input.type',
    scrollIntoView: true,
  })
}

/** A key that an input method takes tells that composing is about to begin: then the words have their place already. */
function roomBefore(event: KeyboardEvent, view: EditorView): void {
  const taken = event.key === 'Process' || event.key === 'Dead' || event.keyCode === 229
  if (!taken || view.composing || event.ctrlKey || event.altKey || event.metaKey) return
  if (selectedThing(view.state)) makeRoom(view)
}

class Composing implements PluginValue {
  private waiting: ReturnType<typeof setTimeout> | null = null

  constructor(private readonly view: EditorView) {}

  /** The last of what was composed may be read a moment after its end; what is composed next waits with it. */
  soon(): void {
    if (this.waiting !== null) clearTimeout(this.waiting)
    this.waiting = setTimeout(() => {
      this.waiting = null
      if (!this.view.composing) care(this.view)
    }, 0)
  }

  destroy(): void {
    if (this.waiting !== null) clearTimeout(this.waiting)
  }
}

const plugin = ViewPlugin.fromClass(Composing, {
  eventObservers: {
    keydown: roomBefore,
    compositionstart(_event, view) {
      makeRoom(view)
    },
    compositionend() {
      this.soon()
    },
  },
})

/** The extension. */
export const composing: Extension = [composedField, plugin]
