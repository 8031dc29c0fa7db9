/** What stands in the text in place of a mark: bullets, numbers, boxes to tick, dividers, small pictures. */
import { Decoration, type EditorView, WidgetType } from '@codemirror/view'
import { Note } from './notes'
import { tick } from './tick'
import type { Drawing } from './marks'
import { readAlt } from './figures/find-picture'
import type { EditorOptions } from './types'

/** The decoration that draws `drawing`. */
export function drawingWidget(drawing: Drawing, options: EditorOptions | null): Decoration {
  switch (drawing.kind) {
    case 'nothing':
      return Decoration.replace({ widget: new Letters('', 'b-nothing') })
    case 'bullet':
      return Decoration.replace({ widget: new Marker('•', 'b-bullet') })
    case 'number':
      return Decoration.replace({ widget: new Marker(drawing.text, 'b-number') })
    case 'task':
      return Decoration.replace({ widget: new Task(drawing.done, options?.words.taskDone ?? '') })
    case 'divider':
      return Decoration.replace({ widget: new Divider(options?.words.divider ?? '') })
    case 'picture':
      return Decoration.replace({
        widget: new SmallPicture(options?.pictureUrl(drawing.link) ?? drawing.link, readAlt(drawing.alt)),
      })
    case 'letters':
      return Decoration.replace({ widget: new Letters(drawing.text) })
    case 'note':
    case 'note-mark':
      return Decoration.replace({ widget: new Note(drawing.kind === 'note', drawing.name, drawing.number, options) })
  }
}

class Letters extends WidgetType {
  constructor(
    readonly text: string,
    readonly look = '',
  ) {
    super()
  }

  override eq(other: Letters): boolean {
    return other.text === this.text && other.look === this.look
  }

  override toDOM(): HTMLElement {
    const dom = document.createElement('span')
    dom.className = this.look
    dom.textContent = this.text
    return dom
  }

  override ignoreEvent(): boolean {
    return false
  }
}

class Marker extends WidgetType {
  constructor(
    readonly text: string,
    readonly look: string,
  ) {
    super()
  }

  override eq(other: Marker): boolean {
    return other.text === this.text && other.look === this.look
  }

  override toDOM(): HTMLElement {
    const dom = document.createElement('span')
    dom.className = `b-marker ${this.look}`
    dom.textContent = this.text
    return dom
  }

  override ignoreEvent(): boolean {
    return false
  }
}

class Task extends WidgetType {
  constructor(
    readonly done: boolean,
    readonly label: string,
  ) {
    super()
  }

  override eq(other: Task): boolean {
    return other.done === this.done && other.label === this.label
  }

  override toDOM(view: EditorView): HTMLElement {
    const dom = document.createElement('span')
    dom.className = 'b-marker b-task'
    const box = document.createElement('input')
    box.type = 'checkbox'
    box.checked = this.done
    box.disabled = view.state.readOnly
    box.setAttribute('aria-label', this.label)
    box.addEventListener('change', () => {
      tick(view, view.posAtDOM(dom))
    })
    dom.append(box)
    return dom
  }

  override ignoreEvent(): boolean {
    return true
  }
}

class Divider extends WidgetType {
  constructor(readonly label: string) {
    super()
  }

  override eq(other: Divider): boolean {
    return other.label === this.label
  }

  override toDOM(): HTMLElement {
    const dom = document.createElement('span')
    dom.className = 'b-divider'
    dom.setAttribute('role', 'separator')
    dom.setAttribute('aria-label', this.label)
    return dom
  }
}

class SmallPicture extends WidgetType {
  constructor(
    readonly src: string,
    readonly alt: string,
  ) {
    super()
  }

  override eq(other: SmallPicture): boolean {
    return other.src === this.src && other.alt === this.alt
  }

  override toDOM(): HTMLElement {
    const dom = document.createElement('img')
    dom.className = 'b-small'
    dom.src = this.src
    dom.alt = this.alt
    return dom
  }
}
