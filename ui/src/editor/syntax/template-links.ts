/** Links whose address the site's generator fills in, such as `[a]({{< ref "b" >}})`: blanks and quotes are part of it. */
import { InlineContext, type MarkdownConfig } from '@lezer/markdown'

const DESTINATION = /^\((\{\{[^\n]*?\}\}[^\s()]*|\{%[^\n]*?%\}[^\s()]*)\)/

/** The extension of the parser: the nodes are those of any link. */
export const templateLinks: MarkdownConfig = {
  parseInline: [
    {
      name: 'TemplateLink',
      before: 'LinkEnd',
      parse(cx, next, pos) {
        const found = next === 93 ? DESTINATION.exec(cx.slice(pos + 1, cx.end)) : null
        const at = found ? cx.findOpeningDelimiter(InlineContext.linkStart) : null
        const open = at === null ? null : cx.getDelimiterAt(at)
        if (!found || at === null || !open) return -1
        const url = found[1] ?? ''
        const content = cx.takeContent(at)
        const start = pos + 2
        const mark = (from: number): ReturnType<typeof cx.elt> => cx.elt('LinkMark', from, from + 1)
        return cx.addElement(
          cx.elt('Link', open.from, start + url.length + 1, [
            mark(open.from),
            ...content,
            mark(pos),
            mark(pos + 1),
            cx.elt('URL', start, start + url.length),
            mark(start + url.length),
          ]),
        )
      },
    },
  ],
}
