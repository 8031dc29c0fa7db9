/** A locked card: what it is, its first line, and a button that opens its code in a field of its own. */
import type { EditorState } from '@codemirror/state'
import { type EditorView, WidgetType } from '@codemirror/view'
import { fill, written } from '../options'
import { cardAt } from './cards'
import { openCard, openCardField } from './open'
import { recoded } from './place'
import type { Span } from './reader'
import type { CardWords } from './words'

/** The widget of one locked block. */
export class CodeCard extends WidgetType {
  constructor(
    readonly name: string,
    /** Its lines without what places them. */
    readonly code: string,
    /** What places its further lines in a list or quote. */
    readonly place: string,
    readonly open: boolean,
    readonly readOnly: boolean,
    readonly words: CardWords | undefined,
  ) {
    super()
  }

  override eq(other: CodeCard): boolean {
    return (
      other.name === this.name &&
      other.code === this.code &&
      other.place === this.place &&
      other.open === this.open &&
      other.readOnly === this.readOnly
    )
  }

  override get estimatedHeight(): number {
    return this.open ? 160 : 48
  }

  override toDOM(view: EditorView): HTMLElement {
    const card = document.createElement('div')
    card.className = 'b-card'
    card.setAttribute('role', 'group')
    const name = document.createElement('span')
    name.className = 'b-card-name'
    const glimpse = document.createElement('code')
    glimpse.className = 'b-card-glimpse'
    glimpse.dir = 'ltr'
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'b-card-button'
    button.addEventListener('click', () => {
      const range = cardAt(view.state, view.posAtDOM(card))
      if (range) toggle(view, range)
    })
    card.addEventListener('mousedown', (event) => {
      if (event.target instanceof HTMLButtonElement || event.target instanceof HTMLTextAreaElement) return
      event.preventDefault()
      select(view, card)
    })
    card.append(name, glimpse, button)
    this.show(card, view)
    return card
  }

  override updateDOM(dom: HTMLElement, view: EditorView): boolean {
    if (!dom.classList.contains('b-card')) return false
    this.show(dom, view)
    return true
  }

  /** Events inside the card are the card's own. */
  override ignoreEvent(): boolean {
    return true
  }

  private show(card: HTMLElement, view: EditorView): void {
    const { words } = this
    card.setAttribute('aria-label', this.name)
    card.classList.toggle('b-open', this.open)
    const name = card.querySelector('.b-card-name')
    const glimpse = card.querySelector<HTMLElement>('.b-card-glimpse')
    const button = card.querySelector('button')
    if (name) name.textContent = this.name
    if (glimpse) {
      glimpse.textContent = this.code.trim().split('\n', 1)[0] ?? ''
      glimpse.hidden = this.open
    }
    if (button) {
      button.textContent = (this.open ? words?.done : words?.edit) ?? ''
      button.hidden = this.readOnly
    }
    const field = card.querySelector('textarea')
    if (!this.open) field?.remove()
    else if (!field) card.append(this.field(card, view))
    else this.fit(field, this.code)
  }

  private field(card: HTMLElement, view: EditorView): HTMLTextAreaElement {
    const field = document.createElement('textarea')
    field.className = 'b-card-code'
    field.spellcheck = false
    field.setAttribute('aria-label', fill(this.words?.code ?? '', { name: this.name }))
    this.fit(field, this.code)
    field.addEventListener('input', () => {
      write(view, card, field.value)
    })
    field.dir = 'ltr'
    field.addEventListener('keydown', (event) => {
      if (event.isComposing) return
      if (event.key !== 'Escape' && !(event.key === 'Enter' && (event.ctrlKey || event.metaKey))) return
      event.preventDefault()
      event.stopPropagation()
      const range = cardAt(view.state, view.posAtDOM(card))
      if (range) toggle(view, range)
    })
    queueMicrotask(() => {
      field.focus()
    })
    return field
  }

  private fit(field: HTMLTextAreaElement, code: string): void {
    if (field.value !== code) field.value = code
    field.rows = Math.min(20, Math.max(2, code.split('\n').length))
  }
}

/** What places the further lines of the card at `pos` in its list or quote; nothing for other places. */
export function placeAt(state: EditorState, pos: number): string {
  const card = cardAt(state, pos)
  return card?.nested && card.card.widget instanceof CodeCard ? card.card.widget.place : ''
}

/** The code of a card, without what places its lines. */
export function cardText(state: EditorState, { from, to }: Span): string {
  const widget = cardAt(state, from)?.card.widget
  return widget instanceof CodeCard ? widget.code : state.sliceDoc(from, to)
}

/** Opens the code of the card, or closes it and selects the card as one thing. */
export function toggle(view: EditorView, range: Span): void {
  const open = view.state.field(openCardField, false)
  if (open?.from !== range.from) {
    if (!view.state.readOnly) view.dispatch({ effects: openCard.of(range) })
    return
  }
  view.dispatch({ effects: openCard.of(null), selection: { anchor: range.from, head: range.to } })
  view.focus()
}

function select(view: EditorView, card: HTMLElement): void {
  const range = cardAt(view.state, view.posAtDOM(card))
  if (!range) return
  view.focus()
  view.dispatch({ selection: { anchor: range.from, head: range.to }, userEvent: 'select' })
}

/** Brings the card's lines to what was typed, changing nothing else. */
function write(view: EditorView, card: HTMLElement, code: string): void {
  const range = cardAt(view.state, view.posAtDOM(card))
  if (!range || view.state.readOnly) return
  const { widget } = range.card
  const changes = recoded(view.state, range, widget instanceof CodeCard ? widget.place : '', code)
  if (changes) view.dispatch({ changes, annotations: written.of(true), userEvent: 'input.code' })
}
