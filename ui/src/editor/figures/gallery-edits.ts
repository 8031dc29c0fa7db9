/** Changes to a gallery: its pictures added, taken out and put in another order. Only their lines change. */
import { writeLink } from './find-picture'
import { write } from './change'
import type { Edit } from './patch'
import { quoted, writeTag } from './tag'
import type { Item, Thing } from './things'
import type { Ways } from './ways'

type GalleryThing = Thing & { kind: 'gallery' }

/** A gallery of these pictures as the site shows one, in a paragraph of its own. */
export function writeGallery(links: readonly string[], ways: Ways): string {
  const { gallery } = ways
  const lines = links.map((link) => line(link, gallery?.inside ?? 'markdown', ways))
  if (!gallery) return lines.join('\n')
  const { name, syntax } = gallery
  switch (syntax) {
    case 'hugo':
      return [`{{< ${name} >}}`, ...lines, `{{< /${name} >}}`].join('\n')
    case 'tera':
      return [`{% ${name}() %}`, ...lines, '{% end %}'].join('\n')
    default:
      return [`{% ${name} %}`, ...lines, `{% end${name} %}`].join('\n')
  }
}

function line(link: string, inside: 'markdown' | 'html' | 'figure', ways: Ways): string {
  if (inside === 'html') return writeTag('html', 'img', [['src', link]])
  const said = { link, alt: null, caption: null, size: null }
  if (inside === 'figure' && ways.figure.tag) return write('tag', said, ways.figure)
  return `![](${writeLink(link)})`
}

/** Puts the pictures in another order; `order` names each by its place now. Gaps between lines stay where they are. */
export function reordered(gallery: GalleryThing, order: readonly number[]): Edit[] {
  const { text, items } = gallery
  const said = (item: Item | undefined): string => (item ? text.slice(item.from, item.to) : '')
  return items.flatMap((item, at) => {
    const insert = said(items[order[at] ?? at])
    return insert === said(item) ? [] : [{ from: item.from, to: item.to, insert }]
  })
}

/** The order in which the picture at `from` stands at `to`. */
export function orderMoving(count: number, from: number, to: number): number[] {
  const order = [...Array(count).keys()]
  const [moving] = order.splice(from, 1)
  if (moving !== undefined) order.splice(to, 0, moving)
  return order
}

/** Takes one picture out; null where it is the last, and the whole gallery should go. */
export function taking(gallery: GalleryThing, at: number): Edit[] | null {
  const { text, items } = gallery
  const item = items[at]
  if (!item || items.length === 1) return null
  // Its line goes with the break before it, or where it is the first of all, after it.
  const start = text.lastIndexOf('\n', item.from - 1)
  const end = text.indexOf('\n', item.to)
  if (start >= 0) return [{ from: start, to: end < 0 ? text.length : end, insert: '' }]
  return [{ from: 0, to: end < 0 ? text.length : end + 1, insert: '' }]
}

/** Adds pictures after the last, written as the others are. */
export function adding(gallery: GalleryThing, links: readonly string[], ways: Ways): Edit[] {
  const last = gallery.items.at(-1)
  if (!last) return []
  const form = last.source.form
  const indent = /[ \t]*$/.exec(gallery.text.slice(0, last.from))?.[0] ?? ''
  const added = links.map((link) => {
    if (last.source.form === 'tag') {
      const { names } = last.source
      return writeTag(names.syntax, names.name, [[names.link, link]])
    }
    if (form === 'html') return `<img src=${quoted('html', link)}>`
    return line(link, 'markdown', ways)
  })
  return [{ from: last.to, to: last.to, insert: added.map((each) => `\n${indent}${each}`).join('') }]
}
