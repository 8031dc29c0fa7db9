/** What is not understood is kept as it stands: a locked card that says in plain words what it is. */
import { Prec, type EditorState, type Extension } from '@codemirror/state'
import type { SyntaxNode } from '@lezer/common'
import { fill, hostOf } from '../options'
import { openReader } from './cards'
import { openCardField } from './open'
import { CodeCard } from './code-card'
import { codeOf, placeOf } from './place'
import { blockReaders, NOT_UNDERSTOOD, type Card, type Span } from './reader'

/** What a locked block is in plain words; null for a block that is words, code or a table. */
export function lockedName(state: EditorState, block: SyntaxNode): string | null {
  if (!NOT_UNDERSTOOD.test(block.name)) return null
  const words = hostOf(state)?.words.cards
  if (!words) return block.name
  const text = state.doc.sliceString(block.from, Math.min(block.to, block.from + 200))
  switch (block.name) {
    case 'CommentBlock':
      return words.comment
    case 'LinkReference':
      return words.references
    case 'Template':
    case 'Component':
      return fill(words.template, { name: /[\p{L}\p{N}][\p{L}\p{N}_./-]*/u.exec(text)?.[0] ?? text.slice(0, 20) })
    case 'ContainerMark': {
      const name = /[\p{L}\p{N}][\p{L}\p{N}_-]*/u.exec(text)?.[0]
      return name ? fill(words.box, { name }) : words.boxEnd
    }
    default:
      return words.html
  }
}

function codeCard(state: EditorState, span: Span, name: string, place: string): Card {
  const open = state.field(openCardField, false)?.from === span.from
  const { cards } = hostOf(state)?.words ?? {}
  return {
    name,
    locked: true,
    widget: new CodeCard(name, codeOf(state, span, place), place, open, state.readOnly, cards),
  }
}

/** The extension: asked after every other reader. */
export const locked: Extension = [
  Prec.lowest(
    blockReaders.of((state, block, lines) => {
      const name = lockedName(state, block)
      return name === null ? null : codeCard(state, lines, name, placeOf(state, block))
    }),
  ),
  openReader.of((state, lines, before) => {
    const place = before?.widget instanceof CodeCard ? before.widget.place : ''
    return codeCard(state, lines, before?.name ?? hostOf(state)?.words.cards.html ?? '', place)
  }),
]
