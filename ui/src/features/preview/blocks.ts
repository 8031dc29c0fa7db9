import type { PreviewPart } from '../../ipc'

/** A top-level piece of the post: its first line in the text, from 1, and its HTML. */
export type Block = { line: number; html: string }

/** The blocks that an answer means, given those of the answer before. */
export function applied(before: readonly Block[], parts: readonly PreviewPart[]): Block[] {
  return parts.flatMap((part) => {
    if (part.kind === 'new') return [{ line: part.line, html: part.html }]
    const kept = before.slice(part.from, part.from + part.count)
    return part.moved === 0 ? kept : kept.map(({ line, html }) => ({ line: line + part.moved, html }))
  })
}
