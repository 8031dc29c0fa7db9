/** A line of the page and how far down its element begins in the preview, in pixels. */
export type Anchor = { line: number; top: number }

/**
 * The anchors in which lines and places go down together; others would make the preview jump. Of several on one line the
 * last, which is the innermost.
 */
export function orderly<A extends Anchor>(anchors: readonly A[]): A[] {
  const kept: A[] = []
  for (const anchor of anchors) {
    const last = kept.at(-1)
    if (last && (anchor.line < last.line || anchor.top < last.top)) continue
    if (last?.line === anchor.line) kept.pop()
    kept.push(anchor)
  }
  return kept
}

/** How far down the preview shows what stands at `line` of the page: between two anchors in proportion. */
export function topOf(line: number, anchors: readonly Anchor[], end: Anchor): number {
  let before: Anchor = { line: 1, top: 0 }
  for (const anchor of [...anchors, end]) {
    if (anchor.line > line) {
      const span = anchor.line - before.line
      return span <= 0 ? before.top : before.top + ((line - before.line) / span) * (anchor.top - before.top)
    }
    if (anchor.line >= before.line) before = anchor
  }
  return end.top
}

/** The line of the page that is shown at `top` in the preview, with its fraction: the other way of `topOf`. */
export function lineAt(top: number, anchors: readonly Anchor[], end: Anchor): number {
  let before: Anchor = { line: 1, top: 0 }
  for (const anchor of [...anchors, end]) {
    if (anchor.top > top) {
      const span = anchor.top - before.top
      return span <= 0 ? before.line : before.line + ((top - before.top) / span) * (anchor.line - before.line)
    }
    before = anchor
  }
  return before.line
}
