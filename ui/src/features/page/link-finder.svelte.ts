import type { Desk, LinkOffer } from '../../ipc'
import { shortDate } from '../../shared/dates'
import type { TONES } from '../../shared/states'
import { headingsOf } from './headings'
import { standing } from './kept-back'
import { addressOf } from './link'

/** Something that a link can lead to. */
export type Found = {
  /** Its place in the list, for its element's id. */
  key: string
  title: string
  /** Its date and state, or that it is a part of this post. */
  about: string
  tone: (typeof TONES)[keyof typeof TONES]
  /** The other post; null for a heading of this one. */
  path: string | null
  /** The address of a heading. */
  anchor: string
}

/** So many are shown at once; typing finds the others. */
const MOST = 7

/** Finds what a link can lead to while somebody types: posts by their titles, and headings of the open one. */
export class LinkFinder {
  found = $state.raw<Found[]>([])
  /** The one that the arrows are at; -1 for none. */
  at = $state(-1)
  /** The last search. */
  searching: Promise<void> = Promise.resolve()

  #desk: Pick<Desk, 'linkOffers'>
  #own: string
  #body: string
  #here: string
  #turn = 0

  constructor(desk: Pick<Desk, 'linkOffers'>, own: string, body: string, here: string) {
    this.#desk = desk
    this.#own = own
    this.#body = body
    this.#here = here
  }

  /** Looks for what was typed; over when the list is there. */
  search(typed: string): Promise<void> {
    this.searching = this.#search(typed)
    return this.searching
  }

  async #search(typed: string): Promise<void> {
    const turn = ++this.#turn
    this.at = -1
    const words = typed.trim()
    if (words === '' || /^(https?:|mailto:|tel:|\{|\/|\.\.?\/)/i.test(words)) return this.close()
    const query = { ...ANY, search: words.replace(/^#/, ''), quick: true, take: MOST + 1 }
    // A list that cannot be had now offers nothing; the next key asks again.
    const list = words.startsWith('#') ? [] : await this.#desk.linkOffers(query).catch(() => [])
    if (turn !== this.#turn) return
    const posts = list.filter(({ post }) => post.path !== this.#own).map(asFound)
    this.found = [...posts, ...this.#headings(words)].slice(0, MOST)
    // What can only be meant as words is taken for the first that has them.
    if (this.found.length > 0 && addressOf(words) === null) this.at = 0
  }

  close(): void {
    this.#turn++
    this.found = []
    this.at = -1
  }

  /** Moves with the arrows. */
  step(way: 1 | -1): boolean {
    if (this.found.length === 0) return false
    this.at = this.at < 0 && way < 0 ? this.found.length - 1 : (this.at + way + this.found.length) % this.found.length
    return true
  }

  #headings(words: string): Found[] {
    const wanted = words.replace(/^#/, '').toLowerCase()
    const all = headingsOf(this.#body).filter(({ title }) => title.toLowerCase().includes(wanted))
    return all.map(({ title, anchor }): Found => {
      return { key: anchor, title, about: this.#here, tone: 'soft', path: null, anchor }
    })
  }
}

const ANY = { filter: 'all', author: null, tag: null, year: null, sort: 'newest', skip: 0 } as const

function asFound({ post, kept_back }: LinkOffer): Found {
  const day = post.date === null ? [] : [shortDate(post.date)]
  const { words, tone } = standing(post, kept_back)
  const about = [...day, words].join(' · ')
  return { key: post.path, title: post.title, about, tone, path: post.path, anchor: '' }
}
