/** A text in Markdown as other programs take it: as clean HTML, and as words without marks. */
import type { SyntaxNode } from '@lezer/common'
import { readAlt } from '../figures/find-picture'
import { reader } from '../language'
import { address } from '../marks'
import { entity } from '../syntax/entities'
import { parts, places } from '../tables/row'

/** What each kind of thing becomes. */
interface Style {
  words(text: string): string
  wrap(name: string, inner: string, attributes?: string): string
  line: string
  picture(description: string, link: string): string
  link(inner: string, url: string): string
  block(name: string, inner: string): string
  list(ordered: boolean, start: number, items: readonly { inner: string; done: boolean | null }[]): string
  code(lines: string): string
  table(rows: readonly (readonly string[])[]): string
  rule: string
  join(blocks: readonly string[]): string
}

const spelled = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

const html: Style = {
  words: spelled,
  wrap: (name, inner) => `<${name}>${inner}</${name}>`,
  line: '<br>',
  picture: (description, link) =>
    /^https?:/i.test(link)
      ? `<img src="${spelled(link)}" alt="${spelled(description)}">`
      : // A picture of the site cannot be seen from elsewhere: what it shows is told.
        description === ''
        ? ''
        : `<em>${spelled(description)}</em>`,
  link: (inner, url) => (/^(https?:|mailto:|tel:)/i.test(url) ? `<a href="${spelled(url)}">${inner}</a>` : inner),
  block: (name, inner) => `<${name}>${inner}</${name}>`,
  list: (ordered, start, items) => {
    const open = ordered ? `<ol${start === 1 ? '' : ` start="${String(start)}"`}>` : '<ul>'
    const inner = items.map(({ inner: words, done }) => `<li>${done === null ? '' : done ? '☑ ' : '☐ '}${words}</li>`)
    return `${open}${inner.join('')}</${ordered ? 'ol' : 'ul'}>`
  },
  code: (lines) => `<pre><code>${spelled(lines)}</code></pre>`,
  table: ([head = [], ...rows]) => {
    const row = (cells: readonly string[], name: string): string =>
      `<tr>${cells.map((cell) => `<${name}>${cell}</${name}>`).join('')}</tr>`
    return `<table><thead>${row(head, 'th')}</thead><tbody>${rows.map((cells) => row(cells, 'td')).join('')}</tbody></table>`
  },
  rule: '<hr>',
  join: (blocks) => blocks.join(''),
}

const plain: Style = {
  words: (text) => text,
  wrap: (_name, inner) => inner,
  line: '\n',
  picture: (description) => description,
  link: (inner) => inner,
  block: (_name, inner) => inner,
  list: (ordered, start, items) =>
    items
      .map(({ inner, done }, index) => {
        const sign = ordered ? `${String(start + index)}. ` : done === null ? '- ' : done ? '☑ ' : '☐ '
        return sign + inner.replace(/\n{2,}/g, '\n').replace(/\n/g, `\n${' '.repeat(sign.length)}`)
      })
      .join('\n'),
  code: (lines) => lines,
  table: (rows) => rows.map((cells) => cells.join('\t').replace(/\n/g, ' ')).join('\n'),
  rule: '',
  join: (blocks) => blocks.filter((block) => block !== '').join('\n\n'),
}

/** As clean HTML; `breaks` where readers see a break wherever a line of the file ends. */
export const toHtml = (text: string, breaks = false): string => new Renderer(text, html, breaks).all()

/** As words, with signs for items alone; `breaks` as above. */
export const toText = (text: string, breaks = false): string => new Renderer(text, plain, breaks).all()

const INLINE: Record<string, string> = { StrongEmphasis: 'strong', Emphasis: 'em', Strikethrough: 'del' }
const MARKS =
  /^(HeaderMark|QuoteMark|ListMark|EmphasisMark|CodeMark|LinkMark|StrikethroughMark|TaskMarker|TableDelimiter|CodeInfo|LinkTitle|LinkLabel|FootnoteMark)$/

class Renderer {
  constructor(
    private readonly text: string,
    private readonly style: Style,
    private readonly breaks: boolean,
  ) {}

  all(): string {
    return this.blocks(reader.parse(this.text).topNode)
  }

  private blocks(parent: SyntaxNode): string {
    const out: string[] = []
    for (let node = parent.firstChild; node; node = node.nextSibling) {
      const block = this.block(node)
      if (block !== null) out.push(block)
    }
    return this.style.join(out)
  }

  private block(node: SyntaxNode): string | null {
    const { style } = this
    const level = /Heading(\d)$/.exec(node.name)?.[1]
    if (level !== undefined) return style.block(`h${level}`, this.inner(node).trim())
    switch (node.name) {
      case 'Paragraph':
      case 'Task':
        return style.block('p', this.inner(node).trim())
      case 'Blockquote':
        return style.block('blockquote', this.blocks(node))
      case 'Footnote':
        return style.block('div', this.blocks(node))
      case 'BulletList':
      case 'OrderedList':
        return this.list(node)
      case 'FencedCode':
      case 'CodeBlock':
        return style.code(this.code(node))
      case 'HorizontalRule':
        return style.rule
      case 'Table':
        return style.table(
          [...node.getChildren('TableHeader'), ...node.getChildren('TableRow')].map((row) => this.cells(row)),
        )
      default:
        // What the page shows as a card is no text for other programs.
        return MARKS.test(node.name) ? null : ''
    }
  }

  /** The cells of a row; the parser has no nodes for empty ones. */
  private cells(row: SyntaxNode): string[] {
    const written = row.getChildren('TableCell')
    return places(parts(this.text.slice(row.from, row.to))).map(({ start, end }) => {
      const cell = written.find(({ from, to }) => from >= row.from + start && to <= row.from + end)
      return cell ? this.inner(cell).trim() : ''
    })
  }

  private list(node: SyntaxNode): string {
    const items = node.getChildren('ListItem')
    const mark = items[0]?.getChild('ListMark')
    const start = mark ? parseInt(this.text.slice(mark.from, mark.to), 10) || 1 : 1
    return this.style.list(
      node.name === 'OrderedList',
      start,
      items.map((item) => {
        const box = item.getChild('Task')?.getChild('TaskMarker')
        const done = box ? /x/i.test(this.text.slice(box.from, box.to)) : null
        return { inner: this.item(item), done }
      }),
    )
  }

  /** An item of one paragraph is its words alone. */
  private item(item: SyntaxNode): string {
    const out: string[] = []
    for (let node = item.firstChild; node; node = node.nextSibling) {
      if (node.name === 'Paragraph' || node.name === 'Task') {
        const words = this.inner(node).trim()
        out.push(item.getChildren('Paragraph').length > 1 ? this.style.block('p', words) : words)
      } else {
        const block = this.block(node)
        if (block !== null) out.push(block)
      }
    }
    return this.style.join(out)
  }

  private code(node: SyntaxNode): string {
    const parts = node.getChildren('CodeText').map((part) => this.text.slice(part.from, part.to))
    return parts.join('')
  }

  /** The words below a node. */
  private inner(parent: SyntaxNode): string {
    let out = ''
    let at = parent.from
    const plainWords = (end: number): void => {
      const lines = this.text.slice(at, end).split(/\n[ \t]*(?:>[ \t]?)*[ \t]*/)
      out += lines.map((line) => this.style.words(line)).join(this.breaks ? this.style.line : ' ')
    }
    for (let node = parent.firstChild; node; node = node.nextSibling) {
      plainWords(node.from)
      out += this.inline(node)
      at = node.to
      if (node.name === 'TaskMarker' || (node.name === 'HardBreak' && this.text[at] === '\n')) at++
      // The blank of a quote's mark is no second one after that of the line before it.
      else if (node.name === 'QuoteMark' && this.text[at] === ' ') at++
    }
    plainWords(parent.to)
    return out
  }

  private inline(node: SyntaxNode): string {
    const { style, text } = this
    const own = text.slice(node.from, node.to)
    const wrap = INLINE[node.name]
    if (wrap !== undefined) return style.wrap(wrap, this.inner(node))
    switch (node.name) {
      case 'InlineCode': {
        const marks = node.getChildren('CodeMark')
        const code = text.slice(marks[0]?.to ?? node.from, marks[marks.length - 1]?.from ?? node.to)
        return style.wrap('code', style.words(/^ .*\S.* $/.test(code) ? code.slice(1, -1) : code))
      }
      case 'Link':
        return this.link(node)
      case 'Image': {
        const marks = node.getChildren('LinkMark')
        const url = node.getChild('URL')
        const description = readAlt(text.slice(marks[0]?.to ?? node.from, marks[1]?.from ?? node.to))
        return style.picture(description, url ? address(text.slice(url.from, url.to)) : '')
      }
      case 'Autolink':
      case 'URL': {
        const url = own.replace(/^<|>$/g, '')
        return style.link(style.words(url), /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`)
      }
      case 'Escape':
        return style.words(own.slice(1))
      case 'Entity':
        return style.words(entity(own))
      case 'HardBreak':
        return style.line
      case 'FootnoteReference':
        return style.words(`[${own.slice(2, -1)}]`)
      case 'HTMLTag':
        return /^<br\s*\/?>$/i.test(own) ? style.line : ''
      case 'Comment':
      case 'ProcessingInstruction':
      case 'TemplateTag':
        return ''
      default:
        return MARKS.test(node.name) ? '' : style.words(own)
    }
  }

  private link(node: SyntaxNode): string {
    const { text, style } = this
    const marks = node.getChildren('LinkMark')
    const [open, close] = marks
    const url = node.getChild('URL')
    if (!open || !close) return style.words(text.slice(node.from, node.to))
    let out = ''
    let at = open.to
    for (let child = open.nextSibling; child && child.from < close.from; child = child.nextSibling) {
      out += style.words(text.slice(at, child.from)) + this.inline(child)
      at = child.to
    }
    out += style.words(text.slice(at, close.from))
    return url ? style.link(out, address(text.slice(url.from, url.to))) : out
  }
}
