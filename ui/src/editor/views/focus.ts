/** Focus mode: the paragraph with the caret stands out, all others step back. Colours only: nothing moves. */
import { StateEffect, StateField, type EditorState, type Extension, type Range } from '@codemirror/state'
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view'
import { leafAt } from '../inline'

/** Turns the mode on or off. */
export const setFocusMode = StateEffect.define<boolean>()

const focusMode = StateField.define<boolean>({
  create: () => false,
  update: (on, tr) => tr.effects.reduce((now, effect) => (effect.is(setFocusMode) ? effect.value : now), on),
})

const away = Decoration.line({ class: 'b-away' })

/** The lines, by their first offset, of the paragraphs that the selection touches. */
export function focused(state: EditorState): { from: number; to: number } {
  const { from, to } = state.selection.main
  const first = leafAt(state, from)
  const last = from === to ? first : leafAt(state, to)
  return {
    from: state.doc.lineAt(Math.min(first?.from ?? from, from)).from,
    to: state.doc.lineAt(Math.max(last?.to ?? to, to)).to,
  }
}

function dim(view: EditorView): DecorationSet {
  if (!view.state.field(focusMode)) return Decoration.none
  const near = focused(view.state)
  const out: Range<Decoration>[] = []
  for (const { from, to } of view.visibleRanges) {
    for (let line = view.state.doc.lineAt(from); ; line = view.state.doc.line(line.number + 1)) {
      if (line.to < near.from || line.from > near.to) out.push(away.range(line.from))
      if (line.to >= to || line.number === view.state.doc.lines) break
    }
  }
  return Decoration.set(out, true)
}

const plugin = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet
    constructor(view: EditorView) {
      this.decorations = dim(view)
    }
    update(update: ViewUpdate): void {
      const turned = update.startState.field(focusMode) !== update.state.field(focusMode)
      if (!turned && !update.state.field(focusMode)) return
      if (update.view.composing) this.decorations = this.decorations.map(update.changes)
      else if (turned || update.docChanged || update.selectionSet || update.viewportChanged) {
        this.decorations = dim(update.view)
      }
    }
  },
  { decorations: (page) => page.decorations },
)

/** The extension. */
export const focus: Extension = [
  focusMode,
  plugin,
  EditorView.editorAttributes.compute([focusMode], (state) => ({
    class: state.field(focusMode) ? 'b-focus' : '',
  })),
  EditorView.theme({
    '&.b-focus .b-away, &.b-focus .b-away *': { color: 'var(--away)' },
    '&.b-focus .b-figure:not(.b-picked) img': { opacity: '0.55' },
    '&.b-focus .b-grid:not(:focus-within) .b-cell *, &.b-focus .b-grid:not(:focus-within) .b-cell': {
      color: 'var(--away)',
    },
    '&.b-focus .b-away .b-code, &.b-focus .b-grid:not(:focus-within) :is(th, .b-code)': { background: 'transparent' },
  }),
]
