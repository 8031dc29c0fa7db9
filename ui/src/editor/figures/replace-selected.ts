/** Chooses another picture in place of the selected one. */
import type { EditorView } from '@codemirror/view'
import { replace } from './figure'
import { selectedThing } from './pictures'

/** False where no picture is selected. */
export function replaceSelected(view: EditorView): boolean {
  const at = selectedThing(view.state)
  if (at?.thing.kind !== 'figure' || view.state.readOnly) return false
  const dom = [...view.contentDOM.querySelectorAll<HTMLElement>('.b-figure')].find(
    (figure) => view.posAtDOM(figure) === at.from,
  )
  if (!dom) return false
  void replace(view, dom)
  return true
}
