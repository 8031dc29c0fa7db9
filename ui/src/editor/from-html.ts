/** Turns pasted HTML into the few things a post is made of. Parsed without being shown: nothing in it runs or loads. */

import { writeUrl } from './habits'

/** Markdown for the words, headings, lists, quotes, links and emphasis in `html`; empty when there are none. */
export function fromHtml(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  return blocks(body, '')
    .join('\n\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

const BLOCK =
  /^(P|DIV|H[1-6]|UL|OL|LI|BLOCKQUOTE|PRE|TABLE|TBODY|THEAD|TR|TD|TH|SECTION|ARTICLE|HEADER|FOOTER|MAIN|NAV|ASIDE|FIGURE|FIGCAPTION|HR|DL|DT|DD|CENTER|FORM)$/
const GONE = /^(SCRIPT|STYLE|HEAD|TITLE|META|LINK|TEMPLATE|NOSCRIPT|IFRAME|OBJECT|SVG|BUTTON|INPUT|SELECT|TEXTAREA)$/

function blocks(parent: Element, indent: string): string[] {
  const out: string[] = []
  let line = ''
  const flush = (): void => {
    const text = tidy(line)
    if (text) out.push(text)
    line = ''
  }
  for (const node of parent.childNodes) {
    if (node instanceof Element && BLOCK.test(node.tagName)) {
      flush()
      out.push(...block(node, indent))
    } else if (node instanceof Element && node.querySelector('p,div,h1,h2,h3,h4,h5,h6,ul,ol,blockquote,pre,table')) {
      // A document's wrapper, as office programs put around everything.
      flush()
      out.push(...blocks(node, indent))
    } else line += inline(node)
  }
  flush()
  return out
}

function block(node: Element, indent: string): string[] {
  const level = /^H([1-6])$/.exec(node.tagName)?.[1]
  if (level) {
    const text = tidy(inlineOf(node))
      .replace(/\*\*/g, '')
      .replace(/\\\n|\n/g, ' ')
    return text ? [`${'#'.repeat(Math.max(2, Number(level)))} ${text}`] : []
  }
  switch (node.tagName) {
    case 'UL':
    case 'OL':
      return [list(node, indent)].filter((text) => text !== '')
    case 'BLOCKQUOTE':
      return [
        blocks(node, '')
          .join('\n\n')
          .split('\n')
          .map((text) => (text ? `> ${text}` : '>'))
          .join('\n'),
      ]
    case 'PRE':
      return [`\`\`\`\n${(node.textContent ?? '').replace(/\n$/, '')}\n\`\`\``]
    case 'HR':
      return ['---']
    case 'TR':
      return [
        tidy(
          [...node.children]
            .map((cell) => tidy(inlineOf(cell)))
            .filter((text) => text)
            .join(' – '),
        ),
      ].filter((text) => text)
    default:
      return blocks(node, indent)
  }
}

function list(node: Element, indent: string): string {
  let number = Number(node.getAttribute('start') ?? 1) || 1
  const lines: string[] = []
  for (const item of node.children) {
    const mark = node.tagName === 'OL' ? `${String(number)}. ` : '- '
    if (item.tagName === 'UL' || item.tagName === 'OL') {
      lines.push(list(item, `${indent}  `))
      continue
    }
    if (item.tagName !== 'LI') continue
    const inner = indent + ' '.repeat(mark.length)
    const [first = '', ...rest] = blocks(item, inner)
    lines.push(`${indent}${mark}${first.trimStart()}`)
    for (const more of rest) lines.push(/^\s*([-*+]|\d+\.) /.test(more) ? more : `\n${inner}${more}`)
    number++
  }
  return lines.join('\n')
}

function inlineOf(node: Node): string {
  return [...node.childNodes].map(inline).join('')
}

function inline(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return escape((node.textContent ?? '').replace(/\s+/g, ' '))
  if (!(node instanceof HTMLElement) || GONE.test(node.tagName.toUpperCase())) return ''
  if (node.tagName === 'BR') return '\\\n'
  if (node.tagName === 'IMG') return ''
  const text = inlineOf(node)
  if (node.tagName === 'A') {
    const url = node.getAttribute('href') ?? ''
    return /^(https?:|mailto:)/i.test(url) && text.trim() ? around(text, '[', `](${writeUrl(url)})`) : text
  }
  if (node.tagName === 'CODE' || node.tagName === 'KBD') return `\`${(node.textContent ?? '').replace(/`/g, '')}\``
  const { fontWeight, fontStyle } = node.style
  const bold = fontWeight ? /^(bold|bolder|[6-9]00)$/.test(fontWeight) : /^(B|STRONG)$/.test(node.tagName)
  const italic = fontStyle ? fontStyle === 'italic' : /^(I|EM|CITE)$/.test(node.tagName)
  const struck = /^(S|DEL|STRIKE)$/.test(node.tagName)
  let out = text
  if (struck) out = around(out, '~~', '~~')
  if (italic) out = around(out, '*', '*')
  if (bold && !out.includes('**')) out = around(out, '**', '**')
  return out
}

/** Puts marks around words, spaces kept outside. */
function around(text: string, open: string, close: string): string {
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? []
  return words ? before + open + words + close + after : text
}

/** Letters that would turn into marks are made harmless. */
const escape = (text: string): string => text.replace(/[\\`*_[\]<]/g, (char) => `\\${char}`)

function tidy(line: string): string {
  return line
    .replace(/\u00a0/g, ' ')
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?(\\\n) ?/g, '$1')
    .replace(/^(?:\\\n|\s)+|(?:\\\n|\s)+$/g, '')
    .replace(/^([-+]|#{1,6}|>)(?= )/, '\\$1')
    .replace(/^(\d+)([.)])(?= )/, '$1\\$2')
}
