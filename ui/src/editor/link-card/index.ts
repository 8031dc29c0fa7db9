/** The card of the link or footnote at the caret, below its line: what it leads to, and what can be done with it. */
import { Prec, type Extension } from '@codemirror/state'
import { EditorView, keymap, showTooltip, tooltips } from '@codemirror/view'
import { inSight } from '../scroll'
import { pageOf } from '../tables/views'
import { cards, draw } from './draw'
import { forget, hereField, placedAt, putAway, resting, setHere } from './field'
import { linkTheme } from './theme'

export type { LinkHost, LinkTarget, LinkWords } from './host'

/** Shows the card of the link at the caret with the focus in it; false where there is none. */
export function enterCard(view: EditorView): boolean {
  const found = placedAt(view.state, view.state.selection.main)
  if (!found) return false
  view.dispatch({ effects: setHere.of({ ...found, card: 'shown' }) })
  // Once whoever asked for this is done, who may give the focus to the text.
  queueMicrotask(() => cardOf(view)?.querySelector('button')?.focus({ preventScroll: true }))
  return true
}

const cardOf = (view: EditorView): HTMLElement | undefined => cards.get(view)

/** The extension. */
export const linkCard: Extension = [
  hereField,
  resting,
  showTooltip.from(hereField, (here) =>
    here?.card === 'shown' ? { pos: here.from, above: false, create: (view) => draw(view, here) } : null,
  ),
  // A cell is low and narrow: its card may stand where the page's may.
  tooltips({ tooltipSpace: (view) => inSight(pageOf(view)) }),
  Prec.high(keymap.of([{ key: 'Escape', run: putAway }])),
  EditorView.domEventHandlers({
    blur: (_event, view) => {
      // Not at once: the focus may have gone into the card.
      queueMicrotask(() => {
        if (!view.hasFocus && !cardOf(view)?.contains(document.activeElement)) forget(view)
      })
    },
  }),
  linkTheme,
]
