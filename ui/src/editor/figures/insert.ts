/** Puts pictures, galleries and embeds into the text, each in a paragraph of its own. */
import type { EditorView } from '@codemirror/view'
import { blockEnd } from '../block-style'
import { hostOf, written } from '../options'
import { ownParagraph } from '../own-paragraph'
import { writeAlt, writeLink } from './find-picture'
import { writeGallery } from './gallery-edits'
import { loneAddress, showInstead } from './offer'
import { selectedThing } from './pictures'
import { waysOf } from './ways'

/** Puts `text` after the block at `at`, or at the caret. */
export function insertBlock(view: EditorView, text: string, at?: number): void {
  const { state } = view
  const pos = Math.min(at ?? state.selection.main.to, state.doc.length)
  view.dispatch(ownParagraph(state, blockEnd(state, pos), text), {
    annotations: written.of(true),
    userEvent: 'input.picture',
    scrollIntoView: true,
  })
}

/** A picture as it is first written. */
export const pictureText = (link: string, alt: string): string => `![${writeAlt(alt)}](${writeLink(link)})`

/** Lets the person choose pictures, and puts each in a paragraph of its own. */
export function addPictures(view: EditorView): boolean {
  return choosing(view, (links) => {
    for (const link of links) insertBlock(view, pictureText(link, ''))
  })
}

/** Lets the person choose pictures, and puts them in one gallery. */
export function addGallery(view: EditorView): boolean {
  return choosing(view, (links) => {
    const [only, ...others] = links
    if (only === undefined) return
    const ways = waysOf(hostOf(view.state))
    insertBlock(view, others.length === 0 ? pictureText(only, '') : writeGallery(links, ways))
  })
}

function choosing(view: EditorView, put: (links: readonly string[]) => void): boolean {
  const host = hostOf(view.state)?.figures
  if (!host || view.state.readOnly) return false
  void host.choose().then((links) => {
    if (view.dom.isConnected && links.length > 0) {
      put(links)
      view.focus()
    }
  })
  return true
}

/** Shows an address from another website: the one given, the one that is all of the caret's line, or one asked for. */
export function addEmbed(view: EditorView, argument: unknown): boolean {
  const host = hostOf(view.state)?.figures
  if (!host || view.state.readOnly) return false
  const given = typeof argument === 'string' ? argument : null
  const here =
    given === null && !selectedThing(view.state) ? loneAddress(view.state, view.state.selection.main.head) : null
  const address = given ?? here
  if (address === null) {
    host.askEmbed()
    return true
  }
  void host.embed(address).then((shown) => {
    if (!view.dom.isConnected) return
    const { head } = view.state.selection.main
    if (here !== null && shown && loneAddress(view.state, head) === here) showInstead(view, head, shown)
    else if (here !== null) host.askEmbed()
    else insertBlock(view, shown?.text ?? `<${address}>`)
  })
  return true
}
