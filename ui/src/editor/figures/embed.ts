/** What a post shows from another website, as a card: whose it is and its address. Nothing of it is loaded here. */
import { type EditorView, WidgetType } from '@codemirror/view'
import { fill, hostOf } from '../options'
import type { EditorOptions } from '../types'
import { button, field, historyKey, made, reachable, selectThing, thingOf, watchFocus } from './dom'
import { startDrag } from './drag'
import { goOn, removeFigure, rewrite } from './edits'
import type { Thing } from './things'

/** The widget of one embed. */
export class EmbedCard extends WidgetType {
  constructor(
    readonly thing: Thing & { kind: 'embed' },
    readonly options: EditorOptions | null,
    readonly readOnly: boolean,
  ) {
    super()
  }

  override eq(other: EmbedCard): boolean {
    return other.thing.text === this.thing.text && other.readOnly === this.readOnly && other.options === this.options
  }

  override get estimatedHeight(): number {
    return 84
  }

  override toDOM(view: EditorView): HTMLElement {
    const card = made('div', 'b-figure b-embed')
    card.setAttribute('role', 'group')
    const address = field('b-address', () => {
      address.removeAttribute('aria-invalid')
    })
    address.type = 'url'
    address.spellcheck = false
    address.addEventListener('change', () => {
      void readdress(view, card, address)
    })
    const sign = made('span', 'b-embed-sign')
    sign.setAttribute('aria-hidden', 'true')
    const asLink = button('b-as-link', () => {
      linkInstead(view, card)
    })
    const remove = button('b-remove', () => {
      selectThing(view, card)
      removeFigure(view, view.posAtDOM(card))
    })
    const about = made('div', 'b-embed-about', made('b', 'b-embed-name'), address, made('p', 'b-embed-problem'))
    card.append(sign, about, made('div', 'b-figure-tools', asLink, remove))
    card.addEventListener('pointerdown', (event) => {
      if (event.target instanceof Element && event.target.closest('input, button')) return
      startDrag(view, card, event)
    })
    card.addEventListener('mousedown', (event) => {
      if (event.target instanceof Element && event.target.closest('input, button')) return
      event.preventDefault()
    })
    watchFocus(view, card)
    card.addEventListener('keydown', (event) => {
      if (event.isComposing || (event.target !== address && historyKey(view, event))) return
      if (event.key === 'Escape') {
        event.preventDefault()
        event.stopPropagation()
        this.reset(view, card)
        selectThing(view, card)
      } else if (event.key === 'Enter' && event.target === address) {
        event.preventDefault()
        void readdress(view, card, address).then((done) => {
          if (done) goOn(view, card)
        })
      }
    })
    this.show(card)
    reachable(card, false)
    return card
  }

  override updateDOM(dom: HTMLElement): boolean {
    if (!dom.matches('.b-embed')) return false
    this.show(dom)
    return true
  }

  /** Events inside the card are the card's own. */
  override ignoreEvent(): boolean {
    return true
  }

  private reset(view: EditorView, card: HTMLElement): void {
    const standing = thingOf(view, card)
    const address = card.querySelector('input')
    if (standing?.thing.kind !== 'embed' || !address) return
    address.value = standing.thing.embed.url
    say(card, '')
  }

  private show(card: HTMLElement): void {
    const { name, url } = this.thing.embed
    const words = this.options?.words.figures
    const address = card.querySelector('input')
    if (!words || !address) return
    card.setAttribute('aria-label', fill(words.embed, { name }))
    const told = [
      ['.b-embed-name', name],
      ['.b-embed-sign', name.slice(0, 1)],
      ['.b-as-link', words.embedAsLink],
      ['.b-remove', words.removeEmbed],
    ] as const
    for (const [look, sentence] of told) {
      const dom = card.querySelector<HTMLElement>(look)
      if (dom) dom.textContent = sentence
      if (dom instanceof HTMLButtonElement) dom.hidden = this.readOnly
    }
    address.setAttribute('aria-label', words.embedAddress)
    address.value = url
    address.readOnly = this.readOnly
    say(card, '')
  }
}

function say(card: HTMLElement, problem: string): void {
  const note = card.querySelector('.b-embed-problem')
  const address = card.querySelector('input')
  if (note) {
    note.textContent = problem
    note.setAttribute('role', 'alert')
  }
  address?.toggleAttribute('aria-invalid', problem !== '')
}

/** Shows another address in the same place; false where the site cannot. */
async function readdress(view: EditorView, card: HTMLElement, address: HTMLInputElement): Promise<boolean> {
  const before = thingOf(view, card)
  const wanted = address.value.trim()
  if (before?.thing.kind !== 'embed' || view.state.readOnly) return false
  if (wanted === before.thing.embed.url) return true
  const host = hostOf(view.state)
  const shown = await host?.figures?.embed(wanted)
  const now = card.isConnected ? thingOf(view, card) : null
  if (now?.thing.kind !== 'embed' || now.thing.text !== before.thing.text) return false
  if (!shown) {
    say(card, host?.words.figures.embedUnknown ?? '')
    return false
  }
  rewrite(view, now, [{ from: 0, to: now.thing.text.length, insert: shown.text }])
  return true
}

/** Leaves a link in its place. */
function linkInstead(view: EditorView, card: HTMLElement): void {
  const standing = thingOf(view, card)
  if (standing?.thing.kind !== 'embed') return
  const insert = `<${standing.thing.embed.url.replace(/[<>\s]/g, encodeURIComponent)}>`
  view.focus()
  rewrite(view, standing, [{ from: 0, to: standing.thing.text.length, insert }])
  view.dispatch({ selection: { anchor: standing.from + insert.length }, userEvent: 'select' })
}
