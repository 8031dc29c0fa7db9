/** What a post shows from another website, as the file writes it: a tag of the generator, or a frame in HTML. */
import { readTag, valueOf, type Tag } from './tag'
// Made from the desk's own rows; see CONTRIBUTING.
import rows from './websites.json'

/** A thing from another website. */
export interface Embed {
  /** The website's name. */
  name: string
  /** Where it can be looked at. */
  url: string
}

interface Website {
  name: string
  tags: readonly string[]
  hosts: readonly string[]
  /** The page of what a tag names: the first whose places are all known. */
  pages: readonly string[]
  /** Paths of frames, each with its page. */
  frames: readonly (readonly string[])[]
}

const WEBSITES: readonly Website[] = rows

/** The names of what a tag shows, the most telling first. */
const NAMES = ['id', 'url', 'src', 'link', 'key', 'video', 'slug']

/** The thing that is all of `text`, or null. */
export function readEmbed(text: string): Embed | null {
  const at = text.length - text.trimStart().length
  const tag = readTag(text, at)
  if (!tag || tag.closes) return null
  if (tag.syntax === 'html') return fromFrame(text, tag)
  if (text.slice(tag.to).trim() !== '') return null
  const name = (/([\w-]+)(?:\.\w+)?$/.exec(tag.name)?.[1] ?? tag.name).toLowerCase().replace(/[-_]/g, '')
  // A file of one letter may be anything.
  if (name.length === 1 && /\s/.test(tag.name)) return null
  const names = [name, name.replace(/(?:player)+$/, ''), name.replace(/(?:video)+$/, '')]
  const website = WEBSITES.find(({ tags }) => tags.some((known) => names.includes(known)))
  const said = NAMES.map((key) => valueOf(tag, key)?.text).filter((word) => word !== undefined)
  const words = [...said, ...tag.words.map((word) => word.text)]
  const [first] = words
  if (!website || first === undefined) return null
  if (/^https?:\/\//.test(first)) return { name: website.name, url: first }
  const places = new Map(words.map((word, nth) => [String(nth + 1), word]))
  for (const value of tag.values) places.set(value.name, value.text)
  const url = website.pages.map((page) => filled(page, places)).find((page) => page !== null)
  return url ? { name: website.name, url } : null
}

/** `page` with its places filled; null where one is not known. */
function filled(page: string, places: ReadonlyMap<string, string>): string | null {
  const names = [...page.matchAll(PLACE)].map(([, name = '']) => name)
  if (names.some((name) => !places.get(name))) return null
  return page.replace(PLACE, (_, name: string) => places.get(name) ?? '')
}

const PLACE = /\{(\w+)\}/g

/** A frame, alone or in an element that only shapes it. */
function fromFrame(text: string, first: Tag): Embed | null {
  const whole = /^\s*(?:<(div|p|figure)\b[^>]*>\s*)?(<iframe\b[^>]*>)\s*<\/iframe>\s*(?:<\/(div|p|figure)>)?\s*$/i.exec(
    text,
  )
  if (!whole || (whole[1] ?? '').toLowerCase() !== (whole[3] ?? '').toLowerCase()) return null
  const frame = first.name === 'iframe' ? first : readTag(text, text.indexOf(whole[2] ?? ''))
  const source = frame && valueOf(frame, 'src')?.text.replace(/^\/\//, 'https://')
  if (!source || !URL.canParse(source)) return null
  const url = new URL(source)
  const host = url.hostname.toLowerCase()
  if (!/^https?:$/.test(url.protocol)) return null
  const website = WEBSITES.find(({ hosts }) => hosts.some((all) => host === all || host.endsWith(`.${all}`)))
  if (website) return { name: website.name, url: pageOf(website, url) ?? url.href }
  for (const anywhere of WEBSITES.filter(({ hosts }) => hosts.length === 0)) {
    const page = pageOf(anywhere, url)
    if (page !== null) return { name: anywhere.name, url: page }
  }
  return null
}

/** The page that a frame's address stands for. */
function pageOf(website: Website, url: URL): string | null {
  for (const [frame = '', page = ''] of website.frames) {
    const said = frame.startsWith('?') ? argument(frame, url) : alongPath(frame, url)
    const shown = said && filled(page, new Map([...said, ['host', url.hostname]]))
    if (shown) return shown
  }
  return null
}

/** What `?name={place}` says of an address. */
function argument(frame: string, url: URL): [string, string][] | null {
  const [, name = '', place = ''] = /^\?(\w+)=\{(\w+)\}$/.exec(frame) ?? []
  const value = url.searchParams.get(name)
  return value !== null && /^https?:\/\//.test(value) ? [[place, value]] : null
}

/** What a path such as `embed/{1}` says of an address. */
function alongPath(frame: string, url: URL): [string, string][] | null {
  const parts = url.pathname.split('/').filter((part) => part !== '')
  const wanted = frame.split('/')
  if (parts.length !== wanted.length) return null
  const said: [string, string][] = []
  for (const [at, part] of wanted.entries()) {
    const [before = '', place] = part.split(/[{}]/)
    const there = parts[at] ?? ''
    if (place === undefined ? there !== part : !there.startsWith(before) || there === before) return null
    if (place !== undefined) said.push([place, there.slice(before.length)])
  }
  return said
}
