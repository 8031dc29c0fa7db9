import {
  problemOf,
  type Desk,
  type ListChoices,
  type PostItem,
  type PostList,
  type PostQuery,
  type Problem,
  type Reading,
  type Sort,
  type StateCounts,
  type StateFilter,
} from '../../ipc'

/** Posts asked for at a time. */
export const PAGE = 100
/** Parts of the list that are held at the most. */
const HELD = 20
/** How long the typing of a search rests before whole texts are searched. */
const REST = 120

const NONE: StateCounts = { all: 0, drafts: 0, changed: 0, published: 0, scheduled: 0, for_approval: 0 }

/** What a list is narrowed to, beside where posts stand. */
export type Narrowed = { author: string | null; tag: string | null; year: string | null }
const EVERY: Narrowed = { author: null, tag: null, year: null }

/** The list of posts: only the parts that are looked at are held, so a hundred thousand posts cost nothing. */
export class Posts {
  search = $state('')
  filter = $state<StateFilter>('all')
  narrowed = $state.raw<Narrowed>(EVERY)
  sort = $state<Sort>('newest')
  total = $state(0)
  counts = $state.raw<StateCounts>(NONE)
  /** How far the site has been read, while it has not been. */
  reading = $state.raw<Reading | null>(null)
  /** What the list can be narrowed to, once it was asked for. */
  choices = $state.raw<ListChoices | null>(null)
  /** Whether the list has been read once. */
  ready = $state(false)
  /** Whether only titles have been searched so far; whole texts are under way. */
  quick = $state(false)
  problem = $state.raw<Problem | null>(null)

  #desk: Desk
  #pages = $state.raw(new Map<number, PostItem[]>())
  #asked = new Set<number>()
  #shown = { first: 0, last: 0 }
  #question = 0
  #rest: ReturnType<typeof setTimeout> | undefined

  constructor(desk: Desk) {
    this.#desk = desk
  }

  /** How many filters of the author, tag and year are on. */
  get filters(): number {
    return Object.values(this.narrowed).filter((value) => value !== null).length
  }

  /** The post at this place of the list, when it has been read. */
  at(index: number): PostItem | undefined {
    return this.#pages.get(Math.floor(index / PAGE))?.[index % PAGE]
  }

  /** The post of this path, when it is among those read. */
  find(path: string): PostItem | undefined {
    for (const page of this.#pages.values()) {
      const post = page.find((item) => item.path === path)
      if (post) return post
    }
    return undefined
  }

  /** Reads what is missing between two places. */
  async show(first: number, last: number): Promise<void> {
    this.#shown = { first: Math.floor(first / PAGE), last: Math.floor(Math.max(first, last) / PAGE) }
    const pages = []
    for (let page = this.#shown.first; page <= this.#shown.last; page++) {
      if (!this.#asked.has(page)) pages.push(this.#ask(page))
    }
    await Promise.all(pages)
  }

  /** Searches as it is typed: titles with every key, whole texts when the typing rests. */
  type(search: string): void {
    this.search = search
    clearTimeout(this.#rest)
    if (search.trim() === '') {
      void this.refresh()
      return
    }
    this.#restart()
    this.quick = true
    void this.#ask(0, true)
    this.#rest = setTimeout(() => void this.refresh(), REST)
  }

  choose(filter: StateFilter): void {
    this.filter = filter
    void this.refresh()
  }

  narrow(to: Partial<Narrowed>): void {
    this.narrowed = { ...this.narrowed, ...to }
    void this.refresh()
  }

  order(sort: Sort): void {
    this.sort = sort
    void this.refresh()
  }

  /** Takes back every filter; the search and the order stay. */
  showAll(): void {
    this.narrowed = EVERY
    this.choose('all')
  }

  /** Somebody is about to type: the first key then costs no more than the others. */
  async prepare(): Promise<void> {
    await this.#desk.posts({ ...this.#query(), quick: true, search: '', skip: 0, take: 0 }).catch(() => undefined)
  }

  /** Asks what the list can be narrowed to. */
  async choicesNow(): Promise<void> {
    try {
      this.choices = await this.#desk.listChoices()
    } catch (error) {
      this.problem = problemOf(error)
    }
  }

  /** Asks again; what is shown stays until the answer is there. */
  async refresh(): Promise<void> {
    clearTimeout(this.#rest)
    this.quick = false
    this.#restart()
    await this.#ask(0, true)
    const last = Math.max(0, Math.ceil(this.total / PAGE) - 1)
    const pages = []
    for (let page = Math.max(1, this.#shown.first); page <= Math.min(last, this.#shown.last); page++) {
      pages.push(this.#ask(page))
    }
    await Promise.all(pages)
  }

  /** Forgets everything, for another site. */
  clear(): void {
    clearTimeout(this.#rest)
    this.#restart()
    this.#pages = new Map()
    this.#shown = { first: 0, last: 0 }
    this.search = ''
    this.filter = 'all'
    this.narrowed = EVERY
    this.sort = 'newest'
    this.total = 0
    this.counts = NONE
    this.reading = null
    this.choices = null
    this.ready = false
    this.quick = false
    this.problem = null
  }

  #restart(): void {
    this.#question++
    this.#asked.clear()
  }

  #query(): PostQuery {
    const { quick, filter, sort, narrowed } = this
    return { search: this.search.trim(), quick, filter, sort, ...narrowed, skip: 0, take: PAGE }
  }

  async #ask(page: number, first = false): Promise<void> {
    this.#asked.add(page)
    const question = this.#question
    try {
      const list = await this.#desk.posts({ ...this.#query(), skip: page * PAGE })
      if (question !== this.#question) return
      // No title has the words: what is shown stays until the texts have been searched too.
      if (!this.quick || list.total > 0) this.#take(page, list, first)
    } catch (error) {
      if (question !== this.#question) return
      this.#asked.delete(page)
      const problem = problemOf(error)
      // Somebody searched for something newer elsewhere: this list is asked for again by itself.
      if (problem.code !== 'superseded') this.problem = problem
    }
    this.ready = true
  }

  #take(page: number, list: PostList, first: boolean): void {
    // The first page of a new answer replaces the old answer whole.
    const pages = first ? new Map<number, PostItem[]>() : new Map(this.#pages)
    pages.set(page, list.posts)
    for (const held of pages.keys()) {
      if (pages.size <= HELD) break
      if (held >= this.#shown.first && held <= this.#shown.last) continue
      pages.delete(held)
      this.#asked.delete(held)
    }
    this.#pages = pages
    this.total = list.total
    this.counts = list.counts
    this.reading = list.reading
    this.problem = null
  }
}
