// What the desk in memory makes of what is pasted: blocks by the page's own parser, pictures that come after a while.
import type {
  Attached,
  Brought,
  KeptBack,
  LinkedPost,
  LinkOffer,
  PartKind,
  PastedPart,
  PastedText,
  PostLink,
  PostQuery,
  ToPaste,
} from './desk'
import { fakeList } from './fake-list'
import type { FakePost } from './fake-posts'
import { FakeTexts } from './fake-texts'

const KINDS: Record<string, PartKind> = { UL: 'list', OL: 'list', BLOCKQUOTE: 'quote', PRE: 'code' }

/** The blocks of a simple page. */
export function fakePasted({ html, text, plain }: ToPaste): PastedText {
  const words = text.split(/\n{2,}/).map((line): PastedPart => ({ kind: 'paragraph', text: line, pictures: [] }))
  if (plain || html === '') return { parts: words, left_out: [] }
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  const parts = [...body.children].flatMap((block) => part(block))
  const left = body.querySelectorAll('img[src^="file:"]').length
  return {
    parts: parts.length > 0 ? parts : words,
    left_out: left > 0 ? [`${String(left)} pictures stayed behind: copy them one by one.`] : [],
  }
}

function part(block: Element): PastedPart[] {
  const img = block.tagName === 'IMG' ? block : block.querySelector('img')
  const address = img?.getAttribute('src') ?? ''
  const words = (block.textContent ?? '').trim()
  const picture: PastedPart[] = address.startsWith('http')
    ? [
        {
          kind: 'picture',
          text: '',
          pictures: [{ token: address, at: 0, before: `![${img?.getAttribute('alt') ?? ''}](`, after: ')', address }],
        },
      ]
    : []
  const level = /^H([1-6])$/.exec(block.tagName)?.[1]
  if (level !== undefined)
    return [{ kind: 'heading', text: `${'#'.repeat(Math.max(2, Number(level)))} ${words}`, pictures: [] }]
  const kind = KINDS[block.tagName] ?? 'paragraph'
  const items = [...block.children].map((item) => `- ${(item.textContent ?? '').trim()}`).join('\n')
  const text = kind === 'list' ? items : kind === 'quote' ? `> ${words}` : words
  return text === '' ? picture : [{ kind, text, pictures: [] }, ...picture]
}

const keptBack = ({ state, kept_back }: FakePost): KeptBack | null =>
  state === 'draft' ? 'unpublished' : (kept_back ?? null)

const WARNINGS: Record<KeptBack, string> = {
  unpublished: 'This post is not on the website yet: the link works once it is published.',
  scheduled: 'This post is not on the website yet: the link works once its time has come.',
  marked: 'This post is marked as a draft, so the website does not show it: readers who follow the link find no page.',
  dated: 'This post has a date in the future: the link works once that day has come and the website is built again.',
}

function warningOf(post: FakePost): string | null {
  const why = keptBack(post)
  return why && WARNINGS[why]
}

/** The desk in memory, as far as it pastes. */
export abstract class FakePasting extends FakeTexts {
  abstract attachPasted(path: string, name: string, base64: string): Promise<Attached>
  /** What is on the clipboard that the desk reads. */
  copied = { html: '', text: '' }

  async readPasted(paste: ToPaste): Promise<PastedText> {
    await this.call('readPasted', paste)
    return fakePasted(paste)
  }

  async bringPasted(path: string, token: string): Promise<Brought> {
    await this.call('bringPasted', path, token)
    await new Promise((resolve) => setTimeout(resolve, this.options.step))
    if (token.includes('missing')) return { attached: null, stayed: 'Its website does not answer.' }
    return { attached: await this.attachPasted(path, 'pasted.jpg', ''), stayed: null }
  }

  async linkOffers(query: PostQuery): Promise<LinkOffer[]> {
    await this.call('linkOffers', query)
    const { posts } = fakeList(this.posts_, query)
    return posts.map((post) => ({ post, kept_back: keptBack(this.post(post.path)) }))
  }

  async linkTo(path: string, other: string): Promise<PostLink> {
    await this.call('linkTo', path, other)
    const post = this.post(other)
    const name = /([^/]+?)(?:\/index)?\.md$/.exec(other)?.[1] ?? other
    return { address: `/blog/${name}/`, title: post.details.title ?? other, warning: warningOf(post) }
  }

  async linkedPost(path: string, link: string): Promise<LinkedPost | null> {
    await this.call('linkedPost', path, link)
    const name = /^(?:https:\/\/blog\.example\.org)?\/blog\/([^/#]+)\/?(?:#|$)/.exec(link)?.[1]
    const post = this.posts_.find((each) => each.path === `posts/${name ?? ''}.md`)
    if (!post) return null
    const address = `https://blog.example.org/blog/${name ?? ''}/`
    const { path: led, details } = post
    return { path: led, title: details.title ?? led, kept_back: keptBack(post), warning: warningOf(post), address }
  }

  async readClipboard() {
    await this.call('readClipboard')
    return this.copied
  }
}
