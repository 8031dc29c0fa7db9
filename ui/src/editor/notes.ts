/** A footnote on the page: a small number in the text, the same number before the note, each the way to the other. */
import type { EditorState } from '@codemirror/state'
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

/** Where a note's words begin, or with `toNote` false where its first mention ends; null where there is none. */
export function otherEnd(state: EditorState, name: string, toNote: boolean): number | null {
  const text = state.doc.toString()
  const written = `[^${name}]`
  for (let at = text.indexOf(written); at >= 0; at = text.indexOf(written, at + 1)) {
    const end = at + written.length
    if ((text[end] === ':') !== toNote) continue
    return end + (toNote ? (/^:[ \t]*/.exec(text.slice(end, end + 40))?.[0].length ?? 1) : 0)
  }
  return null
}

/** Goes from a footnote's mention to the note, or from the note back to where it is first mentioned. */
export function goToOther(view: EditorView, name: string, toNote: boolean): boolean {
  const anchor = otherEnd(view.state, name, toNote)
  if (anchor === null) return false
  view.focus()
  view.dispatch({ selection: { anchor }, scrollIntoView: true, userEvent: 'select' })
  return true
}
