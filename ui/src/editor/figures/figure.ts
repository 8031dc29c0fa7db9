/** A picture on the page: the picture itself, and below it, quiet until asked for, what can be said and done about it. */
import { type EditorView, WidgetType } from '@codemirror/view'
import { fill, hostOf } from '../options'
import type { EditorOptions } from '../types'
import { canSay } from './change'
import { button, field, fit, historyKey, made, reachable, selectThing, tallField, thingOf, watchFocus } from './dom'
import { startDrag } from './drag'
import { goOn, removeFigure, wish } from './edits'
import { fileName } from './find-picture'
import { showSizes } from './sizes'
import { followWords, forgetWords, saidIn } from './spelled'
import type { Thing } from './things'
import { waysOf } from './ways'

/** The widget of one figure. */
export class Figure extends WidgetType {
  constructor(
    readonly thing: Thing & { kind: 'figure' },
    readonly options: EditorOptions | null,
    readonly readOnly: boolean,
  ) {
    super()
  }

  override eq(other: Figure): boolean {
    return other.thing.text === this.thing.text && other.readOnly === this.readOnly && other.options === this.options
  }

  override get estimatedHeight(): number {
    return 340
  }

  override toDOM(view: EditorView): HTMLElement {
    const figure = made('figure', 'b-figure')
    figure.append(shot(view, figure), about(view, figure))
    watchFocus(view, figure)
    figure.addEventListener('keydown', (event) => {
      onKey(view, figure, event)
    })
    this.show(figure)
    followWords(view, figure)
    reachable(figure, false)
    return figure
  }

  override updateDOM(dom: HTMLElement, view: EditorView): boolean {
    if (!dom.matches('figure.b-figure')) return false
    this.show(dom)
    followWords(view, dom)
    return true
  }

  override destroy(dom: HTMLElement): void {
    forgetWords(dom)
  }

  /** Events inside the figure are the figure's own. */
  override ignoreEvent(): boolean {
    return true
  }

  private show(figure: HTMLElement): void {
    const { source } = this.thing
    const words = this.options?.words.figures
    const ways = waysOf(this.options).figure
    const part = <E extends HTMLElement>(look: string): E | null => figure.querySelector<E>(look)
    const name = source.alt || fileName(source.link)
    const image = part<HTMLImageElement>('img')
    const description = part<HTMLInputElement>('.b-description')
    const caption = part<HTMLTextAreaElement>('.b-caption')
    const decorative = part<HTMLInputElement>('.b-decorative input')
    const sizes = part<HTMLSelectElement>('select')
    if (!image || !description || !caption || !decorative || !sizes || !words) return
    figure.setAttribute('aria-label', fill(words.figure, { name }))
    showImage(figure, image, this.options?.pictureUrl(source.link) ?? source.link)
    image.alt = source.alt ?? ''
    image.style.width = /^\d{1,4}(?:%|px)?$/.test(source.size ?? '') ? sized(source.size ?? '') : ''
    text(part('.b-missing-words'), fill(words.missing, { name: fileName(source.link) }))
    text(part('.b-another'), words.chooseAnother)
    const isDecorative = source.alt === ''
    label(description, words.description, isDecorative ? words.isDecorative : words.describe)
    if (description.value !== (source.alt ?? '')) description.value = source.alt ?? ''
    description.readOnly = this.readOnly || isDecorative
    label(caption, words.caption, words.addCaption)
    if (caption.value.trim() !== (source.caption ?? '').trim()) caption.value = source.caption ?? ''
    caption.readOnly = this.readOnly || !canSay('caption', source, ways)
    caption.hidden = caption.readOnly && caption.value === ''
    figure.classList.toggle('b-captioned', caption.value !== '')
    // Its width is known once it is on the page.
    requestAnimationFrame(() => {
      fit(caption)
    })
    decorative.checked = isDecorative
    const box = decorative.closest('label')
    if (box) box.hidden = this.readOnly || (!isDecorative && !canSay('decorative', source, ways))
    text(part('.b-decorative span'), words.decorative)
    showSizes(sizes, source.size, words)
    sizes.hidden = this.readOnly || (source.size === null && !canSay('size', source, ways))
    text(part('.b-replace'), words.replace)
    const remove = part('.b-remove')
    text(remove, words.remove)
    remove?.setAttribute('aria-label', fill(words.removeThis, { name }))
    for (const look of ['.b-replace', '.b-remove', '.b-another']) part(look)?.toggleAttribute('hidden', this.readOnly)
  }
}

const sized = (size: string): string => (/\d$/.test(size) ? `${size}px` : size)

function text(dom: Element | null, words: string): void {
  if (dom && dom.textContent !== words) dom.textContent = words
}

function label(dom: HTMLInputElement | HTMLTextAreaElement, name: string, placeholder: string): void {
  dom.setAttribute('aria-label', name)
  dom.placeholder = placeholder
}

/** Shows a picture from its address, and takes a failure of the last one back. */
export function showImage(frame: HTMLElement, image: HTMLImageElement, src: string): void {
  if (image.getAttribute('src') === src) return
  frame.classList.remove('b-missing')
  image.src = src
}

/** A picture that tells the page of its height, and its frame whether it can be had. */
export function imageIn(view: EditorView, frame: HTMLElement): HTMLImageElement {
  const image = made('img', '')
  image.draggable = false
  for (const event of ['load', 'error'] as const) {
    image.addEventListener(event, () => {
      frame.classList.toggle('b-missing', event === 'error')
      view.requestMeasure()
    })
  }
  return image
}

function shot(view: EditorView, figure: HTMLElement): HTMLElement {
  const image = imageIn(view, figure)
  const another = button('b-another', () => {
    void replace(view, figure)
  })
  const missing = made('div', 'b-missing-note', made('p', 'b-missing-words'), another)
  const dom = made('div', 'b-shot', image, missing)
  dom.addEventListener('pointerdown', (event) => {
    if (event.target === another) return
    startDrag(view, figure, event)
  })
  // The page would put its own selection where the mouse went down.
  dom.addEventListener('mousedown', (event) => {
    if (event.target !== another) event.preventDefault()
  })
  return dom
}

function about(view: EditorView, figure: HTMLElement): HTMLElement {
  const description = field('b-description', (words) => {
    wish(view, figure, { alt: words.trim() === '' ? null : words })
  })
  const caption = tallField('b-caption', (words) => {
    wish(view, figure, { caption: words.trim() === '' ? null : words })
    figure.classList.toggle('b-captioned', words !== '')
  })
  const box = made('input', '')
  box.type = 'checkbox'
  box.addEventListener('change', () => {
    wish(view, figure, { alt: box.checked ? '' : null }, 'once')
  })
  const decorative = made('label', 'b-decorative', box, made('span', ''))
  const sizes = made('select', 'b-sizes')
  sizes.addEventListener('change', () => {
    wish(view, figure, { size: sizes.value === '' ? null : sizes.value }, 'once')
  })
  const again = button('b-replace', () => {
    void replace(view, figure)
  })
  const remove = button('b-remove', () => {
    selectThing(view, figure)
    removeFigure(view, view.posAtDOM(figure))
  })
  const tools = made('div', 'b-figure-tools', decorative, sizes, again, remove)
  return made('figcaption', '', saidIn(description), saidIn(caption), tools)
}

function onKey(view: EditorView, figure: HTMLElement, event: KeyboardEvent): void {
  if (event.isComposing || historyKey(view, event)) return
  const { target } = event
  const inField =
    target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === 'text')
  if (event.key === 'Escape') {
    event.preventDefault()
    event.stopPropagation()
    selectThing(view, figure)
  } else if (event.key === 'Enter' && inField) {
    event.preventDefault()
    goOn(view, figure)
  }
}

/** Lets the person choose another picture for the same place; what is said about it stays. */
export async function replace(view: EditorView, figure: HTMLElement): Promise<void> {
  const standing = thingOf(view, figure)
  const host = view.state.readOnly ? null : hostOf(view.state)?.figures
  if (!standing || !host) return
  const [link] = await host.choose()
  if (link !== undefined && figure.isConnected) wish(view, figure, { link }, 'once')
}
