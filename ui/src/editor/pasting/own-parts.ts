/** A text of Byline's own as blocks, to be put in as what is pasted from elsewhere is. */
import type { SyntaxNode } from '@lezer/common'
import { reader } from '../language'
import type { Part, PartKind } from './host'

const KINDS: Record<string, PartKind> = {
  Paragraph: 'paragraph',
  BulletList: 'list',
  OrderedList: 'list',
  Blockquote: 'quote',
  FencedCode: 'code',
  Table: 'table',
  HorizontalRule: 'rule',
  Footnote: 'note',
}

/** The blocks of a text as they are written; the last of them is a footnote's only where it has words for one. */
export function ownParts(text: string): Part[] {
  const parts: Part[] = []
  for (let node = reader.parse(text).topNode.firstChild; node; node = node.nextSibling) {
    const kind: PartKind = /Heading/.test(node.name) ? 'heading' : (KINDS[node.name] ?? 'marked')
    parts.push({ kind: isPicture(text, node) ? 'marked' : kind, text: text.slice(node.from, node.to), pictures: [] })
  }
  return parts.length > 0 ? parts : [{ kind: 'marked', text, pictures: [] }]
}

/** Whether a paragraph is a picture and nothing else: no words, and so not to go on with those around. */
const isPicture = (text: string, node: SyntaxNode): boolean =>
  node.name === 'Paragraph' && /^!\[(?:\\.|[^\]\\])*\]\([^)]*\)\s*$/.test(text.slice(node.from, node.to))
