/** Cut, copy and paste by a menu: the text's own handlers do the work, as for the keys. */
import type { EditorState } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { hostOf } from '../options'
import { take } from '../pasting'
import type { Clipboard } from './host'

/** Copies the selection, as its key does. */
export function copy(view: EditorView): void {
  view.focus()
  // The one way by which a page may write its selection to the clipboard with its own handlers.
  document.execCommand('copy')
}

/** Cuts the selection, as its key does. */
export function cut(view: EditorView): void {
  view.focus()
  document.execCommand('cut')
}

/** Whether a menu can paste here: the window has to hand over what the clipboard holds. */
export const canPaste = (state: EditorState): boolean => hostOf(state)?.clipboard?.readClipboard !== undefined

/** Pastes what the clipboard holds, as the key does. */
export function paste(view: EditorView): void {
  void held(view).then((clipboard) => {
    const data = new DataTransfer()
    if (clipboard.html !== undefined) data.setData('text/html', clipboard.html)
    if (clipboard.text !== undefined) data.setData('text/plain', clipboard.text)
    view.focus()
    view.contentDOM.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
}

/** Pastes the words that the clipboard holds, without their looks. */
export function pastePlain(view: EditorView): void {
  void held(view).then(({ text = '' }) => {
    view.focus()
    take(view, { html: '', text, files: [] }, true)
  })
}

async function held(view: EditorView): Promise<Clipboard> {
  return (
    (await hostOf(view.state)
      ?.clipboard?.readClipboard?.()
      .catch(() => ({}))) ?? {}
  )
}
