/** A gallery on the page: its pictures in a row, each with its description, to add, take out and put in order. */
import { WidgetType, type EditorView } from '@codemirror/view'
import { fill, hostOf } from '../options'
import type { EditorOptions } from '../types'
import { change } from './change'
import { button, field, historyKey, made, reachable, selectThing, thingOf, watchFocus } from './dom'
import { startDrag } from './drag'
import { goOn, removeFigure, rewrite } from './edits'
import { imageIn, showImage } from './figure'
import { fileName } from './find-picture'
import { adding, taking } from './gallery-edits'
import { sortTo } from './gallery-order'
import { startSort } from './gallery-sort'
import { followWords, forgetWords, saidIn } from './spelled'
import type { Item, Thing } from './things'
import { waysOf } from './ways'

/** The widget of one gallery. */
export class Gallery extends WidgetType {
  constructor(
    readonly thing: Thing & { kind: 'gallery' },
    readonly options: EditorOptions | null,
    readonly readOnly: boolean,
  ) {
    super()
  }

  override eq(other: Gallery): boolean {
    return other.thing.text === this.thing.text && other.readOnly === this.readOnly && other.options === this.options
  }

  override get estimatedHeight(): number {
    return 240
  }

  override toDOM(view: EditorView): HTMLElement {
    const gallery = made('div', 'b-figure b-gallery')
    gallery.setAttribute('role', 'group')
    const row = made('ul', 'b-gallery-row')
    const add = button('b-add', () => {
      void addPictures(view, gallery)
    })
    const remove = button('b-remove', () => {
      selectThing(view, gallery)
      removeFigure(view, view.posAtDOM(gallery))
    })
    gallery.append(row, made('div', 'b-figure-tools', add, remove))
    gallery.addEventListener('mousedown', (event) => {
      if (event.target instanceof Element && event.target.closest('input, button')) return
      event.preventDefault()
    })
    gallery.addEventListener('pointerdown', (event) => {
      if (!(event.target instanceof Element) || event.target.closest('input, button')) return
      const item = event.target.closest<HTMLElement>('.b-gallery-item')
      if (item && !view.state.readOnly) startSort(view, gallery, item, event)
      else startDrag(view, gallery, event)
    })
    watchFocus(view, gallery)
    gallery.addEventListener('keydown', (event) => {
      onKey(view, gallery, event)
    })
    this.show(gallery, view)
    followWords(view, gallery)
    reachable(gallery, false)
    return gallery
  }

  override updateDOM(dom: HTMLElement, view: EditorView): boolean {
    if (!dom.matches('.b-gallery')) return false
    this.show(dom, view)
    followWords(view, dom)
    return true
  }

  override destroy(dom: HTMLElement): void {
    forgetWords(dom)
  }

  /** Events inside the gallery are the gallery's own. */
  override ignoreEvent(): boolean {
    return true
  }

  private show(gallery: HTMLElement, view: EditorView): void {
    const { items } = this.thing
    const words = this.options?.words.figures
    const row = gallery.querySelector('ul')
    if (!words || !row) return
    gallery.setAttribute('aria-label', words.gallery(items.length))
    while (row.children.length > items.length) {
      if (row.lastElementChild instanceof HTMLElement) forgetWords(row.lastElementChild)
      row.lastElementChild?.remove()
    }
    while (row.children.length < items.length) row.append(itemOf(view, gallery))
    items.forEach((item, at) => {
      const dom = row.children[at]
      if (dom instanceof HTMLElement) this.showItem(dom, item, at)
    })
    const [add, remove] = gallery.querySelectorAll<HTMLElement>('.b-figure-tools > button')
    if (!add || !remove) return
    add.textContent = words.addPictures
    remove.textContent = words.removeGallery
    add.hidden = remove.hidden = this.readOnly
    reachable(gallery, gallery.classList.contains('b-picked') || gallery.contains(document.activeElement))
  }

  private showItem(dom: HTMLElement, { source }: Item, at: number): void {
    const words = this.options?.words.figures
    const image = dom.querySelector('img')
    const description = dom.querySelector('input')
    const [earlier, later, remove] = dom.querySelectorAll('button')
    if (!words || !image || !description || !earlier || !later || !remove) return
    const name = source.alt || fileName(source.link)
    showImage(dom, image, this.options?.pictureUrl(source.link) ?? source.link)
    image.alt = source.alt ?? ''
    const missing = dom.querySelector('.b-missing-note')
    if (missing) missing.textContent = fill(words.missing, { name: fileName(source.link) })
    description.setAttribute('aria-label', words.description)
    description.placeholder = words.describe
    if (description.value !== (source.alt ?? '')) description.value = source.alt ?? ''
    description.readOnly = this.readOnly
    const told = [
      [earlier, words.earlier],
      [later, words.later],
      [remove, words.removeThis],
    ] as const
    for (const [press, sentence] of told) {
      press.setAttribute('aria-label', fill(sentence, { name }))
      press.title = fill(sentence, { name })
      press.hidden = this.readOnly
    }
    earlier.disabled = at === 0
    later.disabled = at === this.thing.items.length - 1
  }
}

function itemOf(view: EditorView, gallery: HTMLElement): HTMLElement {
  const dom = made('li', 'b-gallery-item')
  const place = (): number => [...(dom.parentElement?.children ?? [])].indexOf(dom)
  const description = field('b-description', (words) => {
    describe(view, gallery, place(), words)
  })
  const sign = (look: string, mark: string, press: () => void): HTMLButtonElement => {
    const dom = button(look, press)
    dom.textContent = mark
    return dom
  }
  const tools = made(
    'div',
    'b-item-tools',
    sign('b-earlier', '‹', () => {
      sortTo(view, gallery, place(), place() - 1)
    }),
    sign('b-later', '›', () => {
      sortTo(view, gallery, place(), place() + 1)
    }),
    sign('b-remove-item', '×', () => {
      take(view, gallery, place())
    }),
  )
  dom.append(made('div', 'b-shot', imageIn(view, dom), made('p', 'b-missing-note')), saidIn(description), tools)
  return dom
}

function describe(view: EditorView, gallery: HTMLElement, at: number, words: string): void {
  const standing = thingOf(view, gallery)
  if (standing?.thing.kind !== 'gallery') return
  const { items, text } = standing.thing
  const item = items[at]
  if (!item) return
  const wanted = { alt: words.trim() === '' ? null : words }
  const ways = waysOf(hostOf(view.state)).figure
  const edits = change(text.slice(item.from, item.to), item.source, wanted, ways)
  rewrite(
    view,
    standing,
    edits.map(({ from, to, insert }) => ({ from: item.from + from, to: item.from + to, insert })),
    'typing',
  )
}

function take(view: EditorView, gallery: HTMLElement, at: number): void {
  const standing = thingOf(view, gallery)
  if (standing?.thing.kind !== 'gallery') return
  const edits = taking(standing.thing, at)
  selectThing(view, gallery)
  if (edits) rewrite(view, standing, edits)
  else removeFigure(view, standing.from)
}

async function addPictures(view: EditorView, gallery: HTMLElement): Promise<void> {
  const links = (await hostOf(view.state)?.figures?.choose()) ?? []
  const standing = gallery.isConnected ? thingOf(view, gallery) : null
  if (standing?.thing.kind !== 'gallery' || links.length === 0) return
  rewrite(view, standing, adding(standing.thing, links, waysOf(hostOf(view.state))))
}

function onKey(view: EditorView, gallery: HTMLElement, event: KeyboardEvent): void {
  if (event.isComposing || historyKey(view, event)) return
  const item = event.target instanceof Element ? event.target.closest<HTMLElement>('.b-gallery-item') : null
  const at = item ? [...(item.parentElement?.children ?? [])].indexOf(item) : -1
  if (event.key === 'Escape') {
    event.preventDefault()
    event.stopPropagation()
    selectThing(view, gallery)
  } else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
    event.preventDefault()
    goOn(view, gallery)
  } else if (event.altKey && at >= 0 && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
    event.preventDefault()
    sortTo(view, gallery, at, at + (event.key === 'ArrowLeft' ? -1 : 1))
  }
}
