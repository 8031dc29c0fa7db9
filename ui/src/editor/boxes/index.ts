/** Boxes that stand out from the text, and the line above which lists show a post. */
import { Prec, type EditorState, type Extension } from '@codemirror/state'
import { keymap, type EditorView } from '@codemirror/view'
import { blockReaders, type Card } from '../cards'
import { hostOf, written } from '../options'
import { placesOf, samePlace } from '../places'
import { ownParagraph } from '../own-paragraph'
import { unboxed } from './change'
import { BoxEnd, BoxLabel, Cut } from './edge'
import { boxAt, formsOf } from './find'
import { closedBy, openedBy } from './forms'
import { boxLooks, boxTheme } from './looks'

export type { BoxForm, WritingForms } from './forms'

/** Whether a block is the line above which lists show the post. */
export function isCut(state: EditorState, text: string): boolean {
  const line = hostOf(state)?.writing?.()?.read_more ?? null
  return line !== null && text.trim().replace(/\s+/g, '').toLowerCase() === line.replace(/\s+/g, '').toLowerCase()
}

const reader = blockReaders.of((state, block, lines): Card | null => {
  const words = hostOf(state)?.words.menus
  if (!words || block.parent?.name !== 'Document') return null
  if (block.name === 'CommentBlock') {
    const text = state.doc.sliceString(lines.from, lines.to)
    return isCut(state, text) ? { name: words.readMore, widget: new Cut(words.readMore) } : null
  }
  if (block.name !== 'Template' && block.name !== 'ContainerMark') return null
  const text = state.doc.sliceString(lines.from, lines.to)
  const forms = formsOf(state).filter(({ opens, closes }) => opens !== '' && closes !== '')
  const form = openedBy(forms, text)
  if (form) return { name: words.kindOfBox(form.kind), widget: new BoxLabel(form.kind, state.readOnly, true) }
  return closedBy(forms, text).length > 0 ? { name: words.boxKind, widget: new BoxEnd() } : null
})

/** Backspace at the first words of a box takes the box away and keeps the words. */
function leaveBox(view: EditorView): boolean {
  const { state } = view
  const { main } = state.selection
  if (!main.empty || state.readOnly) return false
  const box = boxAt(state, main.head)
  const line = state.doc.lineAt(main.head)
  if (!box || state.doc.sliceString(box.body.from, line.from).replace(/[>\s]/g, '') !== '') return false
  const places = placesOf(state, line)
  if (samePlace(places, main.head).from > places.start) return false
  view.dispatch(unboxed(state, box), { annotations: written.of(true), userEvent: 'delete', scrollIntoView: true })
  return true
}

/** Enter at the end of a paragraph that a line of classes follows goes on after that line, not between. */
function pastClasses(view: EditorView): boolean {
  const { state } = view
  const { main } = state.selection
  if (!main.empty || state.readOnly) return false
  const box = boxAt(state, main.head)
  if (!box || box.opening || !box.closing || box.form.prefix !== '') return false
  if (main.head < box.body.to) return false
  view.dispatch(ownParagraph(state, box.closing.to, ''), {
    annotations: written.of(true),
    userEvent: 'input',
    scrollIntoView: true,
  })
  return true
}

/** The extension. */
export const boxes: Extension = [
  Prec.high(reader),
  boxLooks,
  boxTheme,
  Prec.highest(
    keymap.of([
      { key: 'Backspace', run: leaveBox },
      { key: 'Enter', run: pastClasses },
    ]),
  ),
]

export { toggleBox } from './change'
export { boxAt } from './find'
