import type { Drawn } from './morph'
import { orderly, type Anchor } from './scroll'

/** An element of the post: the lines of the text, from 1, that it shows, and how far down it begins. */
export type Placed = Anchor & { last: number; element: Element }

/** The elements that say where they come from, in order. */
export function anchorsOf(drawn: readonly Drawn[]): Placed[] {
  const found = drawn.flatMap((block, at) => {
    const next = drawn[at + 1]
    const last = next ? Math.max(block.line, next.line - 1) : Number.MAX_SAFE_INTEGER
    return block.nodes.flatMap((node) => {
      if (node.nodeType !== Node.ELEMENT_NODE) return []
      const element = node as Element & ChildNode
      const inside = [...element.querySelectorAll('[data-line]')]
      return [element, ...inside].flatMap((each): Placed[] => {
        const line = block.line + Number(each.getAttribute('data-line') ?? 0)
        // Raw HTML of a post may say what it likes; its block's lines are known.
        if (!(line >= block.line && line <= last)) return []
        // A picture among words is a part of their element.
        if (each.localName === 'img' && each.parentElement?.hasAttribute('data-line')) return []
        return [{ line, last, top: each.getBoundingClientRect().top, element: each }]
      })
    })
  })
  const kept = orderly(found)
  return kept.map((each, at) => {
    const next = kept[at + 1]
    return next ? { ...each, last: Math.max(each.line, next.line - 1) } : each
  })
}

/** The element that shows a line of the text. */
export function elementAt(anchors: readonly Placed[], line: number): Placed | null {
  return anchors.findLast((anchor) => anchor.line <= line) ?? null
}
