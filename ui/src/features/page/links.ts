import type { LinkHost, LinkTarget } from '../../editor'
import type { Desk, LinkedPost } from '../../ipc'
import { say } from '../../shared/words'
import { headingsOf } from './headings'
import { keptBackWords } from './kept-back'
import type { Page } from './page.svelte'

/** What the rest of the window does for links. */
export type LinkActs = {
  /** Puts another post on the page. */
  post(path: string): void
  /** Opens a web page or writes a mail, outside the window. */
  address(url: string): void
  /** Something to say that is neither good nor bad. */
  say(text: string): void
}

/** The links of the open post: what each leads to, and the way there. */
export class Links implements LinkHost {
  #desk: Pick<Desk, 'linkedPost'>
  #page: Pick<Page, 'path' | 'body' | 'editor'>
  #acts: LinkActs
  /** The post that was found last, and by what. */
  #found: { url: string; post: LinkedPost } | null = null

  constructor(desk: Pick<Desk, 'linkedPost'>, page: Pick<Page, 'path' | 'body' | 'editor'>, acts: LinkActs) {
    this.#desk = desk
    this.#page = page
    this.#acts = acts
  }

  async target(url: string): Promise<LinkTarget | null> {
    const heading = this.#heading(url)
    if (heading) return { title: heading.title, about: say('link.here'), away: false }
    const post = await this.#post(url)
    if (!post) return null
    const why = post.kept_back
    return { title: post.title, about: why ? keptBackWords(why) : '', away: why !== null }
  }

  copy(url: string): void {
    // Of a page of the site the whole address is what somebody else can use.
    const address = (this.#found?.url === url ? this.#found.post.address : null) ?? url.replace(/^mailto:/i, '')
    navigator.clipboard.writeText(address).then(
      () => this.#acts.say(say('link.card.copied')),
      () => this.#acts.say(say('link.card.not-copied')),
    )
  }

  noWords(): void {
    this.#acts.say(say('link.cells.none'))
  }

  /** Goes where a link leads: to a heading, to a post, or out of the window. */
  async follow(url: string): Promise<void> {
    const heading = this.#heading(url)
    if (heading) return this.#page.editor?.goToLine(heading.line)
    if (url.startsWith('#')) return this.#acts.say(say('link.no-heading'))
    const post = await this.#post(url)
    if (post) return this.#acts.post(post.path)
    if (/^(https?|mailto):/i.test(url)) return this.#acts.address(url)
    this.#acts.say(say(/^[a-z][a-z0-9+.-]*:/i.test(url) ? 'link.not-opened' : 'link.no-post'))
  }

  #heading(url: string): ReturnType<typeof headingsOf>[number] | undefined {
    if (!url.startsWith('#')) return undefined
    const wanted = decoded(url)
    return headingsOf(this.#page.body).find(({ anchor }) => anchor === wanted)
  }

  async #post(url: string): Promise<LinkedPost | null> {
    const { path } = this.#page
    if (path === null || /^(mailto|tel):/i.test(url)) return null
    // A desk that does not answer now leaves the address to speak for itself.
    const post = await this.#desk.linkedPost(path, url).catch(() => null)
    this.#found = post && { url, post }
    return post
  }
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url)
  } catch {
    return url
  }
}
