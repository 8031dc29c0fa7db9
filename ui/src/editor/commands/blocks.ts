/** Blocks that are put in whole: code, boxes, footnotes, and where lists cut the post. */
import { blockEnd } from '../block-style'
import { isCut, toggleBox } from '../boxes'
import { insertCode } from '../code-block/insert'
import { editLanguage } from '../code-block/language'
import { footnote } from '../footnote'
import { hostOf, written } from '../options'
import { ownParagraph } from '../own-paragraph'
import type { EditorView } from '@codemirror/view'
import type { Command } from './command'

export const blocks: readonly Command[] = [
  {
    id: 'code-block',
    label: 'editor.command.code-block',
    keywords: 'editor.keywords.code-block',
    keys: 'Mod-Alt-c',
    icon: 'codeblock',
    group: 'insert',
    insert: true,
    run: insertCode,
  },
  {
    id: 'code-language',
    label: 'editor.command.code-language',
    keywords: 'editor.keywords.code-language',
    group: 'block',
    run: editLanguage,
    enabled: (state) => state.block === 'code',
  },
  {
    id: 'callout',
    label: 'editor.command.callout',
    keywords: 'editor.keywords.callout',
    keys: 'Mod-Alt-b',
    icon: 'box',
    group: 'insert',
    insert: true,
    offered: ({ writing }) => (writing?.()?.callouts.length ?? 0) > 0,
    run: toggleBox,
  },
  {
    id: 'footnote',
    label: 'editor.command.footnote',
    keywords: 'editor.keywords.footnote',
    keys: 'Mod-Alt-f',
    icon: 'footnote',
    group: 'insert',
    insert: true,
    run: footnote,
  },
  {
    id: 'read-more',
    label: 'editor.command.read-more',
    keywords: 'editor.keywords.read-more',
    icon: 'cut',
    group: 'insert',
    insert: true,
    offered: ({ writing }) => typeof writing?.()?.read_more === 'string',
    run: cutHere,
  },
]

/** Puts the line above which lists show the post after the caret's block; a post has one, so it moves. */
function cutHere(view: EditorView): boolean {
  const { state } = view
  const line = hostOf(state)?.writing?.()?.read_more ?? null
  if (state.readOnly || line === null) return false
  const { doc } = state
  const spec = ownParagraph(state, blockEnd(state, state.selection.main.head), `${line}\n\n`)
  const how = { annotations: written.of(true), userEvent: 'input.block', scrollIntoView: true }
  for (let number = 1; number <= doc.lines; number++) {
    const at = doc.line(number)
    if (!isCut(state, at.text)) continue
    const next = number < doc.lines ? doc.line(number + 1) : null
    const to = next?.text.trim() === '' && next.number < doc.lines ? next.to + 1 : (next?.from ?? at.to)
    const place = state.doc.lineAt(blockEnd(state, state.selection.main.head))
    if (place.number === number) return false
    const gone = state.changes({ from: at.from, to })
    const there = state.changes(spec.changes)
    view.dispatch({ changes: gone.compose(there.map(gone)), scrollIntoView: true }, how)
    return true
  }
  view.dispatch(spec, how)
  return true
}
