/** A footnote on the page: a small number in the text, the same number before the note, each the way to the other. */
import { WidgetType, type EditorView } from '@codemirror/view'
import { fill } from './options'
import type { EditorOptions } from './types'

/** The widget of a mention (`true`) or of the number before the note itself. */
export class Note extends WidgetType {
  constructor(
    readonly mention: boolean,
    readonly name: string,
    readonly number: number | null,
    readonly options: EditorOptions | null,
  ) {
    super()
  }

  override eq(other: Note): boolean {
    return other.mention === this.mention && other.name === this.name && other.number === this.number
  }

  override toDOM(view: EditorView): HTMLElement {
    const dom = document.createElement('span')
    const number = this.number === null ? '*' : String(this.number)
    const words = this.options?.words
    dom.className = this.mention ? 'b-note' : 'b-marker b-note-mark'
    dom.textContent = this.mention ? number : `${number}.`
    dom.title = (this.mention ? words?.toNote : words?.fromNote) ?? ''
    dom.setAttribute('role', 'img')
    dom.setAttribute('aria-label', fill(words?.note ?? '', { number }))
    dom.addEventListener('mousedown', (event) => {
      if (event.button !== 0) return
      event.preventDefault()
      goToOther(view, this.name, this.mention)
    })
    return dom
  }

  override ignoreEvent(): boolean {
    return true
  }
}

/** Goes from a footnote's mention to the note, or from the note back to where it is first mentioned. */
export function goToOther(view: EditorView, name: string, toNote: boolean): boolean {
  const text = view.state.doc.toString()
  const written = `[^${name}]`
  for (let at = text.indexOf(written); at >= 0; at = text.indexOf(written, at + 1)) {
    const end = at + written.length
    if ((text[end] === ':') !== toNote) continue
    const blanks = toNote ? (/^:[ \t]*/.exec(text.slice(end, end + 40))?.[0].length ?? 1) : 0
    view.focus()
    view.dispatch({ selection: { anchor: end + blanks }, scrollIntoView: true, userEvent: 'select' })
    return true
  }
  return false
}
