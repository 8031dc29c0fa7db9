import type { Drawn } from './morph'
import { orderly, type Anchor } from './scroll'

/** An element of the post: the lines of the text, from 1, that it shows, and how far down it begins. */
export type Placed = Anchor & { last: number; element: Element }

/** The elements near a place of the post, in order: before it, there, and after it. */
export type Near = {
  anchors: Placed[]
  /** Whether the post ends with them. */
  toEnd: boolean
}

/** The elements around a line of the text. A post may have thousands: only these are looked at. */
export function nearLine(drawn: readonly Drawn[], line: number): Near {
  return near(
    drawn,
    lastWhere(drawn, (block) => block.line <= line),
  )
}

/** The elements around a place that is so many pixels down. */
export function nearTop(drawn: readonly Drawn[], top: number): Near {
  return near(
    drawn,
    lastWhere(drawn, (_block, at) => topOf(drawn, at) <= top),
  )
}

/** The element that shows a line of the text. */
export function elementAt(anchors: readonly Placed[], line: number): Placed | null {
  return anchors.findLast((anchor) => anchor.line <= line) ?? null
}

/** The last block that passes, where those that pass come first; the first block if none does. */
function lastWhere(drawn: readonly Drawn[], passes: (block: Drawn, at: number) => boolean): number {
  let first = 0
  let last = drawn.length - 1
  while (first < last) {
    const middle = Math.ceil((first + last) / 2)
    const block = drawn[middle]
    if (block && passes(block, middle)) first = middle
    else last = middle - 1
  }
  return first
}

const elementsOf = (block: Drawn | undefined): (Element & ChildNode)[] =>
  (block?.nodes ?? []).filter((node): node is Element & ChildNode => node.nodeType === Node.ELEMENT_NODE)

/** How far down a block begins; one that shows nothing begins where the one before it does. */
function topOf(drawn: readonly Drawn[], at: number): number {
  for (let before = at; before >= 0; before--) {
    const [element] = elementsOf(drawn[before])
    if (element) return element.getBoundingClientRect().top
  }
  return 0
}

function near(drawn: readonly Drawn[], at: number): Near {
  const shows = (index: number) => elementsOf(drawn[index]).length > 0
  let from = at - 1
  while (from > 0 && !shows(from)) from--
  let to = at + 1
  while (to < drawn.length - 1 && !shows(to)) to++
  const found: Placed[] = []
  for (let index = Math.max(0, from); index <= Math.min(to, drawn.length - 1); index++) {
    found.push(...anchorsOf(drawn, index))
  }
  const kept = orderly(found)
  const anchors = kept.map((each, index) => {
    const next = kept[index + 1]
    return next ? { ...each, last: Math.max(each.line, next.line - 1) } : each
  })
  return { anchors, toEnd: to >= drawn.length - 1 }
}

/** The elements of a block that say where they come from. */
function anchorsOf(drawn: readonly Drawn[], at: number): Placed[] {
  const block = drawn[at]
  if (!block) return []
  const next = drawn[at + 1]
  const last = next ? Math.max(block.line, next.line - 1) : Number.MAX_SAFE_INTEGER
  return elementsOf(block).flatMap((element) => {
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
}
