/** A pasted address that the site can show as more than a link is offered to be; nothing happens by itself. */
import { Prec, StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state'
import { EditorView, keymap, showTooltip, type Tooltip } from '@codemirror/view'
import { fill, hostOf, written } from '../options'
import { button, made } from './dom'
import type { EmbedText } from './host'

interface Offer {
  /** The line's start. */
  at: number
  line: string
  shown: EmbedText
}

const setOffer = StateEffect.define<Offer | null>()

const offerField = StateField.define<Offer | null>({
  create: () => null,
  update(offer, tr) {
    for (const effect of tr.effects) if (effect.is(setOffer)) return effect.value
    if (!offer || !tr.docChanged) return offer
    const at = tr.changes.mapPos(offer.at, 1)
    return tr.newDoc.lineAt(at).text === offer.line ? { ...offer, at: tr.newDoc.lineAt(at).from } : null
  },
  provide: (field) => showTooltip.from(field, (offer) => offer && tooltip(offer)),
})

/** The address that is all of a line, alone in its paragraph. */
export function loneAddress(state: EditorState, pos: number): string | null {
  const { doc } = state
  const line = doc.lineAt(pos)
  const found = /^<?(https?:\/\/[^\s<>]+)>?$/.exec(line.text.trim())?.[1]
  const blank = (number: number): boolean => number < 1 || number > doc.lines || doc.line(number).text.trim() === ''
  return found !== undefined && blank(line.number - 1) && blank(line.number + 1) ? found : null
}

function tooltip(offer: Offer): Tooltip {
  return {
    pos: offer.at,
    above: false,
    arrow: false,
    create: (view) => {
      const words = hostOf(view.state)?.words.figures
      const yes = button('b-offer-yes', () => {
        take(view)
      })
      yes.textContent = fill(words?.embedOffer ?? '', { name: offer.shown.name })
      const no = button('b-offer-no', () => {
        close(view)
      })
      no.textContent = words?.embedKeep ?? ''
      const dom = made('div', 'b-offer', yes, no)
      dom.setAttribute('role', 'group')
      dom.addEventListener('mousedown', (event) => {
        event.preventDefault()
      })
      dom.addEventListener('keydown', (event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        close(view)
      })
      return { dom }
    },
  }
}

function close(view: EditorView): boolean {
  if (!view.state.field(offerField, false)) return false
  view.dispatch({ effects: setOffer.of(null) })
  view.focus()
  return true
}

/** Shows it as offered; undo brings the link back. */
function take(view: EditorView): void {
  const offer = view.state.field(offerField, false)
  if (!offer) return
  view.focus()
  showInstead(view, offer.at, offer.shown)
}

/** Puts what shows an address in place of its line, and selects it. */
export function showInstead(view: EditorView, pos: number, shown: EmbedText): void {
  const line = view.state.doc.lineAt(pos)
  view.dispatch({
    changes: { from: line.from, to: line.to, insert: shown.text },
    selection: { anchor: line.from, head: line.from + shown.text.length },
    effects: setOffer.of(null),
    annotations: written.of(true),
    userEvent: 'input.embed',
    scrollIntoView: true,
  })
}

async function ask(view: EditorView, address: string, line: string): Promise<void> {
  const host = hostOf(view.state)
  const shown = await host?.figures?.embed(address)
  const { head } = view.state.selection.main
  const now = view.state.doc.lineAt(head)
  if (!shown || now.text !== line || loneAddress(view.state, head) !== address) return
  const words = host?.words.figures
  const sentence = `${fill(words?.embedOffer ?? '', { name: shown.name })} ${words?.embedOfferKeys ?? ''}`
  view.dispatch({ effects: [setOffer.of({ at: now.from, line, shown }), EditorView.announce.of(sentence)] })
}

/** The extension. */
export const offers: Extension = [
  offerField,
  EditorView.updateListener.of(({ view, transactions, state }) => {
    if (!transactions.some((tr) => tr.isUserEvent('input.paste')) || state.readOnly) return
    const { head } = state.selection.main
    const address = loneAddress(state, head)
    if (address) void ask(view, address, state.doc.lineAt(head).text)
  }),
  Prec.highest(
    keymap.of([
      {
        key: 'Tab',
        run: (view) => {
          const offer = view.state.field(offerField, false)
          const yes = offer && view.dom.ownerDocument.querySelector<HTMLElement>('.b-offer-yes')
          yes?.focus()
          return Boolean(yes)
        },
      },
      { key: 'Escape', run: close },
    ]),
  ),
]
