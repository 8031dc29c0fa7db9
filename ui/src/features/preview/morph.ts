import type { Block } from './blocks'
import { patched } from './patch'

/** A block as it stands in the frame. */
export type Drawn = Block & { nodes: ChildNode[] }

/**
 * Makes what stands before `end` in its parent show `blocks`, given what is drawn there. A block whose HTML did not change
 * keeps its elements; of one that did, only what differs is replaced, and pictures stay: nothing that is already there is
 * loaded or laid out again.
 */
export function morph(end: ChildNode, drawn: readonly Drawn[], blocks: readonly Block[]): Drawn[] {
  const parent = end.parentNode
  if (!parent) return []
  // What a key changes is between two long stretches that nobody needs to look at.
  const [first, last] = alike(drawn, blocks)
  const before = drawn.slice(first, drawn.length - last)
  const after = blocks.slice(first, blocks.length - last)
  const head = drawn.slice(0, first).map((old, at) => moved(old, blocks[at]))
  const tail = drawn.slice(drawn.length - last).map((old, at) => moved(old, blocks[blocks.length - last + at]))
  const middle = remade(parent.ownerDocument ?? document, before, after)
  const stop = tail.find((block) => block.nodes.length > 0)?.nodes[0] ?? end
  place(
    middle.flatMap((block) => block.nodes),
    stop,
    parent,
  )
  return [...head, ...middle, ...tail]
}

/** How many blocks are the same from the beginning, and from the end. */
function alike(drawn: readonly Drawn[], blocks: readonly Block[]): [first: number, last: number] {
  const shorter = Math.min(drawn.length, blocks.length)
  let first = 0
  while (first < shorter && drawn[first]?.html === blocks[first]?.html) first++
  let last = 0
  while (last < shorter - first && drawn[drawn.length - 1 - last]?.html === blocks[blocks.length - 1 - last]?.html)
    last++
  return [first, last]
}

/** A block that stays as it is, at the line where it is now. */
const moved = (old: Drawn, block: Block | undefined): Drawn =>
  block && block.line !== old.line ? { ...block, nodes: old.nodes } : old

/** The blocks made of what stood there, and what is left of that taken out. */
function remade(doc: Document, drawn: readonly Drawn[], blocks: readonly Block[]): Drawn[] {
  const kept = match(drawn, blocks)
  const used = new Set(kept)
  const loose = new Set(drawn.filter((block) => !used.has(block)))
  const partners = pair(drawn, kept, loose)
  for (const partner of partners) if (partner) loose.delete(partner)
  const pictures = [...loose].flatMap((block) => block.nodes.flatMap(picturesIn))
  for (const block of loose) for (const node of block.nodes) node.remove()
  return blocks.map((block, at): Drawn => {
    const old = kept[at]
    const partner = partners[at]
    if (old) return moved(old, block)
    const fresh = made(doc, block.html, pictures)
    return { ...block, nodes: partner ? patched(partner.nodes, fresh) : fresh }
  })
}

/** Puts the nodes before `end`, in order; those that stand there already are not touched. */
function place(nodes: readonly ChildNode[], end: ChildNode, parent: ParentNode & Node): void {
  let after = end
  for (const node of nodes.toReversed()) {
    if (node.nextSibling !== after || node.parentNode !== parent) parent.insertBefore(node, after)
    after = node
  }
}

/** For each new block the old one with the same HTML that it can keep, in order. */
function match(drawn: readonly Drawn[], blocks: readonly Block[]): (Drawn | undefined)[] {
  const kept = new Array<Drawn | undefined>(blocks.length)
  const places = new Map<string, number[]>()
  for (let old = drawn.length - 1; old >= 0; old--) {
    const html = drawn[old]?.html ?? ''
    const known = places.get(html)
    if (known) known.push(old)
    else places.set(html, [old])
  }
  let from = 0
  blocks.forEach((block, at) => {
    const known = places.get(block.html)
    while (known && (known.at(-1) ?? from) < from) known.pop()
    const old = known?.pop()
    if (old === undefined) return
    kept[at] = drawn[old]
    from = old + 1
  })
  return kept
}

/** For each new block that keeps no old one, the loose one between the same neighbours that it is a new form of. */
function pair(drawn: readonly Drawn[], kept: readonly (Drawn | undefined)[], loose: ReadonlySet<Drawn>) {
  const partners = new Array<Drawn | undefined>(kept.length)
  const places = new Map(drawn.map((block, at) => [block, at]))
  let old = 0
  for (let at = 0; at < kept.length; at++) {
    const same = kept[at]
    if (same) {
      old = (places.get(same) ?? old) + 1
      continue
    }
    const next = drawn[old]
    if (!next || !loose.has(next)) continue
    partners[at] = next
    old++
  }
  return partners
}

function picturesIn(node: ChildNode): HTMLImageElement[] {
  if (!('querySelectorAll' in node)) return []
  const element = node as Element
  const inside = [...element.querySelectorAll('img')]
  return element.localName === 'img' ? [element as HTMLImageElement, ...inside] : inside
}

function made(doc: Document, html: string, pictures: HTMLImageElement[]): ChildNode[] {
  const template = doc.createElement('template')
  template.innerHTML = html
  const { content } = template
  // A link that keeps its address could take the frame away from the post; the address is read on a click.
  for (const link of content.querySelectorAll('a[href]')) {
    link.setAttribute('data-link', link.getAttribute('href') ?? '')
    link.removeAttribute('href')
  }
  for (const fresh of content.querySelectorAll('img')) {
    const at = pictures.findIndex((old) => old.getAttribute('src') === fresh.getAttribute('src'))
    const [old] = at < 0 ? [] : pictures.splice(at, 1)
    if (!old) continue
    for (const { name } of [...old.attributes])
      if (name !== 'src' && !fresh.hasAttribute(name)) old.removeAttribute(name)
    for (const { name, value } of [...fresh.attributes]) if (name !== 'src') old.setAttribute(name, value)
    fresh.replaceWith(old)
  }
  return [...content.childNodes]
}
