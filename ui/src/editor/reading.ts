/** What a block's words say, letter by letter with their styles: as they are meant, and as a text would be read. */
import type { EditorState } from '@codemirror/state'
import type { SyntaxNode } from '@lezer/common'
import type { Piece, Wrap } from './inline'
import { reader } from './language'
import { nameKey, namesOf } from './syntax/names'

/** What the words stand in, which decides what their first letters can mean. */
export interface Frame {
  kind: 'paragraph' | 'heading' | 'underlined' | 'task' | 'cell'
  /** A heading's level. */
  level: number
  /** Whether they are the first words of a list's item. */
  item: boolean
}

const STYLE: Record<string, string> = {
  StrongEmphasis: 'strong',
  Emphasis: 'emphasis',
  Strikethrough: 'strike',
  InlineCode: 'code',
}

/** Separates a letter from its styles; no text has it. */
const MARK = '\u0000'

/** What the pieces mean: each letter, with a word wherever the styles change. */
export function meaning(pieces: readonly Piece[]): string {
  const out = new Told()
  for (const piece of pieces) {
    if (piece.text === '') continue
    const styles = piece.wraps.map(styleOf)
    if (piece.whole) {
      const escape = /^\\([!-/:-@[-`{-~])$/.exec(piece.text)?.[1]
      const lines = /^(?:\\| *)\n/.exec(piece.text)
      out.add(escape ?? (lines ? '\n' : piece.text), styles)
      if (!escape && !lines) out.add(MARK, styles)
    } else out.add(piece.text, styles)
  }
  return out.text()
}

const styleOf = (wrap: Wrap): string => (wrap.style === 'link' ? `link ${wrap.close}` : wrap.style)

/** What `text` alone in its frame is read as; null when it is no longer the block that it should be. */
export function read(state: EditorState, text: string, frame: Frame): string | null {
  const alone = text.replace(/((?:\\| *)\n)[ \t]*(?:>[ \t]?)*[ \t]*/g, '$1')
  const [before, after, inside] = around(frame)
  const source = before + alone.replace(/\n/g, `\n${' '.repeat(inside)}`) + after
  const tree = reader.parse(source)
  const end = source.length - after.length
  const start = before.length + alone.length - alone.trimStart().length
  let leaf: SyntaxNode | null = tree.resolveInner(start, 1)
  while (leaf && !NAMES[frame.kind].test(leaf.name)) leaf = leaf.parent
  if (!leaf || !onlyBlock(leaf) || leaf.from > start || leaf.to < end - trailing(alone)) return null
  if (frame.kind === 'heading' && leaf.name !== `ATXHeading${String(frame.level)}`) return null
  const out = new Told()
  tell(state, source, leaf, start, end, [], out)
  return out.text()
}

const NAMES: Record<Frame['kind'], RegExp> = {
  paragraph: /^Paragraph$/,
  heading: /^ATXHeading/,
  underlined: /^SetextHeading/,
  task: /^Task$/,
  cell: /^TableCell$/,
}

const trailing = (text: string): number => text.length - text.trimEnd().length

/** What stands before and after the words so that they are read as their block, and how far further lines go in. */
function around({ kind, level, item }: Frame): [before: string, after: string, inside: number] {
  const mark = item ? '- ' : ''
  switch (kind) {
    case 'heading':
      return [`${mark}${'#'.repeat(level)} `, '', 0]
    case 'underlined':
      return [mark, `\n${item ? '  ' : ''}${level === 1 ? '===' : '---'}`, item ? 2 : 0]
    case 'task':
      return ['- [ ] ', '', 2]
    case 'cell':
      return ['| ', ' |\n| - |', 0]
    case 'paragraph':
      return [mark, '', item ? 2 : 0]
  }
}

/** Whether no other block stands beside this one, or between it and the text. */
function onlyBlock(leaf: SyntaxNode): boolean {
  for (let node: SyntaxNode = leaf; node.parent; node = node.parent) {
    if (/^(TableCell|TableHeader|Table)$/.test(node.name)) continue
    if (node.nextSibling) return false
    if (node.prevSibling && node.prevSibling.name !== 'ListMark') return false
    if (/^(Blockquote|Footnote|OrderedList)$/.test(node.name)) return false
    if (node.name === 'ListItem' && node.parent.parent?.name !== 'Document') return false
  }
  return true
}

/** Letters with their styles, gathered. */
class Told {
  private readonly parts: string[] = []
  private last = ''

  add(text: string, styles: readonly string[]): void {
    // Spaces carry no style that anyone sees.
    for (const [word] of text.matchAll(/\s+|\S+/g)) {
      if (/^\s/.test(word)) {
        this.parts.push(styles.includes('code') ? word : word.includes('\n') ? '\n' : word)
        continue
      }
      const now = [...styles].sort().join(',')
      if (now !== this.last) this.parts.push(`${MARK}${now}${MARK}`)
      this.last = now
      this.parts.push(word)
    }
  }

  text(): string {
    return this.parts
      .join('')
      .replace(/[ \t]*\n[ \t]*/g, '\n')
      .trim()
  }
}

const ATOMS = /^(Entity|Image|HTMLTag|Comment|Autolink|ProcessingInstruction|FootnoteReference|TemplateTag)$/
/** Marks that open nothing but are no words either. */
const BROKEN = /^(TemplateMark|HeaderMark)$/

function tell(
  state: EditorState,
  source: string,
  node: SyntaxNode,
  from: number,
  to: number,
  styles: readonly string[],
  out: Told,
): void {
  let at = from
  const plain = (end: number): void => {
    if (end > at) out.add(source.slice(at, end), styles)
    at = Math.max(at, end)
  }
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.from < at || child.to > to) continue
    const style = STYLE[child.name]
    const first = child.firstChild
    const last = child.lastChild
    if (style && first && last && first.from !== last.from) {
      plain(child.from)
      tell(state, source, child, first.to, last.from, [...styles, style], out)
      at = child.to
    } else if (/^(Link|Image)$/.test(child.name) && linkEnd(state, source, child) < 0) {
      plain(child.from)
      tell(state, source, child, child.from, child.to, styles, out)
      at = child.to
    } else if (child.name === 'Link') {
      const close = linkEnd(state, source, child)
      plain(child.from)
      tell(state, source, child, child.from + 1, close, [...styles, `link ${source.slice(close, child.to)}`], out)
      at = child.to
    } else if (child.name === 'Escape') {
      plain(child.from)
      out.add(source.slice(child.from + 1, child.to), styles)
      at = child.to
    } else if (child.name === 'HardBreak') {
      plain(child.from)
      out.add('\n', styles)
      at = child.to
    } else if (ATOMS.test(child.name)) {
      plain(child.from)
      out.add(source.slice(child.from, child.to), styles)
      out.add(MARK, styles)
      at = child.to
    } else if (BROKEN.test(child.name)) {
      plain(child.to)
      out.add(MARK, styles)
    }
  }
  plain(to)
}

/** Where a link's words end; -1 when its brackets lead nowhere. */
function linkEnd(state: EditorState, source: string, node: SyntaxNode): number {
  const close = node.getChildren('LinkMark')[1]
  if (!close) return -1
  if (source[close.to] === '(' && node.to > close.to) return close.from
  const label = node.getChild('LinkLabel')
  const named = label && label.to - label.from > 2
  const open = node.firstChild?.to ?? node.from
  const name = named ? source.slice(label.from + 1, label.to - 1) : source.slice(open, close.from)
  return namesOf(state).addresses.has(nameKey(name)) ? close.from : -1
}
