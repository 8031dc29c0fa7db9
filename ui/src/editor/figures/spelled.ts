/** Remarks about the words of a figure's fields: the window draws them, as in the fields of the details. */
import type { EditorView } from '@codemirror/view'
import { hostOf } from '../options'
import { goToRemark } from '../proof/card'
import { elsewhere, type Elsewhere } from '../proof/elsewhere'
import { made, selectThing } from './dom'

/** A field for what is said of a picture. */
export type SaidField = HTMLInputElement | HTMLTextAreaElement

/** The window's checks of one field. */
export interface SpelledField {
  /** The field has other words now, perhaps. */
  follow(): void
  /** Whether there is anything to say about its words. */
  has(): boolean
  /** Goes to the first of its remarks, or back to the last. */
  enter(way: -1 | 1): void
  stop(): void
}

const checks = new WeakMap<SaidField, SpelledField>()

/** A field with the room for its remarks, which lie exactly on it. */
export const saidIn = (field: SaidField): HTMLElement => made('div', 'b-said', field)

/** The fields of a drawing. */
const fieldsIn = (dom: Element): SaidField[] => [...dom.querySelectorAll<SaidField>('.b-said > :is(input, textarea)')]

/** Has the words of a drawing's fields checked, as they are now; `figure` is the drawing as a whole. */
export function followWords(view: EditorView, figure: HTMLElement): void {
  const spelled = hostOf(view.state)?.figures?.spelled
  for (const field of spelled ? fieldsIn(figure) : []) {
    const known = checks.get(field)
    if (known) known.follow()
    else if (spelled)
      checks.set(
        field,
        spelled(field, (way) => goOnFrom(view, figure, field, way)),
      )
  }
}

/** Ends the checks of a drawing that goes away. */
export function forgetWords(dom: HTMLElement): void {
  for (const field of fieldsIn(dom)) checks.get(field)?.stop()
}

/** After the remarks of a field come those of the figure's next, and then those of the text. */
function goOnFrom(view: EditorView, figure: HTMLElement, field: SaidField, way: -1 | 1): void {
  const all = fieldsIn(figure)
  const rest = way > 0 ? all.slice(all.indexOf(field) + 1) : all.slice(0, all.indexOf(field)).reverse()
  const next = rest.map((each) => checks.get(each)).find((each) => each?.has())
  if (next) {
    next.enter(way)
    return
  }
  selectThing(view, figure)
  goToRemark(view, way, true)
}

/** The figures on the page whose words there is something to say about. */
export const figureRemarks = elsewhere.of((view) =>
  [...view.contentDOM.querySelectorAll<HTMLElement>(':scope > .b-figure')].flatMap((figure): Elsewhere[] => {
    const found = fieldsIn(figure).flatMap((field) => checks.get(field) ?? [])
    const told = found.filter((field) => field.has())
    if (told.length === 0) return []
    return [{ pos: view.posAtDOM(figure), enter: (way) => told.at(way > 0 ? 0 : -1)?.enter(way) }]
  }),
)
