/** The card of a link: what it leads to, and what can be done with it. */
import { EditorView, type Rect, type TooltipView } from '@codemirror/view'
import { amongButtons } from '../among-buttons'
import { changeLink, runLink } from '../link'
import { fill, hostOf } from '../options'
import { forget, putAway, type Here } from './field'

/** Draws the card of a link. */
export function draw(view: EditorView, here: Here): TooltipView {
  const options = hostOf(view.state)
  const words = options?.words.links
  const dom = element('div', 'b-link-card')
  dom.setAttribute('role', 'group')
  const to = element('p', 'b-link-to')
  const name = element('span', 'b-link-name')
  const about = element('span', 'b-link-about')
  to.append(name, about)
  const acts = element('div', 'b-link-acts')
  dom.append(to, acts)

  const say = (title: string, more: string, away: boolean): void => {
    name.textContent = title
    name.title = here.url
    about.textContent = more
    about.classList.toggle('b-away', away)
    dom.setAttribute('aria-label', fill(words?.card ?? '', { name: more === '' ? title : `${title}, ${more}` }))
  }
  // An address is read from left to right, whatever letters a stranger has put in it.
  name.dir = 'ltr'
  say(readable(here.url), '', false)
  options?.links?.target(here.url).then(
    (target) => {
      if (!target) return
      name.dir = 'auto'
      say(target.title, target.about, target.away)
    },
    // What cannot be found out leaves the address.
    () => undefined,
  )

  const add = (label: string | undefined, run: () => void): void => {
    const made = element('button', 'b-link-act')
    made.type = 'button'
    made.textContent = label ?? ''
    made.addEventListener('click', run)
    acts.append(made)
  }
  const back = (): void => {
    forget(view)
    view.focus()
  }
  add(words?.open, () => {
    back()
    options?.onOpenLink(here.url)
  })
  if (!view.state.readOnly) {
    add(words?.change, () => {
      back()
      // The whole link is meant, whatever of it is selected.
      view.dispatch({ selection: { anchor: view.state.selection.main.head } })
      runLink(view, undefined)
    })
  }
  add(words?.copy, () => {
    back()
    options?.links?.copy(here.url)
  })
  if (!view.state.readOnly) {
    add(words?.remove, () => {
      back()
      changeLink(view, here, { text: here.text, url: '' })
      view.dispatch({ effects: EditorView.announce.of(words?.removed ?? '') })
    })
  }
  // The text keeps the focus and its selection.
  dom.addEventListener('mousedown', (event) => event.preventDefault())
  dom.addEventListener('keydown', (event) => {
    amongButtons(event, dom, () => {
      putAway(view)
      view.focus()
    })
  })
  dom.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !dom.contains(relatedTarget) && !view.contentDOM.contains(relatedTarget))
      forget(view)
  })
  return { dom, offset: { x: 0, y: 6 }, resize: false, getCoords: () => lineOf(view, here) }
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
