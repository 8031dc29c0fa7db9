/** A picture on the page: the picture itself, its description to write below it, and a button to take it out. */
import { type EditorView, WidgetType } from '@codemirror/view'
import { fileName, findPicture, writeAlt } from './find-picture'
import { fill } from '../options'
import type { EditorOptions } from '../types'

/** The widget of one picture's line. */
export class Figure extends WidgetType {
  constructor(
    readonly link: string,
    readonly alt: string,
    readonly options: EditorOptions | null,
    readonly readOnly: boolean,
  ) {
    super()
  }

  override eq(other: Figure): boolean {
    return other.link === this.link && other.alt === this.alt && other.readOnly === this.readOnly
  }

  override get estimatedHeight(): number {
    return 320
  }

  override toDOM(view: EditorView): HTMLElement {
    const figure = document.createElement('figure')
    figure.className = 'b-figure'
    const image = document.createElement('img')
    image.draggable = false
    image.addEventListener('load', () => {
      figure.classList.remove('b-missing')
      view.requestMeasure()
    })
    image.addEventListener('error', () => {
      figure.classList.add('b-missing')
      view.requestMeasure()
    })
    image.addEventListener('mousedown', (event) => {
      event.preventDefault()
      selectFigure(view, figure)
    })
    const missing = document.createElement('p')
    missing.className = 'b-missing-note'
    const caption = document.createElement('figcaption')
    const field = document.createElement('input')
    field.type = 'text'
    field.className = 'b-description'
    field.spellcheck = true
    field.addEventListener('input', () => {
      describe(view, figure, field.value)
    })
    field.addEventListener('keydown', (event) => {
      if ((event.key === 'Enter' && !event.isComposing) || event.key === 'Escape') {
        event.preventDefault()
        selectFigure(view, figure)
      }
    })
    const remove = document.createElement('button')
    remove.type = 'button'
    remove.className = 'b-remove'
    remove.addEventListener('click', () => {
      selectFigure(view, figure)
      removeFigure(view, view.posAtDOM(figure))
    })
    caption.append(field, remove)
    figure.append(image, missing, caption)
    this.show(figure)
    return figure
  }

  override updateDOM(dom: HTMLElement): boolean {
    if (!dom.classList.contains('b-figure')) return false
    this.show(dom)
    return true
  }

  /** Events inside the figure are the figure's own. */
  override ignoreEvent(): boolean {
    return true
  }

  private show(figure: HTMLElement): void {
    const image = figure.querySelector('img')
    const note = figure.querySelector('p')
    const field = figure.querySelector('input')
    const remove = figure.querySelector('button')
    const words = this.options?.words
    if (!image || !note || !field || !remove) return
    const src = this.options?.pictureUrl(this.link) ?? this.link
    if (image.getAttribute('src') !== src) {
      figure.classList.remove('b-missing')
      image.src = src
    }
    image.alt = this.alt
    note.textContent = fill(words?.pictureMissing ?? '', { name: fileName(this.link) })
    field.setAttribute('aria-label', words?.description ?? '')
    field.placeholder = words?.describePicture ?? ''
    field.readOnly = this.readOnly
    if (field.value !== this.alt && writeAlt(field.value) !== writeAlt(this.alt)) field.value = this.alt
    remove.textContent = words?.removePicture ?? ''
    remove.setAttribute('aria-label', fill(words?.removeThisPicture ?? '', { name: this.alt || fileName(this.link) }))
    remove.hidden = this.readOnly
  }
}

/** Selects the picture as one thing. */
function selectFigure(view: EditorView, figure: HTMLElement): void {
  const line = view.state.doc.lineAt(view.posAtDOM(figure))
  view.focus()
  view.dispatch({ selection: { anchor: line.from, head: line.to }, userEvent: 'select' })
}

/** Writes a description into the picture's line, and nothing but the description. */
export function describe(view: EditorView, figure: HTMLElement, alt: string): void {
  const line = view.state.doc.lineAt(view.posAtDOM(figure))
  const parts = findPicture(line.text)
  if (!parts || view.state.readOnly) return
  const changes = { from: line.from + parts.alt.from, to: line.from + parts.alt.to, insert: writeAlt(alt) }
  view.dispatch({ changes, userEvent: 'input.describe' })
}

/** Takes the picture at `pos` out, with the blank line that parted it from what follows. */
export function removeFigure(view: EditorView, pos: number): boolean {
  const { state } = view
  if (state.readOnly) return false
  const { doc } = state
  const line = doc.lineAt(pos)
  let from = line.from
  let to = line.to
  const next = line.number < doc.lines ? doc.line(line.number + 1) : null
  const before = line.number > 1 ? doc.line(line.number - 1) : null
  if (next?.text.trim() === '' && next.number < doc.lines) to = next.to + 1
  else if (next) to = next.from
  else if (before) from = before.to
  view.dispatch({
    changes: { from, to },
    selection: { anchor: from },
    userEvent: 'delete.picture',
    scrollIntoView: true,
  })
  return true
}
