/** A picture as the file writes it: in Markdown, as a tag of the site's generator, or in HTML; read into its parts. */
import { decode } from './entities'
import { findPicture, readAlt, readTitle, type PictureParts } from './find-picture'
import { readTag, valueOf, type Tag } from './tag'
import { HUGO_FIGURE, type FigureTag } from './ways'

/** What a picture says. */
export interface Said {
  link: string
  /** Null where nothing is said; empty where the file says that the picture needs no description. */
  alt: string | null
  caption: string | null
  /** The width as written, such as `50%`. */
  size: string | null
}

/** A picture read from the file; offsets in the text that it was read from. */
export type Source = Said &
  (
    | { form: 'markdown'; parts: PictureParts; braces: Tag | null }
    | { form: 'tag'; tag: Tag; names: FigureTag }
    | { form: 'html'; image: Tag; figure: Tag | null; words: { from: number; to: number; plain: boolean } | null }
  )

/** The picture that is all of `text`, or null. `own` is the site's own tag for pictures. */
export function readSource(text: string, own: FigureTag | null): Source | null {
  return fromMarkdown(text) ?? fromTag(text, own) ?? fromHtml(text)
}

function fromMarkdown(text: string): Source | null {
  const parts = text.includes('\n') ? null : findPicture(text)
  if (!parts) return null
  const braces = parts.braces ? readBraces(text, parts.braces.from) : null
  return {
    form: 'markdown',
    parts,
    braces,
    link: parts.link,
    alt: readAlt(text.slice(parts.alt.from, parts.alt.to)) || null,
    caption: parts.title ? readTitle(text.slice(parts.title.from, parts.title.to)) : null,
    size: (braces && valueOf(braces, 'width')?.text) ?? null,
  }
}

/** Braces are read as a tag whose name is their opening. */
function readBraces(text: string, at: number): Tag | null {
  const open = /\{:?\s*/y
  open.lastIndex = at
  open.test(text)
  const length = text.indexOf('}', at) - at
  // As HTML's values, whose quotes and bare words these have.
  const inner = readTag(`<b ${text.slice(open.lastIndex, at + length)}>`)
  if (!inner) return null
  const shift = open.lastIndex - 3
  const moved = ({ from, to }: { from: number; to: number }) => ({ from: from + shift, to: to + shift })
  return {
    ...inner,
    from: at,
    to: at + length + 1,
    end: inner.end < 3 ? open.lastIndex : inner.end + shift,
    values: inner.values.map((value) => ({ ...value, ...moved(value), inner: moved(value.inner) })),
    words: inner.words.map((word) => ({ ...word, ...moved(word) })),
  }
}

const LINKS = ['src', 'image_path', 'image', 'img', 'path', 'url', 'file', 'link']
const FIGURES = /(?:^|[\s/_-])(?:figure|image|img|picture|fig)(?:\.\w+)?$/

function fromTag(text: string, own: FigureTag | null): Source | null {
  const at = text.length - text.trimStart().length
  const tag = at <= 3 ? readTag(text, at) : null
  if (!tag || tag.syntax === 'html' || tag.closes || text.slice(tag.to).trim() !== '') return null
  const names = own?.name === tag.name && own.syntax === tag.syntax ? own : usual(tag)
  const link = valueOf(tag, names?.link ?? null)?.text
  if (!names || !link) return null
  const said = (name: string | null): string | null => valueOf(tag, name)?.text ?? null
  return {
    form: 'tag',
    tag,
    names,
    link,
    alt: said(names.alt),
    caption: said(names.caption),
    size: said(names.size),
  }
}

/** What a tag that the site did not tell of calls a picture's parts: only those that it names. */
function usual(tag: Tag): FigureTag | null {
  if (tag.syntax === 'hugo' && tag.name === 'figure') return HUGO_FIGURE
  const link = FIGURES.test(tag.name) ? LINKS.find((name) => valueOf(tag, name)) : undefined
  const named = (...names: string[]): string | null => names.find((name) => valueOf(tag, name)) ?? null
  if (!link) return null
  const { syntax, name } = tag
  return { syntax, name, link, alt: named('alt'), caption: named('caption'), size: named('width') }
}

/** Elements that may stand around a picture without saying anything. */
const AROUND = new Set(['figure', 'figcaption', 'p', 'div', 'a', 'center', 'picture', 'source', 'br'])

function fromHtml(text: string): Source | null {
  if (!/^ {0,3}<(?:figure|img|p|a|div|center|picture)[\s>]/i.test(text)) return null
  const tags: Tag[] = []
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const tag = readTag(text, at)
    if (!tag) return null
    tags.push(tag)
    at = tag.to
  }
  const images = tags.filter(({ name }) => name === 'img')
  const [image] = images
  const link = image && valueOf(image, 'src')?.text
  if (!image || images.length > 1 || !link) return null
  const open = tags.find(({ name, closes }) => name === 'figcaption' && !closes)
  const close = tags.find(({ name, closes }) => name === 'figcaption' && closes)
  const words = open && close ? { from: open.to, to: close.from } : null
  const inWords = ({ from, to }: Tag): boolean => words !== null && words.from <= from && to <= words.to
  const outer = tags.filter((tag) => !inWords(tag))
  if (outer.some(({ name }) => name !== 'img' && !AROUND.has(name))) return null
  // Words elsewhere than in the caption are words, and not a picture's.
  let at = 0
  for (const tag of outer) {
    const inside = words !== null && at === words.from
    if (!inside && text.slice(at, tag.from).trim() !== '') return null
    at = tag.to
  }
  if (text.slice(at).trim() !== '') return null
  const raw = words ? text.slice(words.from, words.to) : null
  return {
    form: 'html',
    image,
    figure: tags.find(({ name, closes }) => name === 'figure' && closes) ?? null,
    words: words && { ...words, plain: !text.slice(words.from, words.to).includes('<') },
    link,
    alt: valueOf(image, 'alt')?.text ?? null,
    caption:
      raw === null
        ? null
        : decode(raw.replace(/<[^>]*>/g, ''))
            .replace(/\s*\n\s*/g, ' ')
            .trim(),
    size: valueOf(image, 'width')?.text ?? null,
  }
}
