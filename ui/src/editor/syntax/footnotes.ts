/** Footnotes as GitHub and most generators write them: `[^name]` in the text, `[^name]: words` where the note stands. */
import type { BlockContext, Line, MarkdownConfig } from '@lezer/markdown'

const MARK = /^\[\^([^\]\s[^]+)\]:[ \t]*/
const REFERENCE = /^\[\^([^\]\s[^]+)\]/

/** How far the further paragraphs of a note are indented, in columns. */
const INDENT = 4

/** The extension of the parser: the nodes are `FootnoteReference`, and `Footnote` with a `FootnoteMark`. */
export const footnotes: MarkdownConfig = {
  defineNodes: [
    {
      name: 'Footnote',
      block: true,
      composite(_cx: BlockContext, line: Line, base: number) {
        if (line.next < 0) return true
        if (line.indent < base + INDENT) return false
        line.moveBaseColumn(base + INDENT)
        return true
      },
    },
    { name: 'FootnoteMark' },
    { name: 'FootnoteReference' },
  ],
  parseBlock: [
    {
      name: 'Footnote',
      before: 'Blockquote',
      parse(cx, line) {
        const mark = line.next === 91 ? MARK.exec(line.text.slice(line.pos)) : null
        if (!mark || line.indent >= line.baseIndent + INDENT) return false
        const start = cx.lineStart + line.pos
        cx.startComposite('Footnote', line.pos, line.baseIndent)
        cx.addElement(cx.elt('FootnoteMark', start, start + mark[0].trimEnd().length))
        line.moveBase(line.pos + mark[0].length)
        return null
      },
      endLeaf: (_cx, line) => line.next === 91 && MARK.test(line.text.slice(line.pos)),
    },
  ],
  parseInline: [
    {
      name: 'FootnoteReference',
      before: 'Link',
      parse(cx, next, pos) {
        if (next !== 91 || cx.char(pos + 1) !== 94) return -1
        const found = REFERENCE.exec(cx.slice(pos, cx.end))
        return found ? cx.addElement(cx.elt('FootnoteReference', pos, pos + found[0].length)) : -1
      },
    },
  ],
}
