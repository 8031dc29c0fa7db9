/** A slash at the start of an empty paragraph opens a list of what can be put there, narrowed by what is typed on. */
import { Prec, type Extension } from '@codemirror/state'
import { EditorView, keymap, showTooltip, type Tooltip } from '@codemirror/view'
import { close, mark, slashField, take, type Slash } from './slash-field'
import { listId, listOf, optionId } from './slash-list'

const tooltips = new Map<number, Tooltip>()

/** The same tooltip for the same place, so that its DOM stays while one types on. */
function tooltip(pos: number): Tooltip {
  const known = tooltips.get(pos)
  if (known) return known
  tooltips.clear()
  const made: Tooltip = { pos, above: false, create: listOf }
  tooltips.set(pos, made)
  return made
}

function move(by: (open: Slash) => number) {
  return (view: EditorView): boolean => {
    const open = view.state.field(slashField, false)
    if (!open) return false
    if (open.items.length > 0) mark(view, (by(open) + open.items.length) % open.items.length)
    return true
  }
}

function takeMarked(view: EditorView): boolean {
  const open = view.state.field(slashField, false)
  if (!open) return false
  if (open.items.length > 0) return take(view, open.index)
  view.dispatch({ effects: close.of(null) })
  return false
}

/** The extension. */
export const slash: Extension = [
  slashField,
  showTooltip.from(slashField, (open) => (open ? tooltip(open.from) : null)),
  EditorView.contentAttributes.from(slashField, (open): Record<string, string> =>
    open ? { 'aria-controls': listId, 'aria-haspopup': 'listbox', 'aria-activedescendant': optionId(open.index) } : {},
  ),
  Prec.highest(
    keymap.of([
      { key: 'ArrowDown', run: move(({ index }) => index + 1) },
      { key: 'ArrowUp', run: move(({ index }) => index - 1) },
      { key: 'Enter', run: takeMarked },
      { key: 'Tab', run: takeMarked },
      {
        key: 'Escape',
        run: (view) => {
          if (!view.state.field(slashField, false)) return false
          view.dispatch({ effects: close.of(null) })
          return true
        },
      },
    ]),
  ),
  EditorView.domEventHandlers({
    blur: (_event, view) => {
      // Not at once: a click on the list itself keeps the focus in the text.
      queueMicrotask(() => {
        if (!view.hasFocus && view.state.field(slashField, false)) view.dispatch({ effects: close.of(null) })
      })
    },
  }),
]
