/** A line of the page and how far down its block begins in the preview, in pixels. */
export type Anchor = { line: number; top: number }

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

/** The line of the page whose block is at `top` in the preview. */
export function lineAt(top: number, anchors: readonly Anchor[]): number {
  let line = 1
  for (const anchor of anchors) {
    if (anchor.top > top) break
    if (anchor.line > 0) line = anchor.line
  }
  return line
}
