/** Finds the boxes of a text. */
import type { EditorState } from '@codemirror/state'
import type { SyntaxNode } from '@lezer/common'
import { treeTo } from '../language'
import { hostOf } from '../options'
import { closedBy, openedBy, type BoxForm } from './forms'

/** A stretch of whole lines, without the last line's break. */
interface Span {
  from: number
  to: number
}

/** A box of the text. */
export interface Box extends Span {
  form: BoxForm
  /** The lines that make it one; null for a form that has none there. */
  opening: Span | null
  closing: Span | null
  /** Its words. */
  body: Span
}

/** The forms of the open site. */
export const formsOf = (state: EditorState): readonly BoxForm[] => hostOf(state)?.writing?.()?.callouts ?? []

/** How many blocks a box may hold. */
const MOST = 200

/** The boxes that `from` to `to` touch. */
export function boxesIn(state: EditorState, from: number, to: number): Box[] {
  const forms = formsOf(state)
  if (forms.length === 0) return []
  const { topNode } = treeTo(state, to)
  const out: Box[] = []
  let block = topNode.childBefore(from) ?? topNode.firstChild
  for (let back = 0; block?.prevSibling && back < MOST; back++) block = block.prevSibling
  while (block && block.from <= to) {
    const box = boxOf(state, forms, block)
    if (box && box.to >= from && box.from <= to) out.push(box)
    block = box ? topNode.childAfter(box.to) : block.nextSibling
  }
  return out
}

/** The box around `pos`. */
export const boxAt = (state: EditorState, pos: number): Box | null =>
  boxesIn(state, pos, pos).find((box) => box.from <= pos && pos <= box.to) ?? null

function boxOf(state: EditorState, forms: readonly BoxForm[], block: SyntaxNode): Box | null {
  const { doc } = state
  // Most blocks are not even the beginning of one.
  if (!/^(?:Blockquote|Template|ContainerMark|BoxMark)$/.test(block.name) && block.nextSibling?.name !== 'BoxMark')
    return null
  const lines = (node: SyntaxNode): Span => ({ from: doc.lineAt(node.from).from, to: doc.lineAt(node.to).to })
  const text = (span: Span): string => doc.sliceString(span.from, span.to)
  const all = lines(block)
  if (block.name === 'Blockquote' && block.getChild('BoxMark')) {
    const line = doc.lineAt(block.from)
    const form = openedBy(forms, line.text)
    if (form && form.closes === '' && line.to < all.to)
      return {
        ...all,
        form,
        opening: { from: line.from, to: line.to },
        closing: null,
        body: { from: line.to + 1, to: all.to },
      }
  }
  const next = block.nextSibling
  if (next?.name === 'BoxMark' && beside(state, block, next)) {
    const [form] = closedBy(forms, text(lines(next))).filter(({ opens }) => opens === '')
    const quoted = block.name === 'Blockquote'
    if (form && quoted === (form.prefix !== ''))
      return { from: all.from, to: lines(next).to, form, opening: null, closing: lines(next), body: all }
  }
  if (block.name !== 'Template' && block.name !== 'ContainerMark' && block.name !== 'BoxMark') return null
  const form = openedBy(forms, text(all))
  if (!form || !next) return null
  if (form.closes === '') {
    if (block.name !== 'BoxMark' || !beside(state, block, next)) return null
    return { from: all.from, to: lines(next).to, form, opening: all, closing: null, body: lines(next) }
  }
  let end: SyntaxNode | null = next
  for (let count = 0; end && count < MOST; count++, end = end.nextSibling) {
    const span = lines(end)
    if (end.name !== block.name || !closedBy([form], text(span)).length) continue
    const body = { from: Math.min(all.to + 1, span.from), to: Math.max(all.to + 1, span.from - 1) }
    return { from: all.from, to: span.to, form, opening: all, closing: span, body }
  }
  return null
}

/** Whether no line is between two blocks. */
const beside = (state: EditorState, above: SyntaxNode, below: SyntaxNode): boolean =>
  state.doc.lineAt(above.to).number + 1 === state.doc.lineAt(below.from).number
