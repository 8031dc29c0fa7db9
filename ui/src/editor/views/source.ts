/** The post as it is stored, for those who want to see it: every mark shown, nothing drawn, nothing hidden. */
import { defaultKeymap, historyKeymap } from '@codemirror/commands'
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { Facet, type Extension } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/** Whether the post is shown as it is stored. */
export const sourceMode = Facet.define<boolean, boolean>({ combine: (values) => values.includes(true) })

const highlight = HighlightStyle.define([
  { tag: tags.heading, fontWeight: '700' },
  { tag: tags.strong, fontWeight: '700' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: [tags.processingInstruction, tags.url, tags.labelName], color: 'var(--soft)' },
  { tag: tags.link, color: 'var(--accent)' },
])

/** What stands in place of everything that makes the text a page. */
export const source: Extension = [
  sourceMode.of(true),
  syntaxHighlighting(highlight),
  keymap.of([...defaultKeymap, ...historyKeymap].filter(({ key }) => key !== 'Tab' && key !== 'Escape')),
  EditorView.editorAttributes.of({ class: 'b-source' }),
  EditorView.theme({
    '&.b-source .cm-content': {
      font: '14px/1.6 var(--mono)',
      tabSize: '4',
    },
  }),
]
