/** Gives each line its class and role: heading, quote, list, code, table, or the space between blocks. */
import type { EditorState, Line, Range } from '@codemirror/state'
import { Decoration } from '@codemirror/view'
import type { SyntaxNode } from '@lezer/common'
import { cardAt } from './cards/cards'
import { directionOf } from './direction'
import { treeTo } from './language'
import { waitingIn } from './blocks'
import { isBlank } from './blank'
import { isThing, kindOf } from './lines'
import { goesOn } from './soft-breaks'

/** The decorations of the lines that `from` to `to` touch. */
export function lineLooks(state: EditorState, from: number, to: number): Range<Decoration>[] {
  const out: Range<Decoration>[] = []
  const last = state.doc.lineAt(to).number
  for (let number = state.doc.lineAt(from).number; number <= last; number++) {
    const line = state.doc.line(number)
    if (goesOn(state, line)) continue
    const look = lookOf(state, line)
    const code = look.classes.some((name) => /^b-(?:codeline|rawline)$/.test(name))
    const attributes = { ...look.attributes, dir: code ? 'ltr' : directionOf(state, line, look.card === true) }
    out.push(Decoration.line({ class: look.classes.join(' '), attributes }).range(line.from))
  }
  return out
}

interface LineLook {
  classes: string[]
  attributes?: Record<string, string>
  /** Whether a card fills it. */
  card?: boolean
}

/** What one line looks like. */
export function lookOf(state: EditorState, line: Line): LineLook {
  const kind = kindOf(state, line)
  const classes: string[] = []
  let attributes: Record<string, string> | undefined
  const beside = kind === 'card' && cardAt(state, line.from)?.nested === true
  if (kind === 'spoken' || kind === 'table' || (isThing(kind) && !beside)) return { classes }
  if (kind === 'gap' || kind === 'none' || kind === 'underline') classes.push(kind === 'gap' ? 'b-gap' : 'b-none')
  if (kind === 'rule') classes.push('b-rule')
  let depth = 0
  let quotes = 0
  const at = line.from + (/^[\s>]*/.exec(line.text)?.[0].length ?? 0)
  const blank = isBlank(line.text)
  // On a blank line only what really goes on around it counts, not a neighbour that ends or starts there.
  const within = kind === 'empty' ? waitingIn(state, line) : null
  let node = within ?? treeTo(state, line.to).resolveInner(blank ? line.to : at, blank ? -1 : 1)
  for (let next: SyntaxNode | null = node; next; next = node.parent) {
    node = next
    if (!within && (node.from > line.to || node.to < line.from)) continue
    const heading = /^(?:ATX|Setext)Heading(\d)$/.exec(node.name)?.[1]
    if (heading && kind === 'text') {
      classes.push('b-heading', `b-h${heading}`)
      attributes = { ...attributes, role: 'heading', 'aria-level': heading }
    } else if (node.name === 'FencedCode' || node.name === 'CodeBlock') {
      if (node.name === 'CodeBlock' && blank && kind !== 'text') continue
      classes.push('b-codeline')
      attributes = { ...attributes, spellcheck: 'false' }
      if (kind === 'fence') classes.push('b-fence', line.from <= node.from ? 'b-first' : 'b-last')
      else if (node.name === 'CodeBlock') {
        if (line.from <= node.from) classes.push('b-first')
        if (line.to >= node.to) classes.push('b-last')
      } else if (line.to >= node.to) classes.push('b-last')
    } else if (
      /^(HTMLBlock|CommentBlock|ProcessingInstructionBlock|LinkReference|Template|Component|ContainerMark)$/.test(
        node.name,
      ) &&
      !blank &&
      !beside
    ) {
      classes.push('b-rawline')
      attributes = { ...attributes, spellcheck: 'false' }
    } else if (node.name === 'Table' && !blank) {
      classes.push('b-table')
    } else if (node.name === 'Footnote') classes.push('b-footnote')
    else if (node.name === 'Blockquote') quotes++
    else if (node.name === 'ListItem') {
      depth++
      if (depth === 1 && state.doc.lineAt(node.from).number === line.number) classes.push('b-item')
    }
  }
  if (quotes > 0) classes.push('b-quote')
  if (depth > 0 && (!blank || within)) {
    classes.push('b-list')
    attributes = { ...attributes, style: `--depth:${String(depth)}` }
  }
  return { classes, ...(attributes ? { attributes } : {}), ...(beside ? { card: true } : {}) }
}
