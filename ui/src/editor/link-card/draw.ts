/** The card of a link or of a footnote's number: what it leads to, and what can be done with it. */
import { EditorView, type Rect, type TooltipView } from '@codemirror/view'
import { amongButtons } from '../among-buttons'
import { changeLink, runLink } from '../link'
import { visible, type PlacedLink } from '../link-at'
import { goToOther, otherEnd } from '../notes'
import { fill, hostOf } from '../options'
import { forget, putAway, type Here, type PlacedNote } from './field'

/** The parts of a card, empty. */
interface Card {
  dom: HTMLElement
  name: HTMLElement
  about: HTMLElement
  /** Adds a button; what it does is done with the focus back in the text. */
  add(label: string, run: () => void): void
}

/** The card that an editor drew last, wherever cards are put. */
export const cards = new WeakMap<EditorView, HTMLElement>()

/** Draws the card. */
export function draw(view: EditorView, here: Here): TooltipView {
  const card = frame(view)
  cards.set(view, card.dom)
  if ('note' in here) drawNote(view, card, here)
  else drawLink(view, card, here)
  return { dom: card.dom, offset: { x: 0, y: 6 }, resize: false, getCoords: () => lineOf(view, here) }
}

function frame(view: EditorView): Card {
  const dom = element('div', 'b-link-card')
  dom.setAttribute('role', 'group')
  const to = element('p', 'b-link-to')
  const name = element('span', 'b-link-name')
  const about = element('span', 'b-link-about')
  to.append(name, about)
  const acts = element('div', 'b-link-acts')
  dom.append(to, acts)
  // The text keeps the focus and its selection.
  dom.addEventListener('mousedown', (event) => event.preventDefault())
  dom.addEventListener('keydown', (event) => {
    amongButtons(event, dom, () => {
      putAway(view)
      view.focus()
    })
  })
  dom.addEventListener('focusout', ({ relatedTarget: next }) => {
    if (next instanceof Node && !dom.contains(next) && !view.contentDOM.contains(next)) forget(view)
  })
  const add = (label: string, run: () => void): void => {
    const made = element('button', 'b-link-act')
    made.type = 'button'
    made.textContent = label
    made.addEventListener('click', () => {
      forget(view)
      view.focus()
      run()
    })
    acts.append(made)
  }
  return { dom, name, about, add }
}

function drawLink(view: EditorView, { dom, name, about, add }: Card, link: PlacedLink): void {
  const options = hostOf(view.state)
  if (!options) return
  const { links } = options.words
  const say = (title: string, more: string, away: boolean): void => {
    name.textContent = title
    name.title = link.url
    about.textContent = more
    about.classList.toggle('b-away', away)
    dom.setAttribute('aria-label', fill(links.card, { name: more === '' ? title : `${title}, ${more}` }))
  }
  // An address is read from left to right, whatever letters a stranger has put in it.
  name.dir = 'ltr'
  say(readable(link.url), '', false)
  options.links?.target(link.url).then(
    (target) => {
      if (!target) return
      name.dir = 'auto'
      say(target.title, target.about, target.away)
    },
    // What cannot be found out leaves the address.
    () => undefined,
  )
  add(links.open, () => options.onOpenLink(link.url))
  if (!view.state.readOnly) {
    add(links.change, () => {
      // The whole link is meant, whatever of it is selected.
      view.dispatch({ selection: { anchor: view.state.selection.main.head } })
      runLink(view, undefined)
    })
  }
  add(links.copy, () => options.links?.copy(link.url))
  if (!view.state.readOnly) {
    add(links.remove, () => {
      changeLink(view, link, { text: link.text, url: '' })
      view.dispatch({ effects: EditorView.announce.of(links.removed) })
    })
  }
}

function drawNote(view: EditorView, { dom, name, add }: Card, { note }: PlacedNote): void {
  const words = hostOf(view.state)?.words.links
  if (!words) return
  const { state } = view
  const at = otherEnd(state, note, true)
  const said = at === null ? words.noNote : visible(state, at, state.doc.lineAt(at).to)
  name.dir = 'auto'
  name.classList.add('b-link-words')
  name.textContent = said
  dom.setAttribute('aria-label', fill(words.note, { name: said }))
  if (at !== null) add(words.toNote, () => goToOther(view, note, true))
}

/** Where the caret's part of a link is: of one that goes over several lines the card leaves that of the caret free. */
function lineOf(view: EditorView, { from, to }: Here): Rect {
  const { head } = view.state.selection.main
  const caret = view.coordsAtPos(head, head === to ? -1 : 1) ?? OUT_OF_SIGHT
  const start = view.coordsAtPos(from, 1)
  const begins = start !== null && start.top < caret.bottom && caret.top < start.bottom
  const left = begins ? start.left : Math.min(caret.left, view.contentDOM.getBoundingClientRect().left)
  return { left, right: caret.right, top: caret.top, bottom: caret.bottom }
}

const OUT_OF_SIGHT: Rect = { left: 0, right: 0, top: -10_000, bottom: -10_000 }

/** An address without what every address begins with. */
const readable = (url: string): string =>
  url.replace(/^(?:https?:\/\/|mailto:)/i, '').replace(/^([^/]+)\/$/, '$1') || url

function element<K extends keyof HTMLElementTagNameMap>(tag: K, classes: string): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  made.className = classes
  return made
}
