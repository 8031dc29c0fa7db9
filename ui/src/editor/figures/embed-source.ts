/** What a post shows from another website, as the file writes it: a tag of the generator, or a frame in HTML. */
import { readTag, valueOf, type Tag } from './tag'

/** A thing from another website. */
export interface Embed {
  /** The website's name. */
  name: string
  /** Where it can be looked at. */
  url: string
}

interface Provider {
  name: string
  /** What generators call its tag. */
  tags: readonly string[]
  /** The host of its frames. */
  host: RegExp
  /** The page of what a tag names. */
  page(words: readonly string[], tag: Tag): string
}

const named = (tag: Tag, ...names: string[]): string =>
  names.map((name) => valueOf(tag, name)?.text).find((text) => text !== undefined) ?? ''

const PROVIDERS: readonly Provider[] = [
  {
    name: 'YouTube',
    tags: ['youtube', 'youtubelite'],
    host: /(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be)$/,
    page: ([id = '']) => `https://www.youtube.com/watch?v=${id}`,
  },
  { name: 'Vimeo', tags: ['vimeo'], host: /(?:^|\.)vimeo\.com$/, page: ([id = '']) => `https://vimeo.com/${id}` },
  {
    name: 'X',
    tags: ['x', 'tweet', 'twitter', 'x_simple', 'twitter_simple'],
    host: /(?:^|\.)(?:x|twitter)\.com$/,
    page: ([id = ''], tag) => {
      const user = named(tag, 'user')
      return `https://x.com/${user === '' ? 'i' : user}/status/${id}`
    },
  },
  {
    name: 'Instagram',
    tags: ['instagram', 'instagram_simple'],
    host: /(?:^|\.)instagram\.com$/,
    page: ([id = '']) => `https://www.instagram.com/p/${id}/`,
  },
  {
    name: 'GitHub Gist',
    tags: ['gist'],
    host: /^gist\.github\.com$/,
    page: ([first = '', second]) => `https://gist.github.com/${second === undefined ? first : `${first}/${second}`}`,
  },
  {
    name: 'Spotify',
    tags: ['spotify'],
    host: /(?:^|\.)spotify\.com$/,
    page: ([id = '']) => `https://open.spotify.com/${id}`,
  },
  {
    name: 'SoundCloud',
    tags: ['soundcloud'],
    host: /(?:^|\.)soundcloud\.com$/,
    page: ([id = '']) => `https://soundcloud.com/${id}`,
  },
  {
    name: 'CodePen',
    tags: ['codepen'],
    host: /(?:^|\.)codepen\.io$/,
    page: ([first = '', second]) => `https://codepen.io/${second === undefined ? first : `${first}/pen/${second}`}`,
  },
  { name: 'Mastodon', tags: ['mastodon', 'toot'], host: /(?!)/, page: ([first = '']) => first },
]

/** The thing that is all of `text`, or null. */
export function readEmbed(text: string): Embed | null {
  const at = text.length - text.trimStart().length
  const tag = readTag(text, at)
  if (!tag || tag.closes) return null
  if (tag.syntax === 'html') return fromFrame(text, tag)
  if (text.slice(tag.to).trim() !== '') return null
  const name = (/([\w-]+)(?:\.\w+)?$/.exec(tag.name)?.[1] ?? tag.name).toLowerCase()
  const provider = PROVIDERS.find(({ tags }) => tags.includes(name))
  if (!provider) return null
  const said = ['id', 'url', 'src', 'link', 'key', 'video', 'slug'].map((key) => valueOf(tag, key)?.text)
  const words = [...said.filter((word) => word !== undefined), ...tag.words.map((word) => word.text)]
  const [first] = words
  if (first === undefined) return null
  return { name: provider.name, url: /^https?:\/\//.test(first) ? first : provider.page(words, tag) }
}

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
  const provider = PROVIDERS.find((each) => each.host.test(host))
  if (!provider) return null
  return { name: provider.name, url: pageOf(provider, url) }
}

/** The page that a frame's address stands for. */
function pageOf(provider: Provider, url: URL): string {
  const parts = url.pathname.split('/').filter((part) => part !== '')
  const [kind, id = ''] = parts
  if (provider.name === 'YouTube' && kind === 'embed') return `https://www.youtube.com/watch?v=${id}`
  if (provider.name === 'Vimeo' && kind === 'video') return `https://vimeo.com/${id}`
  if (provider.name === 'Spotify' && kind === 'embed') return `https://open.spotify.com/${parts.slice(1).join('/')}`
  if (provider.name === 'SoundCloud') return url.searchParams.get('url') ?? url.href
  return url.href
}
