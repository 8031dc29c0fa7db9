/**
 * Lines that make a box of the words beside them: the first line of a quote that names its kind (`[!NOTE]`), and
 * kramdown's lists of classes (`{: .notice}`). A closing tag ends the paragraph before it.
 */
import type { Line, MarkdownConfig } from '@lezer/markdown'

const ALERT = /^\[![A-Za-z]+\][+-]?(?:[ \t].*)?$/
const CLASSES = /^\{:[^}\n]*\}[ \t]*$/
const END = /^(?:\{\{[<%]\s*\/[\w-]+\s*[>%]\}\}|\{%-?\s*end\w*\s*-?%\})[ \t]*$/

const rest = (line: Line): string => line.text.slice(line.pos)

/** The extension of the parser: the node is `BoxMark`. */
export const boxMarks: MarkdownConfig = {
  defineNodes: [{ name: 'BoxMark', block: true }],
  parseBlock: [
    {
      name: 'BoxMark',
      before: 'LinkReference',
      parse(cx, line) {
        const alert = line.next === 91 && cx.parentType().name === 'Blockquote' && ALERT.test(rest(line))
        if (!alert && !(line.next === 123 && CLASSES.test(rest(line)))) return false
        cx.addElement(cx.elt('BoxMark', cx.lineStart + line.pos, cx.lineStart + line.text.trimEnd().length))
        cx.nextLine()
        return true
      },
      endLeaf: (_cx, line) => line.next === 123 && (CLASSES.test(rest(line)) || END.test(rest(line))),
    },
  ],
}
