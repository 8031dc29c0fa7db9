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
import { fill, hostOf } from '../options'
import { gridAt } from '../tables/field'
import { pageOf, wordsView } from '../tables/views'
import { canReplace, changesFor, choicesFor, replace, shownAs } from './change'
import { nextElsewhere } from './elsewhere'
import { nextRemark, remarkAt, type Placed } from './field'
import { suggestions } from './reading'
import { drawCard } from './remark-card'

/** A card that is shown: of which remark, whether it takes the focus, and beside what when that is not the text. */
interface Shown {
  placed: Placed
  focus: boolean
  beside?: Element
}

/** Shows the card of a remark, or none. */
const setCard = StateEffect.define<Shown | null>()

/** The card that was asked for by a key, or by the pointer at words that the text itself does not draw. */
const card = StateField.define<Shown | null>({
  create: () => null,
  update(shown, tr) {
    for (const effect of tr.effects) if (effect.is(setCard)) return effect.value
    return tr.docChanged || tr.selection ? null : shown
  },
  provide: (field) => showTooltip.from(field, (shown) => (shown ? tooltip(shown) : null)),
})

function tooltip(shown: Shown): Tooltip {
  return {
    pos: shown.placed.from,
    end: shown.placed.to,
    above: false,
    strictSide: false,
    create: (view) => draw(view, shown),
  }
}

function draw(view: EditorView, { placed, focus, beside }: Shown): TooltipView {
  const { state } = view
  const options = hostOf(state)
  const words = options?.words.proof
  const host = options?.proof
  if (!words || !host) return { dom: document.createElement('div') }
  const { finding } = placed
  const dom = drawCard({
    finding,
    words,
    replaceable: canReplace(state, placed),
    changes: changesFor(state, placed) ?? suggestions(host, finding.words),
    shownAs: (change) => shownAs(words, finding, change),
    take: (change) => {
      replace(view, placed, change)
    },
    choices: choicesFor(words, host, finding),
    next: (way) => {
      goToRemark(pageOf(view), way)
    },
    leave: () => {
      close(view)
      view.focus()
    },
  })
  return {
    dom,
    // No margin: a web view of WebKit's tells by the card's place how it has to be placed.
    offset: { x: 0, y: 6 },
    ...(beside ? { getCoords: () => beside.getBoundingClientRect() } : {}),
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

/** Shows the card of the remark at the caret; false when there is none. */
export function openCard(page: EditorView): boolean {
  const view = wordsView(page)
  const placed = remarkAt(view.state, view.state.selection.main.head)
  if (!placed || hostOf(view.state)?.proof === undefined) return false
  view.dispatch({ effects: [closeHoverTooltips, setCard.of({ placed, focus: true })] })
  return true
}

/** Goes to the next remark and shows its card; `past`: not to those of a picture that is selected. */
export function goToRemark(view: EditorView, way: -1 | 1, past = false): boolean {
  const options = hostOf(view.state)
  if (options?.proof === undefined) return false
  const words = options.words.proof
  const placed = nextRemark(view.state, way)
  const beside = nextElsewhere(view, way, placed, past)
  if (beside) {
    beside.enter(way)
    return true
  }
  if (!placed) {
    view.dispatch({ effects: EditorView.announce.of(words.nothing) })
    return true
  }
  const { title, message } = placed.finding
  view.dispatch({
    selection: { anchor: placed.from, head: placed.to },
    effects: EditorView.announce.of(fill(words.found, { title, message, words: placed.finding.words })),
    scrollIntoView: true,
    // What reaches into a table would take the whole of it.
    ...(gridAt(view.state, placed.from) ? { filter: false } : {}),
  })
  // Where a cell of a table holds the words, its own editor does, at offsets of its own.
  const writing = wordsView(view)
  const by = writing.state.selection.main.from - placed.from
  const there = { from: placed.from + by, to: placed.to + by, finding: placed.finding }
  writing.dispatch({ effects: [closeHoverTooltips, setCard.of({ placed: there, focus: true })] })
  return true
}

/** Shows the card of a remark beside the element that draws its words, or none, without taking the focus. */
export function pointAt(view: EditorView, placed: Placed | null, beside?: Element): void {
  if (!placed || !beside) {
    if (view.state.field(card)?.beside) view.dispatch({ effects: setCard.of(null) })
  } else if (!isCardOpen(view.state) || view.state.field(card)?.beside) {
    view.dispatch({ effects: setCard.of({ placed, focus: false, beside }) })
  }
}

const hover = hoverTooltip(
  (view, pos) => {
    const placed = gridAt(view.state, pos) ? null : remarkAt(view.state, pos)
    return placed && !view.composing && !view.state.field(card) ? tooltip({ placed, focus: false }) : null
  },
  { hideOnChange: true, hoverTime: 350 },
)

/** Whether a card is shown by a key. */
export const isCardOpen = (state: EditorState): boolean => (state.field(card, false) ?? null) !== null

/** Takes the card away; false when there is none. */
export function closeCard(view: EditorView): boolean {
  const open = isCardOpen(view.state) || view.dom.querySelector('.cm-tooltip-hover .b-remark') !== null
  if (open) close(view)
  return open
}

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
  Prec.high(keymap.of([{ key: 'Escape', run: closeCard }])),
]
