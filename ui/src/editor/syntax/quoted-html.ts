/**
 * HTML in quotes. A line with nothing but the quote's marks is a blank line (CommonMark 5.1) and ends a block of HTML
 * (4.6, conditions 6 and 7); the parser's own rule looks at the whole line, and would take the words below for HTML.
 */
import type { BlockContext, Element, Line, MarkdownConfig } from '@lezer/markdown'

/** The elements of condition 6: what stands on lines of its own on a web page. */
const ELEMENTS =
  'address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt ' +
  'fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link ' +
  'main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead ' +
  'title tr track ul'
const ELEMENT = new RegExp(`^</?(?:${ELEMENTS.replaceAll(' ', '|')})(?:\\s|/?>|$)`, 'i')
/** One whole tag alone on its line, of any element but those whose end is looked for by name. */
const ALONE =
  /^(?:<(?!(?:script|pre|style|textarea)\b)[a-z][\w-]*(?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*\/?>|<\/[a-z][\w-]*\s*>)\s*$/i

/** Whether the line is still in all that was open when the block began; the parser counts that, and does not tell. */
const goesOn = (cx: BlockContext, line: Line): boolean => (line as Line & { depth: number }).depth >= cx.depth

/** The extension of the parser: the node is that of any HTML. */
export const quotedHtml: MarkdownConfig = {
  parseBlock: [
    {
      name: 'QuotedHTML',
      before: 'HTMLBlock',
      parse(cx, line) {
        if (line.next !== 60 || !inQuote(cx)) return false
        const rest = line.text.slice(line.pos)
        if (!ELEMENT.test(rest) && !ALONE.test(rest)) return false
        const from = cx.lineStart + line.pos
        const marks: Element[] = []
        while (cx.nextLine() && goesOn(cx, line) && line.next >= 0) marks.push(...line.markers)
        cx.addElement(cx.elt('HTMLBlock', from, cx.prevLineEnd(), marks))
        return true
      },
    },
  ],
}

function inQuote(cx: BlockContext): boolean {
  for (let depth = 1; depth < cx.depth; depth++) if (cx.parentType(depth).name === 'Blockquote') return true
  return false
}
