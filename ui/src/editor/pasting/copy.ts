/** Copy and cut: words without marks, clean HTML, and for Byline itself the text as it is. */
import { EditorView } from '@codemirror/view'
import { clearOverHidden } from '../clear'
import { edit } from '../edit'
import { breaksLines, written } from '../options'
import { blockOf } from '../tables/block'
import { emptyBlock } from '../tables/block-keys'
import { blockTable } from '../tables/block-words'
import { remember } from './own'
import { toHtml, toText } from './render'
import { sliceOf } from './slice'

/** What is put on the clipboard for a stretch of the page. */
export function copiedOf(view: EditorView): { text: string; html: string } | null {
  const { from, to, empty } = view.state.selection.main
  const cells = blockTable(view.state)
  if (empty && cells === null) return null
  const slice = cells ?? sliceOf(view.state, from, to)
  if (slice === '') return null
  const breaks = breaksLines(view.state)
  return { text: toText(slice, breaks), html: `<div data-byline="${remember(slice)}">${toHtml(slice, breaks)}</div>` }
}

/** Puts the selection on a clipboard; false when there is none. */
export function copyTo(view: EditorView, data: DataTransfer | null): boolean {
  const copied = copiedOf(view)
  if (!copied || !data) return false
  data.clearData()
  data.setData('text/plain', copied.text)
  data.setData('text/html', copied.html)
  return true
}

/** Takes the selection away, as one step. */
export function takeAway(view: EditorView): void {
  if (view.state.readOnly || emptyBlock(view) || clearOverHidden(view)) return
  const { from, to } = view.state.selection.main
  const how = { userEvent: 'delete.cut', annotations: written.of(true), scrollIntoView: true }
  view.dispatch(edit(view.state, from, to, ''), how)
}

/**
 * A table or cells selected as one have no letters that the browser sees as selected; where one asks first whether there is
 * anything to copy (WebKit's `beforecopy`), it is told so here.
 */
const hasCopy = (event: ClipboardEvent, view: EditorView): boolean =>
  isOwn(event) && (!view.state.selection.main.empty || blockOf(view.state) !== null)

/** The extension. */
export const copying = EditorView.domEventHandlers({
  beforecopy: hasCopy,
  beforecut: hasCopy,
  copy(event, view) {
    if (!isOwn(event) || !copyTo(view, event.clipboardData)) return false
    event.preventDefault()
    return true
  },
  cut(event, view) {
    if (!isOwn(event) || !copyTo(view, event.clipboardData)) return false
    event.preventDefault()
    takeAway(view)
    return true
  },
})

/** A field within the page, such as a picture's description, copies by itself. */
const isOwn = (event: ClipboardEvent): boolean =>
  !(event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement)
