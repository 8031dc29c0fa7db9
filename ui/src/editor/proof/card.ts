/** The card of a remark: what it is, suggestions, and what else can be done. By hovering, or by keys with the focus in it. */
import { Prec, StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state'
import {
  EditorView,
  closeHoverTooltips,
  hoverTooltip,
  keymap,
  showTooltip,
  type Tooltip,
  type TooltipView,
} from '@codemirror/view'
import { amongButtons } from '../among-buttons'
import { fill, hostOf } from '../options'
import { canReplace, changesFor, choicesFor, replace, shownAs } from './change'
import { nextRemark, remarkAt, type Placed } from './field'
import { suggestions } from './reading'

/** Shows the card of a remark, or none. */
const setCard = StateEffect.define<Placed | null>()

/** More suggestions nobody reads. */
const MOST = 5

/** The card that was asked for by a key. */
const card = StateField.define<Placed | null>({
  create: () => null,
  update(shown, tr) {
    for (const effect of tr.effects) if (effect.is(setCard)) return effect.value
    return tr.docChanged || tr.selection ? null : shown
  },
  provide: (field) => showTooltip.from(field, (shown) => (shown ? tooltip(shown, true) : null)),
})

function tooltip(placed: Placed, focus: boolean): Tooltip {
  return {
    pos: placed.from,
    end: placed.to,
    above: false,
    strictSide: false,
    create: (view) => draw(view, placed, focus),
  }
}

function draw(view: EditorView, placed: Placed, focus: boolean): TooltipView {
  const options = hostOf(view.state)
  const words = options?.words.proof
  const { finding } = placed
  const dom = element('div', 'b-remark')
  dom.setAttribute('role', 'dialog')
  dom.setAttribute('aria-label', fill(words?.card ?? '', { title: finding.title, words: finding.words }))
  const head = element('p', `b-remark-title b-remark-${finding.kind}`)
  head.textContent = finding.title
  const about = element('p', 'b-remark-about')
  about.textContent = finding.message
  const list = element('div', 'b-remark-changes')
  list.setAttribute('role', 'group')
  list.setAttribute('aria-label', words?.suggestions ?? '')
  const more = element('div', 'b-remark-more')
  dom.append(head, about, list, more)
  const leave = (): void => {
    close(view)
    view.focus()
  }
  const fillList = (changes: readonly string[] | null): void => {
    list.replaceChildren()
    if (changes === null || changes.length === 0) {
      if (!canReplace(view.state, placed)) return
      const note = element('p', 'b-remark-note')
      note.textContent = (changes === null ? words?.looking : words?.none) ?? ''
      list.append(note)
      return
    }
    for (const change of changes.slice(0, MOST)) {
      list.append(
        button(shownAs(view.state, placed, change), 'b-remark-change', () => {
          leave()
          replace(view, placed, change)
        }),
      )
    }
  }
  const changes = changesFor(view.state, placed)
  fillList(changes)
  const host = options?.proof
  if (changes === null && host) {
    const first = (found: readonly string[]): void => {
      const inside = dom.contains(document.activeElement)
      fillList(found)
      if (inside && found.length > 0) dom.querySelector('button')?.focus()
    }
    suggestions(host, finding.words).then(first, () => first([]))
  }
  for (const choice of choicesFor(view.state, placed)) {
    more.append(
      button(choice.label, 'b-remark-choice', () => {
        leave()
        choice.run(view)
      }),
    )
  }
  dom.addEventListener('keydown', (event) => amongButtons(event, dom, leave))
  return {
    dom,
    mount: () => {
      // Once the change that shows the card is over: until then the focus is kept where it was.
      if (focus) queueMicrotask(() => dom.querySelector('button')?.focus())
    },
  }
}

function close(view: EditorView): void {
  const effects: StateEffect<unknown>[] = [closeHoverTooltips]
  if (view.state.field(card, false)) effects.push(setCard.of(null))
  view.dispatch({ effects })
}

function element<K extends keyof HTMLElementTagNameMap>(tag: K, classes: string): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  made.className = classes
  return made
}

function button(label: string, classes: string, run: () => void): HTMLButtonElement {
  const made = element('button', classes)
  made.type = 'button'
  made.textContent = label
  // The text keeps the focus and its selection.
  made.addEventListener('mousedown', (event) => event.preventDefault())
  made.addEventListener('click', run)
  return made
}

/** Shows the card of the remark at the caret; false when there is none. */
export function openCard(view: EditorView): boolean {
  const placed = remarkAt(view.state, view.state.selection.main.head)
  if (!placed || hostOf(view.state)?.proof === undefined) return false
  view.dispatch({ effects: setCard.of(placed) })
  return true
}

/** Goes to the next remark and shows its card. */
export function goToRemark(view: EditorView, way: -1 | 1): boolean {
  const options = hostOf(view.state)
  if (options?.proof === undefined) return false
  const words = options.words.proof
  const placed = nextRemark(view.state, way)
  if (!placed) {
    view.dispatch({ effects: EditorView.announce.of(words.nothing) })
    return true
  }
  const { title, message } = placed.finding
  view.dispatch({
    selection: { anchor: placed.from, head: placed.to },
    effects: EditorView.announce.of(fill(words.found, { title, message, words: placed.finding.words })),
    scrollIntoView: true,
  })
  view.dispatch({ effects: setCard.of(placed) })
  return true
}

const hover = hoverTooltip(
  (view, pos) => {
    const placed = remarkAt(view.state, pos)
    return placed && !view.composing && !view.state.field(card) ? tooltip(placed, false) : null
  },
  { hideOnChange: true, hoverTime: 350 },
)

/** Whether a card is shown by a key. */
export const isCardOpen = (state: EditorState): boolean => state.field(card, false) !== null

/** The extension. */
export const cards: Extension = [
  card,
  hover,
  EditorView.domEventHandlers({
    // The menu that opens has the same suggestions.
    contextmenu: (_event, view) => {
      close(view)
      return false
    },
  }),
  Prec.high(
    keymap.of([
      {
        key: 'Escape',
        run: (view) => {
          const open = isCardOpen(view.state) || view.dom.querySelector('.cm-tooltip-hover .b-remark') !== null
          if (open) close(view)
          return open
        },
      },
    ]),
  ),
]
