/** Shows which thing is selected, says so to screen readers, and takes the keys that lead into it and move it. */
import { Prec, type Extension } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import { fill, hostOf } from '../options'
import { reachable } from './dom'
import { fileName } from './find-picture'
import { pictureField, selectedThing } from './pictures'
import type { Thing } from './things'
import type { FigureWords } from './words'

/** What is spoken of a thing. */
function spoken(thing: Thing, words: FigureWords): string {
  switch (thing.kind) {
    case 'figure':
      return fill(words.selected, { name: thing.source.alt || fileName(thing.source.link) })
    case 'gallery':
      return words.gallery(thing.items.length)
    case 'embed':
      return `${fill(words.embed, { name: thing.embed.name })} ${thing.embed.url}`
  }
}

/** Goes to the first thing that can be written in the selected thing. */
function goInside(view: EditorView): boolean {
  const at = selectedThing(view.state)
  if (!at) return false
  const dom = [...view.contentDOM.querySelectorAll<HTMLElement>('.b-figure')].find(
    (figure) => view.posAtDOM(figure) === at.from,
  )
  const field = dom?.querySelector<HTMLElement>('input:not([type=checkbox])')
  if (!field) return false
  field.focus()
  return true
}

/** The extension. */
export const pictureSelection: Extension = [
  EditorView.editorAttributes.compute(['selection', pictureField], (state): Record<string, string> =>
    selectedThing(state) ? { class: 'b-on-picture' } : {},
  ),
  EditorView.updateListener.of((update) => {
    if (!update.selectionSet && !update.docChanged && !update.viewportChanged) return
    const { state, view } = update
    const { from, to, empty } = state.selection.main
    for (const figure of view.contentDOM.querySelectorAll<HTMLElement>('.b-figure')) {
      const at = view.posAtDOM(figure)
      const picked = !empty && from <= at && at < to
      if (picked === figure.classList.contains('b-picked')) continue
      figure.classList.toggle('b-picked', picked)
      reachable(figure, picked || figure.contains(document.activeElement))
    }
    // What was moved has said so itself.
    const isMoved = update.transactions.some((tr) => tr.isUserEvent('move'))
    const at = update.selectionSet && !isMoved ? selectedThing(state) : null
    const words = hostOf(state)?.words.figures
    const sentence = at && words ? spoken(at.thing, words) : ''
    if (sentence)
      queueMicrotask(() => {
        view.dispatch({ effects: EditorView.announce.of(sentence) })
      })
  }),
  Prec.highest(keymap.of([{ key: 'Enter', run: goInside }])),
]
