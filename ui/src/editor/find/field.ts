/** The search that is open: its matches shown on the page, the one that the person is at marked. */
import { StateEffect, StateField, type EditorState, type Extension, type Range } from '@codemirror/state'
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view'
import { findAll, type Match, type Query } from './query'

/** A search with what it found. */
export interface Finding {
  query: Query
  matches: readonly Match[]
  /** The text changed since: the matches were moved along, and are looked for anew when typing rests. */
  stale: boolean
}

/** Opens a search, changes it, or closes it. */
export const setFinding = StateEffect.define<Finding | null>()

/** The open search. */
export const findingField = StateField.define<Finding | null>({
  create: () => null,
  update(finding, tr) {
    for (const effect of tr.effects) if (effect.is(setFinding)) return effect.value
    if (!finding || !tr.docChanged) return finding
    const matches = finding.matches
      .map(({ from, to }) => ({ from: tr.changes.mapPos(from, 1), to: tr.changes.mapPos(to, -1) }))
      .filter(({ from, to }) => from < to)
    return { ...finding, matches, stale: true }
  },
})

/** What was looked for last: going on works after the search was closed. */
export const lastQuery = StateField.define<Query | null>({
  create: () => null,
  update: (query, tr) =>
    tr.effects.reduce((last, effect) => (effect.is(setFinding) && effect.value ? effect.value.query : last), query),
})

/** Where the selection is among the matches, from 0; -1 when it is at none. */
export function current(state: EditorState): number {
  const { from, to } = state.selection.main
  return state.field(findingField)?.matches.findIndex((match) => match.from === from && match.to === to) ?? -1
}

const match = Decoration.mark({ class: 'b-match' })
const here = Decoration.mark({ class: 'b-match b-match-here' })

function draw(view: EditorView): DecorationSet {
  const finding = view.state.field(findingField)
  if (!finding) return Decoration.none
  const at = current(view.state)
  const out: Range<Decoration>[] = []
  for (const span of view.visibleRanges) {
    finding.matches.forEach(({ from, to }, index) => {
      if (to >= span.from && from <= span.to) out.push((index === at ? here : match).range(from, to))
    })
  }
  return Decoration.set(out, true)
}

/** How long the text rests before it is looked through again, in milliseconds. */
const REST = 200

const plugin = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet
    private timer: ReturnType<typeof setTimeout> | undefined
    constructor(view: EditorView) {
      this.decorations = draw(view)
    }
    update(update: ViewUpdate): void {
      const { state, view } = update
      const changed = state.field(findingField) !== update.startState.field(findingField)
      if (!changed && !update.viewportChanged && !update.selectionSet) return
      if (view.composing) this.decorations = this.decorations.map(update.changes)
      else this.decorations = draw(view)
      if (!state.field(findingField)?.stale) return
      clearTimeout(this.timer)
      this.timer = setTimeout(() => {
        const finding = view.state.field(findingField)
        if (finding?.stale) view.dispatch({ effects: setFinding.of(look(view.state, finding.query)) })
      }, REST)
    }
    destroy(): void {
      clearTimeout(this.timer)
    }
  },
  { decorations: (page) => page.decorations },
)

/** Looks for a query in a text. */
export const look = (state: EditorState, query: Query): Finding => ({
  query,
  matches: findAll(state, query),
  stale: false,
})

/** The extension. */
export const finding: Extension = [
  findingField,
  lastQuery,
  plugin,
  EditorView.theme({
    '.b-match': { backgroundColor: 'var(--warn-wash)', borderRadius: '2px', boxShadow: '0 1px 0 var(--warn)' },
    '.b-match-here': { backgroundColor: 'var(--wash)', boxShadow: '0 0 0 2px var(--accent)' },
  }),
]
