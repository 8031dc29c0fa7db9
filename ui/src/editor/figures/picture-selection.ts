/** Shows which picture is selected, and says so to screen readers. */
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { fileName, findPicture, readAlt } from './find-picture'
import { fill, hostOf } from '../options'
import { figureAt, pictureField } from './pictures'

/** The extension. */
export const pictureSelection: Extension = [
  EditorView.editorAttributes.compute(['selection', pictureField], (state): Record<string, string> => {
    const { from, to, empty } = state.selection.main
    const figure = empty ? null : figureAt(state, from)
    return figure?.from === from && figure.to === to ? { class: 'b-on-picture' } : {}
  }),
  EditorView.updateListener.of((update) => {
    if (!update.selectionSet && !update.docChanged && !update.viewportChanged) return
    const { state, view } = update
    const { from, to, empty } = state.selection.main
    for (const figure of view.contentDOM.querySelectorAll('.b-figure')) {
      const at = view.posAtDOM(figure)
      figure.classList.toggle('b-picked', !empty && from <= at && at < to)
    }
    if (!update.selectionSet || empty) return
    const figure = figureAt(state, from)
    const words = hostOf(state)?.words
    if (!words || figure?.from !== from || figure.to !== to) return
    const line = state.doc.lineAt(from)
    const parts = findPicture(line.text)
    if (!parts) return
    const name = readAlt(line.text.slice(parts.alt.from, parts.alt.to)) || fileName(parts.link)
    const sentence = fill(words.pictureSelected, { name })
    if (sentence)
      queueMicrotask(() => {
        view.dispatch({ effects: EditorView.announce.of(sentence) })
      })
  }),
]
