/** Changes one thing that a picture says: in place where its form can, else the picture takes the site's own form. */
import { encode } from './entities'
import { writeAlt, writeLink, writeTitle } from './find-picture'
import { applied, type Edit } from './patch'
import type { Said, Source } from './source'
import { quoted, setValue, valueOf, writeTag } from './tag'
import type { FigureWays } from './ways'

/** What a picture is to say: only what is named changes. */
export type Wish = Partial<Said>

/** A picture of words that a post of this site can hold. */
export type Form = 'markdown' | 'tag' | 'html'

/** Whether HTML shows a picture of this link. */
const htmlShows = (ways: FigureWays, link: string): boolean =>
  ways.html === 'always' || (ways.html === 'absolute' && /^(?:\/|https?:)/.test(link))

/** Whether the site can say this of the picture. */
export function canSay(what: 'caption' | 'size' | 'decorative', source: Source, ways: FigureWays): boolean {
  if (source.form === 'html') return what !== 'caption' || source.words?.plain !== false
  const name = what === 'decorative' ? 'alt' : what
  if (source.form === 'tag') return source.names[name] !== null
  if (what === 'caption' || (what === 'size' && (ways.braces || source.braces !== null))) return true
  return (ways.tag?.[name] ?? null) !== null || htmlShows(ways, source.link)
}

/** The edits of `text`, the picture's own, that make it say what is wished; none where it does. */
export function change(text: string, source: Source, wish: Wish, ways: FigureWays): Edit[] {
  return edits(text, source, wish, ways).filter(({ from, to, insert }) => text.slice(from, to) !== insert)
}

function edits(text: string, source: Source, wish: Wish, ways: FigureWays): Edit[] {
  const said: Said = { link: source.link, alt: source.alt, caption: source.caption, size: source.size, ...wish }
  if (isPlain(said) && isOurs(text, source, ways)) return whole(text, write('markdown', said, ways))
  switch (source.form) {
    case 'tag':
      return tagged(source, wish)
    case 'html':
      return inHtml(text, source, wish)
    case 'markdown': {
      const form = formFor(source, wish, ways)
      return form === 'markdown' ? marked(source, wish) : whole(text, write(form, said, ways))
    }
  }
}

/** The form that can hold a wish that Markdown's own cannot. */
function formFor(source: Source & { form: 'markdown' }, wish: Wish, ways: FigureWays): Form {
  const asked: ('alt' | 'caption' | 'size')[] = []
  if (wish.alt === '') asked.push('alt')
  if (wish.caption && source.caption === null) asked.push('caption')
  if (wish.size && !ways.braces && source.braces === null) asked.push('size')
  if (asked.length === 0) return 'markdown'
  if (ways.tag && asked.every((name) => ways.tag?.[name])) return 'tag'
  return htmlShows(ways, source.link) ? 'html' : 'markdown'
}

/** Whether nothing is said that Markdown's own form has no place for. */
const isPlain = (said: Said): boolean => said.alt !== '' && !said.caption && !said.size

/** Whether a picture is written just as Byline would write it, so that it may go back to the plain form. */
function isOurs(text: string, source: Source, ways: FigureWays): boolean {
  if (source.form === 'markdown' || (source.form === 'tag' && !ways.tag)) return false
  return !isPlain(source) && text.trim() === write(source.form, source, ways)
}

/** A picture in one of the forms. */
export function write(form: Form, said: Said, ways: FigureWays): string {
  const { link, alt, caption, size } = said
  if (form === 'tag' && ways.tag) {
    const { tag } = ways
    return writeTag(tag.syntax, tag.name, [
      [tag.link, link],
      [tag.alt, alt],
      [tag.caption, caption === '' ? null : caption],
      [tag.size, size],
    ])
  }
  if (form === 'html') {
    const image = writeTag('html', 'img', [
      ['src', link],
      ['alt', alt],
      ['width', size],
    ])
    if (!caption) return image
    return `<figure>\n  ${image}\n  <figcaption>${words(caption)}</figcaption>\n</figure>`
  }
  const title = caption ? ` ${writeTitle(caption)}` : ''
  const braces = size && ways.braces ? `{: width=${quoted('html', size)}}` : ''
  return `![${writeAlt(alt ?? '')}](${writeLink(link)}${title})${braces}`
}

const words = (caption: string): string => encode(caption.replace(/\s*\n\s*/g, ' '))

const whole = (text: string, insert: string): Edit[] => {
  const from = text.length - text.trimStart().length
  return [{ from, to: text.trimEnd().length, insert }]
}

function marked({ parts, braces }: Source & { form: 'markdown' }, wish: Wish): Edit[] {
  const edits: Edit[] = []
  if (wish.link !== undefined) edits.push({ ...parts.target, insert: writeLink(wish.link) })
  if (wish.alt !== undefined) edits.push({ ...parts.alt, insert: writeAlt(wish.alt ?? '') })
  if (wish.caption !== undefined) {
    const { title, target } = parts
    if (wish.caption && title) edits.push({ ...title, insert: writeTitle(wish.caption) })
    else if (wish.caption) edits.push({ from: target.to, to: target.to, insert: ` ${writeTitle(wish.caption)}` })
    else if (title) edits.push({ from: target.to, to: title.to, insert: '' })
  }
  if (wish.size !== undefined) {
    if (!braces && wish.size) {
      edits.push({ from: parts.end, to: parts.end, insert: `{: width=${quoted('html', wish.size)}}` })
    } else if (braces) {
      const only = wish.size === null && braces.values.length + braces.words.length === 1
      const edit = only && valueOf(braces, 'width') ? { from: braces.from, to: braces.to, insert: '' } : null
      const set = edit ?? setValue(braces, 'width', wish.size)
      if (set) edits.push(set)
    }
  }
  return edits
}

function tagged({ tag, names }: Source & { form: 'tag' }, wish: Wish): Edit[] {
  const set = (name: string | null, text: string | null | undefined): Edit[] => {
    const edit = name === null || text === undefined ? null : setValue(tag, name, text)
    return edit ? [edit] : []
  }
  return [
    ...set(names.link, wish.link),
    ...set(names.alt, wish.alt),
    ...set(names.caption, wish.caption === '' ? null : wish.caption),
    ...set(names.size, wish.size),
  ]
}

function inHtml(text: string, source: Source & { form: 'html' }, wish: Wish): Edit[] {
  const { image, figure } = source
  const set = (name: string, value: string | null | undefined): Edit[] => {
    const edit = value === undefined ? null : setValue(image, name, value)
    return edit ? [edit] : []
  }
  const edits = [...set('src', wish.link), ...set('alt', wish.alt), ...set('width', wish.size)]
  if (wish.caption === undefined || source.words?.plain === false) return edits
  const caption = wish.caption ? words(wish.caption.trim()) : null
  if (source.words && caption !== null) return [...edits, { ...trimmed(text, source.words), insert: caption }]
  if (source.words) return [...edits, { ...element(text, source.words), insert: '' }]
  if (caption === null) return edits
  const line = `<figcaption>${caption}</figcaption>`
  if (figure) {
    const start = text.lastIndexOf('\n', figure.from - 1) + 1
    const alone = start > 0 && text.slice(start, figure.from).trim() === ''
    const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', image.from) + 1))?.[0] ?? ''
    if (alone) return [...edits, { from: start, to: start, insert: `${indent}${line}\n` }]
    return [...edits, { from: figure.from, to: figure.from, insert: line }]
  }
  const inner = applied(text, edits).trim()
  return whole(text, `<figure>\n  ${inner.replaceAll('\n', '\n  ')}\n  ${line}\n</figure>`)
}

/** The words themselves, without the blanks around them. */
function trimmed(text: string, { from, to }: { from: number; to: number }): { from: number; to: number } {
  const inside = text.slice(from, to)
  if (inside.trim() === '') return { from, to }
  return { from: from + inside.length - inside.trimStart().length, to: to - inside.length + inside.trimEnd().length }
}

/** The whole caption, with its line where it stands alone on it. */
function element(text: string, inside: { from: number; to: number }): { from: number; to: number } {
  let from = text.lastIndexOf('<', inside.from - 1)
  let to = text.indexOf('>', inside.to) + 1
  const start = text.lastIndexOf('\n', from - 1)
  const end = text.indexOf('\n', to)
  if (start >= 0 && text.slice(start, from).trim() === '' && end >= 0 && text.slice(to, end).trim() === '') {
    from = start
    to = end
  }
  return { from, to }
}
