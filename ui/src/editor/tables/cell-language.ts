/** A cell's words read by themselves: the language of the page without its blocks, since a cell holds none. */
import { Language, defineLanguageFacet } from '@codemirror/language'
import type { EditorState } from '@codemirror/state'
import { reader, treeTo } from '../language'
import { marksOf, type Marks } from '../marks'

const BLOCKS = [
  'LinkReference',
  'IndentedCode',
  'FencedCode',
  'Blockquote',
  'HorizontalRule',
  'BulletList',
  'OrderedList',
  'ATXHeading',
  'HTMLBlock',
  'QuotedHTML',
  'SetextHeading',
  'Table',
  'TaskList',
  'Footnote',
  'ContainerMark',
  'Template',
]

/** The language of a cell; an extension by itself. */
export const cellLanguage = new Language(defineLanguageFacet(), reader.configure({ remove: BLOCKS }), [], 'cell')

/** How HTML writes the only line break that a cell can have. */
export const BREAK = /^<br\s*\/?>$/i

/** Stretches of the text. */
type Stretches = { from: number; to: number }[]

/** The marks of a cell: those of any words, and the bars in code and the line breaks that only a cell has. */
export function cellMarks(state: EditorState): Marks & { bars: Stretches; breaks: Stretches } {
  const end = state.doc.length
  const marks = marksOf(state, 0, end)
  const bars: Stretches = []
  const breaks: Stretches = []
  treeTo(state, end).iterate({
    enter: ({ name, from, to }) => {
      const text = state.doc.sliceString(from, to)
      if (name === 'HTMLTag' && BREAK.test(text)) breaks.push({ from, to })
      // A bar in code is written with a backslash that the reader never sees.
      if (name === 'InlineCode') {
        for (const bar of text.matchAll(/\\(?=\|)/g)) bars.push({ from: from + bar.index, to: from + bar.index + 1 })
      }
    },
  })
  return { ...marks, bars, breaks }
}
