/** Which link has the caret, and whether its card is shown. Asked only when the caret moves, never when one writes. */
import { StateEffect, StateField, type EditorState, type SelectionRange, type Transaction } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { ViewPlugin, type PluginValue, type ViewUpdate } from '@codemirror/view'
import { around } from '../language'
import { linkAt, type PlacedLink } from '../link-at'
import { activeField } from '../tables/active'

/** The number of a footnote in the text. */
export interface PlacedNote {
  from: number
  to: number
  /** The footnote's name. */
  note: string
}

/** What leads somewhere else. */
export type Placed = PlacedLink | PlacedNote

/** That at the caret. Its card waits until the caret has come to rest, and is away once it was closed. */
export type Here = Placed & { card: 'waits' | 'shown' | 'away' }

/** Shows the card of a link, or with null forgets it. */
export const setHere = StateEffect.define<Here | null>()

/** How long the caret rests in a link before the card comes, in milliseconds: passing through shows nothing. */
const REST = 300

const LEADS = /^(Link|Autolink|URL|FootnoteReference)$/

/** What holds a selection and leads somewhere; null where nothing does. */
export function placedAt(state: EditorState, { from, to, head }: SelectionRange): Placed | null {
  const leads = (name: string): boolean => LEADS.test(name)
  const node = around(state, head, -1, leads) ?? around(state, head, 1, leads)
  if (!node) return null
  const found =
    node.name === 'FootnoteReference'
      ? { from: node.from, to: node.to, note: state.sliceDoc(node.from + 2, node.to - 1) }
      : linkAt(state, head)
  if (!found || ('url' in found && found.url === '')) return null
  return found.from <= from && to <= found.to ? found : null
}

function moved(here: Here | null, tr: Transaction): Here | null {
  const { main } = tr.newSelection
  if (here && here.from <= main.from && main.to <= here.to) return here
  const byPerson = tr.isUserEvent('select') && !tr.isUserEvent('select.search')
  // The words of a cell are its own editor's.
  if (!byPerson || tr.state.field(activeField, false)) return null
  const found = placedAt(tr.state, main)
  return found && { ...found, card: 'waits' }
}

/** The link at the caret. */
export const hereField = StateField.define<Here | null>({
  create: () => null,
  update(here, tr) {
    for (const effect of tr.effects) if (effect.is(setHere)) return effect.value
    if (tr.docChanged) return null
    return tr.selection ? moved(here, tr) : here
  },
})

/** Puts the card away until the caret comes anew; false when there is none. */
export function putAway(view: EditorView): boolean {
  const here = view.state.field(hereField, false)
  if (here?.card !== 'shown') return false
  view.dispatch({ effects: setHere.of({ ...here, card: 'away' }) })
  return true
}

/** Forgets the link: the caret is not in the text any more, or something else is shown. */
export function forget(view: EditorView): void {
  if (view.state.field(hereField, false)) view.dispatch({ effects: setHere.of(null) })
}

/** Shows the card when the caret rests, and takes it away when the text is left. */
class Resting implements PluginValue {
  private timer: ReturnType<typeof setTimeout> | undefined
  private pressed = false

  constructor(private readonly view: EditorView) {
    view.dom.ownerDocument.addEventListener('mouseup', this.released)
  }

  update({ startState, state }: ViewUpdate): void {
    const here = state.field(hereField)
    if (here === startState.field(hereField)) return
    clearTimeout(this.timer)
    if (here?.card === 'waits') this.timer = setTimeout(() => this.rested(), REST)
  }

  press(): void {
    this.pressed = true
  }

  destroy(): void {
    clearTimeout(this.timer)
    this.view.dom.ownerDocument.removeEventListener('mouseup', this.released)
  }

  private readonly released = (event: MouseEvent): void => {
    if (!this.pressed) return
    this.pressed = false
    const { view } = this
    const here = view.state.field(hereField)
    if (here?.card === 'waits') this.rested()
    // A click on a link whose card was closed asks for it again.
    else if (here?.card !== 'shown' && event.button === 0 && isOnLink(event))
      this.show(placedAt(view.state, view.state.selection.main))
  }

  private rested(): void {
    if (!this.pressed) this.show(this.view.state.field(hereField))
  }

  private show(found: Placed | null): void {
    const { view } = this
    if (found && view.hasFocus && !view.composing) view.dispatch({ effects: setHere.of({ ...found, card: 'shown' }) })
  }
}

const isOnLink = ({ target }: MouseEvent): boolean => target instanceof Element && target.closest('[data-url]') !== null

/** The extension. */
export const resting = ViewPlugin.fromClass(Resting, {
  eventObservers: {
    mousedown() {
      this.press()
    },
    compositionstart(_event, view) {
      forget(view)
    },
    contextmenu(_event, view) {
      // The menu that opens has the same in it.
      forget(view)
    },
  },
})
