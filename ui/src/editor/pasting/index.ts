/** Pasting: from other programs and from Byline itself, as formatted text or nothing but words; and what a click on a link does. */
import type { Extension } from '@codemirror/state'
import { EditorView, type KeyBinding } from '@codemirror/view'
import { hostOf } from '../options'
import { bringer } from './coming'
import { rememberPastes } from './coming-state'
import { copying } from './copy'
import { comingNotes, comingTheme } from './notes'
import { take, taking } from './take'

export type * from './host'
export { take }

/** How long the system may take from the key to its paste, in milliseconds. */
const PATIENCE = 120

/** For each editor whether the next paste is to be words only. */
const plainNext = new WeakMap<EditorView, ReturnType<typeof setTimeout>>()

/** Pastes the clipboard's words without their looks: from a menu, or where no paste follows the key by itself. */
export function pastePlain(view: EditorView): boolean {
  const ask = hostOf(view.state)?.clipboard?.readClipboard
  if (!ask || view.state.readOnly) return false
  void ask()
    .catch(() => ({ text: '' }))
    .then(({ text = '' }) => {
      take(view, { html: '', text, files: [] }, true)
    })
  return true
}

/** The key for words only. Most systems paste by themselves after it; where none does, the clipboard is asked for. */
export const plainKey: KeyBinding = {
  key: 'Mod-Shift-v',
  run: (view) => {
    clearTimeout(plainNext.get(view))
    const timer = setTimeout(() => {
      plainNext.delete(view)
      pastePlain(view)
    }, PATIENCE)
    plainNext.set(view, timer)
    return false
  },
}

const events = EditorView.domEventHandlers({
  paste(event, view) {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return false
    const data = event.clipboardData
    const timer = plainNext.get(view)
    clearTimeout(timer)
    plainNext.delete(view)
    const copied = {
      text: data?.getData('text/plain') ?? '',
      html: data?.getData('text/html') ?? '',
      files: [...(data?.files ?? [])],
    }
    const done = take(view, copied, timer !== undefined)
    if (done) event.preventDefault()
    return done
  },
  mousedown(event, view) {
    if (!(event.ctrlKey || event.metaKey) || !(event.target instanceof HTMLElement)) return false
    const url = event.target.closest<HTMLElement>('[data-url]')?.dataset['url']
    if (!url) return false
    event.preventDefault()
    hostOf(view.state)?.onOpenLink(url)
    return true
  },
})

/** The extension. */
export const pasting: Extension = [taking, rememberPastes, bringer, comingNotes, comingTheme, copying, events]
