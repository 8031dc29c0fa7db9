// Other editors for the bench to type into, in the same web view and the same turn as Byline's own.
import { baseKeymap } from 'prosemirror-commands'
import { history } from 'prosemirror-history'
import { keymap } from 'prosemirror-keymap'
import { defaultMarkdownParser } from 'prosemirror-markdown'
import { EditorState, TextSelection } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'

/** Where the caret stands. */
type Where = 'start' | 'middle' | 'end'

/** An editor with `text` in `parent`, the caret at a place of it, and the focus. */
type Peer = (parent: HTMLElement, text: string, where: Where) => void

const share = { start: 0.01, middle: 0.5, end: 1 } as const

const textarea: Peer = (parent, text, where) => {
  const area = document.createElement('textarea')
  area.style.cssText = 'width:100%;height:100%;font:inherit'
  area.value = text
  parent.append(area)
  area.focus()
  const at = Math.floor(text.length * share[where])
  area.setSelectionRange(at, at)
}

const prosemirror: Peer = (parent, text, where) => {
  const doc = defaultMarkdownParser.parse(text)
  const state = EditorState.create({ doc, plugins: [history(), keymap(baseKeymap)] })
  const view = new EditorView(parent, { state })
  const at = doc.resolve(Math.floor(doc.content.size * share[where]))
  view.focus()
  view.dispatch(view.state.tr.setSelection(TextSelection.near(at, -1)).scrollIntoView())
}

Object.assign(window, { bylinePeers: { textarea, prosemirror } })
