/** What the card of a remark looks like and how its keys work, in the text as well as in a field of the details. */
import { amongButtons } from '../among-buttons'
import { fill } from '../options'
import type { Choice } from './change'
import type { ProofFinding, ProofWords } from './host'

/** More suggestions nobody reads. */
export const MOST = 5

/** What a card has to say and to do. */
export interface RemarkCard {
  finding: ProofFinding
  words: ProofWords
  /** Whether others can be put in the place of the words. */
  replaceable: boolean
  /** What can be put there; while it is looked for, a promise. */
  changes: readonly string[] | Promise<readonly string[]>
  /** What a person sees of a change. */
  shownAs(change: string): string
  take(change: string): void
  /** What else can be done. */
  choices: readonly Choice[]
  /** Goes on to the next remark, or back to the one before, once the card is away. */
  next(way: -1 | 1): void
  /** Takes the card away and gives the focus back. */
  leave(): void
}

/** Draws a card. */
export function drawCard(card: RemarkCard): HTMLElement {
  const { finding, words, leave } = card
  const dom = element('div', 'b-remark')
  dom.setAttribute('role', 'dialog')
  dom.setAttribute('aria-label', fill(words.card, { title: finding.title, words: finding.words }))
  const head = element('p', `b-remark-title b-remark-${finding.kind}`)
  head.textContent = finding.title
  const about = element('p', 'b-remark-about')
  about.textContent = finding.message
  const list = element('div', 'b-remark-changes')
  list.setAttribute('role', 'group')
  list.setAttribute('aria-label', words.suggestions)
  const more = element('div', 'b-remark-more')
  dom.append(head, about, list, more)
  const fillList = (changes: readonly string[], none: string): void => {
    list.replaceChildren()
    if (changes.length === 0) {
      if (!card.replaceable) return
      const note = element('p', 'b-remark-note')
      note.textContent = none
      list.append(note)
      return
    }
    for (const change of changes.slice(0, MOST)) {
      list.append(
        button(card.shownAs(change), 'b-remark-change', () => {
          leave()
          card.take(change)
        }),
      )
    }
  }
  if (card.changes instanceof Promise) {
    fillList([], words.looking)
    const first = (found: readonly string[]): void => {
      const inside = dom.contains(document.activeElement)
      fillList(found, words.none)
      if (inside && found.length > 0) dom.querySelector('button')?.focus()
    }
    card.changes.then(first, () => {
      first([])
    })
  } else fillList(card.changes, words.none)
  for (const choice of card.choices) {
    more.append(
      button(choice.label, 'b-remark-choice', () => {
        leave()
        choice.run()
      }),
    )
  }
  dom.addEventListener('keydown', (event) => {
    if (event.key !== 'F7') {
      amongButtons(event, dom, leave)
      return
    }
    // From remark to remark, as in the text.
    event.preventDefault()
    event.stopPropagation()
    leave()
    card.next(event.shiftKey ? -1 : 1)
  })
  return dom
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
  made.addEventListener('mousedown', (event) => {
    event.preventDefault()
  })
  made.addEventListener('click', run)
  return made
}
