/** What a paste and a click on a link do. */
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { edit } from './edit'
import { fromHtml } from './from-html'
import { leafAt } from './inline'
import { verbatimAt } from './language'
import { setLink, visible } from './link'
import { hostOf, written } from './options'
import { ownParagraph } from './typing'
import { isStop, kindOf } from './lines'
import { thingAt } from './things'

const ADDRESS = /^(https?:\/\/|mailto:)\S+$/i

/** Takes the clipboard's content; true when nothing is left to do. */
export function take(view: EditorView, data: DataTransfer | null): boolean {
  const options = hostOf(view.state)
  if (view.state.readOnly) return true
  const { main } = view.state.selection
  const files = [...(data?.files ?? [])]
  const text = data?.getData('text/plain') ?? ''
  const html = data?.getData('text/html') ?? ''
  if (files.length > 0 && text === '') {
    options?.onFiles(files, main.to)
    return true
  }
  if (text === '' && html === '') {
    options?.onPasteEmpty?.()
    return true
  }
  if (verbatimAt(view.state, main.from, -1)) return false
  if (!main.empty && ADDRESS.test(text.trim()) && visible(view.state, main.from, main.to) !== '') {
    return setLink(view, main.from, main.to, { text: visible(view.state, main.from, main.to), url: text.trim() })
  }
  insert(view, (html === '' ? '' : fromHtml(html)) || plain(text))
  return true
}

/** Text with LF line ends and no invisible marks of other programs. */
const plain = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/\u00a0/g, ' ')
    .replace(/^\ufeff/, '')

/** Puts text at the caret or over the selection; several blocks get paragraphs of their own. */
export function insert(view: EditorView, text: string): void {
  const how = { annotations: written.of(true), userEvent: 'input.paste', scrollIntoView: true }
  const { main } = view.state.selection
  const picked = main.empty ? null : thingAt(view.state, main.from)
  const whole = picked?.from === main.from && picked.to === main.to
  const words = !text.includes('\n')
  if (!main.empty && !whole && words && leafAt(view.state, main.from)) {
    view.dispatch(edit(view.state, main.from, main.to, text), how)
    return
  }
  if (!main.empty && !whole) view.dispatch(edit(view.state, main.from, main.to, ''), { ...how, userEvent: 'delete' })
  const { state } = view
  const pos = whole ? main.to : state.selection.main.head
  const line = state.doc.lineAt(pos)
  if (whole || !isStop(kindOf(state, line))) {
    view.dispatch(ownParagraph(state, pos, text), how)
  } else if (words && leafAt(state, pos)) {
    view.dispatch(edit(state, pos, pos, text), how)
  } else {
    view.dispatch({ changes: { from: pos, insert: text }, selection: { anchor: pos + text.length } }, how)
  }
}

/** The extension. */
export const paste: Extension = EditorView.domEventHandlers({
  paste(event, view) {
    if (event.target instanceof HTMLInputElement) return false
    const done = take(view, event.clipboardData)
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
