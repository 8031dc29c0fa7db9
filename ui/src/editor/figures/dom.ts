/** Small parts that the drawings are made of, and what their keys and clicks do alike. */
import { isolateHistory, redo, undo } from '@codemirror/commands'
import type { EditorView } from '@codemirror/view'
import { standingAt, type Standing } from './pictures'

/** An element with a class. */
export function made<K extends keyof HTMLElementTagNameMap>(
  name: K,
  look: string,
  ...inside: Node[]
): HTMLElementTagNameMap[K] {
  const dom = document.createElement(name)
  dom.className = look
  dom.append(...inside)
  return dom
}

/** A button that does something. */
export function button(look: string, press: (event: MouseEvent) => void): HTMLButtonElement {
  const dom = made('button', look)
  dom.type = 'button'
  dom.addEventListener('click', press)
  return dom
}

/** A field for one line of words. */
export function field(look: string, write: (words: string) => void): HTMLInputElement {
  const dom = made('input', look)
  dom.type = 'text'
  dom.spellcheck = true
  dom.addEventListener('input', () => {
    write(dom.value)
  })
  return dom
}

/** A field for words that may take several lines on the page, though they are one in the file. */
export function tallField(look: string, write: (words: string) => void): HTMLTextAreaElement {
  const dom = made('textarea', look)
  dom.rows = 1
  dom.spellcheck = true
  dom.addEventListener('input', () => {
    write(dom.value)
    fit(dom)
  })
  return dom
}

/** Makes a field as tall as its words. */
export function fit(dom: HTMLTextAreaElement): void {
  dom.style.height = 'auto'
  if (dom.scrollHeight > 0) dom.style.height = `${String(dom.scrollHeight)}px`
}

/** The thing that this drawing stands for. */
export const thingOf = (view: EditorView, dom: HTMLElement): Standing | null =>
  standingAt(view.state, view.posAtDOM(dom))

/** Selects the thing as one. */
export function selectThing(view: EditorView, dom: HTMLElement): void {
  const standing = thingOf(view, dom)
  if (!standing) return
  view.focus()
  view.dispatch({ selection: { anchor: standing.from, head: standing.to }, userEvent: 'select' })
}

/** Undo and redo in a field are the page's own; true when the key was one of them. */
export function historyKey(view: EditorView, event: KeyboardEvent): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return false
  const key = event.key.toLowerCase()
  const back = key === 'z' && !event.shiftKey
  if (!back && key !== 'y' && !(key === 'z' && event.shiftKey)) return false
  event.preventDefault()
  if (back) undo(view)
  else redo(view)
  return true
}

/** What can be reached by Tab in a drawing. */
const STOPS = 'input, textarea, select, button'

/** Lets Tab reach what is inside only while the thing is selected or worked on: a page of pictures is no maze. */
export function reachable(dom: HTMLElement, on: boolean): void {
  for (const stop of dom.querySelectorAll<HTMLElement>(STOPS)) stop.tabIndex = on ? 0 : -1
}

/** Keeps that in step with the focus. Words typed into one field are no step of undo with those of another. */
export function watchFocus(view: EditorView, dom: HTMLElement): void {
  dom.addEventListener('focusin', () => {
    reachable(dom, true)
    view.dispatch({ annotations: isolateHistory.of('full') })
  })
  dom.addEventListener('focusout', (event) => {
    const inside = event.relatedTarget instanceof Node && dom.contains(event.relatedTarget)
    if (!inside) reachable(dom, dom.classList.contains('b-picked'))
  })
}
