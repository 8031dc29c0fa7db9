/** Finds what the page hides or draws otherwise: Markdown's marks. Pure: a state and a range in, marks out. */
import type { EditorState, Text } from '@codemirror/state'
import type { SyntaxNode, SyntaxNodeRef, Tree } from '@lezer/common'
import { treeTo } from './language'
import { isBlank } from './blank'
import { entity } from './syntax/entities'
import { nameKey, namesOf, noteNumber } from './syntax/names'

/** How a hidden mark is drawn; nothing at all when absent. */
export type Drawing =
  | { kind: 'bullet' }
  | { kind: 'nothing' }
  | { kind: 'number'; text: string }
  | { kind: 'task'; done: boolean }
  | { kind: 'divider' }
  | { kind: 'picture'; alt: string; link: string }
  | { kind: 'letters'; text: string }
  | { kind: 'note'; name: string; number: number | null }
  | { kind: 'note-mark'; name: string; number: number | null }

/** A stretch that is hidden. `prefix` marks open a line, such as a heading's or a list item's. */
export interface Hidden {
  from: number
  to: number
  prefix: boolean
  drawing?: Drawing
  /** Whether it is all that its line has: what stands for it gives the line its height, and the caret too. */
  alone?: true
}

/** A stretch that looks different. */
export interface Styled {
  from: number
  to: number
  look: 'strong' | 'emphasis' | 'strike' | 'code' | 'link' | 'raw'
  url?: string
}

/** Both kinds, in the order of the text. */
export interface Marks {
  hidden: Hidden[]
  styled: Styled[]
}

const LOOKS: Record<string, Styled['look']> = {
  StrongEmphasis: 'strong',
  Emphasis: 'emphasis',
  Strikethrough: 'strike',
  InlineCode: 'code',
  HTMLTag: 'raw',
  Comment: 'raw',
  ProcessingInstruction: 'raw',
  TemplateTag: 'raw',
}

/** The marks in the lines that `from` to `to` touch. */
export function marksOf(state: EditorState, from: number, to: number): Marks {
  const { doc } = state
  const marks: Marks = { hidden: [], styled: [] }
  const hide = (start: number, end: number, prefix: boolean, drawing?: Drawing): void => {
    if (start < end)
      marks.hidden.push(drawing ? { from: start, to: end, prefix, drawing } : { from: start, to: end, prefix })
  }
  const inBlank = (at: number): number => {
    const line = doc.lineAt(at)
    return line.from + (/^[ \t]*/.exec(line.text.slice(at - line.from))?.[0].length ?? 0) + (at - line.from)
  }
  const hideQuoteMark = (start: number, end: number): void => {
    const line = doc.lineAt(start)
    hide(softStart(line.text, line.from, start), line.text[end - line.from] === ' ' ? end + 1 : end, true)
  }
  const visit = (node: SyntaxNodeRef): boolean | undefined => {
    const text = (): string => doc.sliceString(node.from, node.to)
    const look = LOOKS[node.name]
    if (look) marks.styled.push({ from: node.from, to: node.to, look })
    switch (node.name) {
      case 'HTMLBlock':
      case 'CommentBlock':
      case 'LinkReference':
      case 'ProcessingInstructionBlock':
      case 'Template':
      case 'Component':
      case 'ContainerMark':
        return false
      case 'FencedCode':
      case 'CodeBlock': {
        for (const mark of node.node.getChildren('QuoteMark')) hideQuoteMark(mark.from, mark.to)
        for (const mark of node.node.getChildren('CodeMark')) {
          const line = doc.lineAt(mark.from)
          hide(line.from, line.to, false)
        }
        return false
      }
      case 'HeaderMark': {
        const line = doc.lineAt(node.from)
        if (node.node.parent?.name.startsWith('Setext')) hide(line.from, line.to, false)
        else if (node.node.prevSibling === null)
          hide(softStart(line.text, line.from, node.from), inBlank(node.to), true)
        else hide(node.from - blanksBefore(line.text, node.from - line.from), line.to, false)
        break
      }
      case 'HorizontalRule': {
        const line = doc.lineAt(node.from)
        hide(softStart(line.text, line.from, node.from), line.to, false, { kind: 'divider' })
        break
      }
      case 'QuoteMark':
        hideQuoteMark(node.from, node.to)
        break
      case 'ListMark': {
        const line = doc.lineAt(node.from)
        const item = node.node.parent
        const task = item?.getChild('Task')?.getChild('TaskMarker')
        const start = softStart(line.text, line.from, node.from)
        if (task) {
          const done = doc.sliceString(task.from, task.to) !== '[ ]'
          hide(start, Math.min(line.to, inBlank(task.to)), true, { kind: 'task', done })
        } else if (item?.parent?.name === 'OrderedList') {
          hide(start, inBlank(node.to), true, { kind: 'number', text: numberOf(state, item) })
        } else hide(start, inBlank(node.to), true, { kind: 'bullet' })
        break
      }
      case 'EmphasisMark':
      case 'StrikethroughMark':
      case 'CodeMark':
        hide(node.from, node.to, false)
        break
      case 'Escape':
        hide(node.from, node.from + 1, false)
        break
      case 'Entity': {
        const letters = entity(text())
        if (letters !== text()) hide(node.from, node.to, false, { kind: 'letters', text: letters })
        break
      }
      case 'FootnoteReference': {
        const name = text().slice(2, -1)
        hide(node.from, node.to, false, { kind: 'note', name, number: noteNumber(state, name) })
        return false
      }
      case 'FootnoteMark': {
        const line = doc.lineAt(node.from)
        const name = text().slice(2, -2)
        const start = softStart(line.text, line.from, node.from)
        hide(start, inBlank(node.to), true, { kind: 'note-mark', name, number: noteNumber(state, name) })
        return false
      }
      case 'HardBreak':
        hide(node.from, Math.min(node.to, doc.lineAt(node.from).to), false)
        if (isBlank(doc.sliceString(doc.lineAt(node.from).from, node.from))) {
          const last = marks.hidden[marks.hidden.length - 1]
          if (last?.from === node.from) last.alone = true
        }
        break
      case 'Link':
        link(node.node)
        break
      case 'Autolink': {
        const url = doc.sliceString(node.from + 1, node.to - 1)
        hide(node.from, node.from + 1, false)
        marks.styled.push({ from: node.from + 1, to: node.to - 1, look: 'link', url })
        hide(node.to - 1, node.to, false)
        return false
      }
      case 'URL':
        marks.styled.push({ from: node.from, to: node.to, look: 'link', url: text() })
        break
      case 'Image': {
        const parts = linkParts(state, node.node)
        if (!parts || doc.lineAt(node.from).to < node.to) return false
        const alt = doc.sliceString(parts.open.to, parts.close)
        hide(node.from, node.to, false, {
          kind: 'picture',
          alt,
          link: parts.url,
        })
        return false
      }
      default:
    }
    return undefined
  }
  const link = (node: SyntaxNode): void => {
    const parts = linkParts(state, node)
    if (!parts) return
    hide(parts.open.from, parts.open.to, false)
    marks.styled.push({ from: parts.open.to, to: parts.close, look: 'link', url: parts.url })
    // A link broken over two lines hides on each line what belongs to it.
    for (let at = parts.close; at < node.to;) {
      const end = Math.min(node.to, doc.lineAt(at).to)
      hide(at, end, false)
      at = end + 1
    }
  }
  treeTo(state, to).iterate({ from, to, enter: visit })
  indents(state, from, to, marks)
  marks.hidden = tidy(marks.hidden).map((mark) => (isAll(doc, mark) ? { ...mark, drawing: { kind: 'nothing' } } : mark))
  return marks
}

/** The number that the page shows for an item: its list's first number, counted on. */
function numberOf(state: EditorState, item: SyntaxNode): string {
  let first = item
  let count = 0
  for (let before = item.prevSibling; before; before = before.prevSibling) {
    if (before.name !== 'ListItem') continue
    first = before
    count++
  }
  const start = Number.parseInt(state.doc.sliceString(first.from, first.from + 9), 10)
  return `${String((Number.isNaN(start) ? 1 : start) + count)}.`
}

/** A link or picture that leads somewhere. */
export interface LinkParts {
  open: SyntaxNode
  /** Where its words end. */
  close: number
  url: string
}

/** The parts of a link or picture; null for brackets that lead nowhere, as those whose name the text gives no address. */
export function linkParts(state: EditorState, node: SyntaxNode): LinkParts | null {
  const [open, close] = node.getChildren('LinkMark')
  if (!open || !close) return null
  const url = node.getChild('URL')
  if (url && url.from > close.from)
    return { open, close: close.from, url: address(state.doc.sliceString(url.from, url.to)) }
  if (state.doc.sliceString(close.to, close.to + 1) === '(' && node.to > close.to)
    return { open, close: close.from, url: '' }
  const label = node.getChild('LinkLabel')
  const named = label && label.to - label.from > 2 ? { from: label.from + 1, to: label.to - 1 } : null
  const { from, to } = named ?? { from: open.to, to: close.from }
  const found = namesOf(state).addresses.get(nameKey(state.doc.sliceString(from, to)))
  return found === undefined ? null : { open, close: close.from, url: found }
}

/** An address as it is meant: without angle brackets, backslashes and HTML's names. What a generator fills in stays. */
export function address(written: string): string {
  const plain = written.replace(/^<(.*)>$/s, '$1')
  if (/^\{[{%]/.test(plain)) return plain
  return plain.replace(/\\([!-/:-@[-`{-~])|&#?\w+;/g, (found, letter?: string) => letter ?? entity(found))
}

/** The start of blanks before a mark, up to the mark or text before them. */
function softStart(text: string, lineFrom: number, mark: number): number {
  return mark - blanksBefore(text, mark - lineFrom)
}

function blanksBefore(text: string, column: number): number {
  return column - text.slice(0, column).trimEnd().length
}

/** Hides the blanks that only place a line inside its list item or paragraph. */
function indents(state: EditorState, from: number, to: number, marks: Marks): void {
  const { doc } = state
  const tree = treeTo(state, to)
  const last = doc.lineAt(Math.min(to, doc.length)).number
  for (let number = doc.lineAt(from).number; number <= last; number++) {
    const line = doc.line(number)
    const start = quoted(tree, line.from, line.text)
    const indent = start + (/^[ \t]*/.exec(line.text.slice(start))?.[0].length ?? 0)
    if (indent === start) continue
    const blank = indent === line.length
    let node: SyntaxNode | null = tree.resolveInner(line.from + indent, blank ? -1 : 1)
    while (
      node &&
      !/^(Paragraph|Task|ATXHeading\d|SetextHeading\d|FencedCode|CodeBlock|Table)$/.test(node.name) &&
      !CARD.test(node.name)
    )
      node = node.parent
    if (blank ? node === null : node && (/^(Paragraph|Task|ATX|Setext)/.test(node.name) || CARD.test(node.name)))
      marks.hidden.push({ from: line.from + start, to: line.from + indent, prefix: true })
    if (start > 0) continue
    // What only keeps code in its list item is no part of the code.
    if (node?.name === 'FencedCode') {
      const width = Math.min(indent, node.from - doc.lineAt(node.from).from)
      if (width > 0) marks.hidden.push({ from: line.from, to: line.from + width, prefix: true })
    }
    // Of indented code the indent that makes it code is no part of it.
    if (!blank && node?.name === 'CodeBlock') {
      const width = node.from - doc.lineAt(node.from).from
      if (Math.min(width, indent) > 0)
        marks.hidden.push({ from: line.from, to: line.from + Math.min(width, indent), prefix: true })
    }
  }
}

/** What is drawn as a card. */
const CARD = /^(HTMLBlock|CommentBlock|ProcessingInstructionBlock|LinkReference|Template|Component|ContainerMark)$/

/** The letters of a line that are the marks of quotes, each with the blank that goes with it. */
function quoted(tree: Tree, from: number, text: string): number {
  let end = 0
  for (let mark = /^[ \t]*> ?/.exec(text); mark; mark = /^[ \t]*> ?/.exec(text.slice(end))) {
    const at = end + mark[0].indexOf('>')
    if (tree.resolveInner(from + at, 1).name !== 'QuoteMark') break
    end += mark[0].length
  }
  return end
}

/** Whether nothing follows a mark that opens a line: what stands for it gives the line its height, and the caret too. */
const isAll = (doc: Text, { from, to, prefix, drawing }: Hidden): boolean =>
  prefix && !drawing && to === doc.lineAt(from).to

/** In order, none overlapping another: the first to claim a place, or the longer of two, keeps it. */
function tidy(hidden: Hidden[]): Hidden[] {
  const out: Hidden[] = []
  for (const mark of hidden.sort((a, b) => a.from - b.from || b.to - a.to)) {
    const before = out[out.length - 1]
    if (!before || mark.from >= before.to) out.push(mark)
    else if (mark.to > before.to) out.push({ ...mark, from: before.to })
  }
  return out
}
