/** How a capability draws blocks of its own: it reads a block of the text, and says what stands in its place. */
import { Facet, type EditorState } from '@codemirror/state'
import type { WidgetType } from '@codemirror/view'
import type { SyntaxNode } from '@lezer/common'

/** What stands on the page in place of a block. */
export interface Card {
  /** Drawn in place of the block's lines; `eq` and `updateDOM` keep its DOM where the block changes a little. */
  widget: WidgetType
  /** What it is in plain words; spoken when the caret comes to it. */
  name: string
  /** Whether Enter opens its code, as it does for what is not understood. */
  locked?: boolean
}

/** A stretch of whole lines, without the last line's break. */
export interface Span {
  from: number
  to: number
}

/**
 * Reads one block with its whole lines: the card that is drawn for it, or null when it is none of this reader's. In a
 * list, a quote or a footnote readers are asked about what is not understood, and its lines begin after the marks of
 * what begins there. It is asked again whenever the block
 * changes, and must not look outside of it.
 */
export type BlockReader = (state: EditorState, block: SyntaxNode, lines: Span) => Card | null

/** The blocks that are no words, code or table. */
export const NOT_UNDERSTOOD =
  /^(HTMLBlock|CommentBlock|ProcessingInstructionBlock|LinkReference|Template|Component|ContainerMark)$/

/** The readers, asked in order of precedence before a block that is not understood becomes a locked card. */
export const blockReaders = Facet.define<BlockReader>()
