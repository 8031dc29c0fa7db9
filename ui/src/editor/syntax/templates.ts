/**
 * What generators read before Markdown is: shortcodes (`{{< … >}}`, Hugo's and Zola's), tags (`{% … %}`, `{{ … }}`,
 * Liquid's and Nunjucks'), components (`<Chart …/>`, MDX) and fences of colons (`:::`, VitePress' and Docusaurus').
 */
import type { BlockContext, LeafBlock, LeafBlockParser, Line, MarkdownConfig } from '@lezer/markdown'

/** A whole shortcode or tag, also over several lines. */
const TAG = /^(?:\{\{[<%](?:[^}]|\}(?!\}))*[>%]\}\}|\{%(?:[^%]|%(?!\}))*%\}|\{\{(?:[^}]|\}(?!\}))*\}\})/
/** A whole component alone, also over several lines; HTML itself has no capital letters. */
const COMPONENT = /^(?:<\/?[A-Z][\w.]*(?:\s(?:[^>]|=>)*)?>|import\s[^\n]*\sfrom\s+(['"])[^'"\n]+\1;?)$/
const OPENS = /^(?:\{\{|\{%|<\/?[A-Z]|import\s)/
const CLOSES = /[>%]\}\}|%\}/
const FENCE = /^:{3,}(?:[ \t]*[\w{[-].*)?[ \t]*$/

/** The most that is read of one tag, in characters. */
const LONGEST = 4_000

/** Whether `text` is nothing but tags, or one component. */
export function isTemplate(text: string): 'Template' | 'Component' | null {
  let rest = text.trim()
  if (rest === '' || rest.length > LONGEST) return null
  if (COMPONENT.test(rest)) return 'Component'
  for (let tag = TAG.exec(rest); tag; tag = TAG.exec(rest)) {
    rest = rest.slice(tag[0].length).trimStart()
    if (rest === '') return 'Template'
  }
  return null
}

/** Reads a paragraph that is nothing but tags; it ends with the line that completes it. */
class TemplateParser implements LeafBlockParser {
  nextLine(cx: BlockContext, _line: Line, leaf: LeafBlock): boolean {
    return this.finish(cx, leaf)
  }

  finish(cx: BlockContext, leaf: LeafBlock): boolean {
    const name = isTemplate(leaf.content)
    if (name) cx.addLeafElement(leaf, cx.elt(name, leaf.start, leaf.start + leaf.content.length))
    return name !== null
  }
}

/**
 * The extension of the parser. Blocks are `Template`, `Component` and `ContainerMark`; in a paragraph a tag is a
 * `TemplateTag`, and braces that would open one and never do are a `TemplateMark`.
 */
export const templates: MarkdownConfig = {
  defineNodes: [
    { name: 'Template', block: true },
    { name: 'Component', block: true },
    { name: 'ContainerMark', block: true },
    { name: 'TemplateTag' },
    { name: 'TemplateMark' },
  ],
  parseBlock: [
    {
      name: 'ContainerMark',
      before: 'Blockquote',
      parse(cx, line) {
        if (!isFence(line)) return false
        const from = cx.lineStart + line.pos
        const to = cx.lineStart + line.text.length
        cx.addElement(cx.elt('ContainerMark', from, to))
        cx.nextLine()
        return true
      },
      endLeaf: (_cx, line) => isFence(line),
    },
    {
      name: 'Template',
      before: 'Blockquote',
      // One that goes on over lines may hold what Markdown would read as a quote or a list.
      parse(cx, line) {
        const open = cx.depth === 1 && line.next === 123 ? /^(?:\{\{[<%]|\{%)/.exec(line.text.slice(line.pos)) : null
        if (!open || CLOSES.test(line.text)) return false
        const from = cx.lineStart + line.pos
        while (cx.nextLine() && line.next >= 0) {
          if (!CLOSES.test(line.text)) continue
          cx.nextLine()
          break
        }
        cx.addElement(cx.elt('Template', from, cx.prevLineEnd()))
        return true
      },
      leaf: (_cx, leaf) => (OPENS.test(leaf.content) ? new TemplateParser() : null),
    },
  ],
  parseInline: [
    {
      name: 'TemplateTag',
      before: 'Escape',
      parse(cx, next, pos) {
        if (next !== 123) return -1
        const second = cx.char(pos + 1)
        if (second !== 123 && second !== 37) return -1
        const tag = TAG.exec(cx.slice(pos, Math.min(cx.end, pos + LONGEST)))
        return tag
          ? cx.addElement(cx.elt('TemplateTag', pos, pos + tag[0].length))
          : cx.addElement(cx.elt('TemplateMark', pos, pos + 2))
      },
    },
  ],
}

const isFence = (line: Line): boolean =>
  line.next === 58 && line.indent < line.baseIndent + 4 && FENCE.test(line.text.slice(line.pos))
