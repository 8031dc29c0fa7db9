import type { PreviewBlock } from '../../ipc'

/** A block as it stands in the frame. */
export type Drawn = { html: string; line: number; nodes: ChildNode[] }

/**
 * Makes `root` show `blocks`, given what is drawn in it. A block whose HTML did not change keeps its elements,
 * and a changed block keeps its pictures: nothing that is already there is loaded or laid out again.
 */
export function morph(root: HTMLElement, drawn: Drawn[], blocks: PreviewBlock[]): Drawn[] {
  const kept = match(drawn, blocks)
  const used = new Set(kept)
  const loose = drawn.filter((block) => !used.has(block))
  const pictures = loose.flatMap((block) => block.nodes.flatMap(picturesIn))
  for (const block of loose) for (const node of block.nodes) node.remove()
  let before: ChildNode | null = root.firstChild
  const next = blocks.map((block, at) => {
    const old = kept[at]
    const nodes = old ? old.nodes : make(root.ownerDocument, block.html, pictures)
    for (const node of nodes) {
      if (node === before) before = before.nextSibling
      else root.insertBefore(node, before)
    }
    return { html: block.html, line: block.line, nodes }
  })
  return next
}

/** For each new block the old one that it can keep: the same beginning, the same end, then by order between. */
function match(drawn: Drawn[], blocks: PreviewBlock[]): (Drawn | undefined)[] {
  const kept = new Array<Drawn | undefined>(blocks.length)
  let start = 0
  while (start < blocks.length && drawn[start]?.html === blocks[start]?.html && start < drawn.length) {
    kept[start] = drawn[start]
    start++
  }
  let end = 0
  while (
    end < Math.min(blocks.length, drawn.length) - start &&
    drawn[drawn.length - 1 - end]?.html === blocks[blocks.length - 1 - end]?.html
  ) {
    kept[blocks.length - 1 - end] = drawn[drawn.length - 1 - end]
    end++
  }
  let from = start
  for (let at = start; at < blocks.length - end; at++) {
    const html = blocks[at]?.html
    for (let old = from; old < drawn.length - end; old++) {
      if (drawn[old]?.html !== html) continue
      kept[at] = drawn[old]
      from = old + 1
      break
    }
  }
  return kept
}

function picturesIn(node: ChildNode): HTMLImageElement[] {
  if (!('querySelectorAll' in node)) return []
  const element = node as Element
  const inside = [...element.querySelectorAll('img')]
  return element.localName === 'img' ? [element as HTMLImageElement, ...inside] : inside
}

function make(doc: Document, html: string, pictures: HTMLImageElement[]): ChildNode[] {
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
