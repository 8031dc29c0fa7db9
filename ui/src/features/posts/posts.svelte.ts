import { problemOf, type Desk, type PostItem, type Problem, type StateCounts, type StateFilter } from '../../ipc'

/** Posts asked for at a time. */
export const PAGE = 100
/** How long the typing of a search rests before it is asked. */
const REST = 120

const NONE: StateCounts = { all: 0, drafts: 0, changed: 0, published: 0 }

/** The list of posts: only the parts that have been looked at are held, so ten thousand posts cost nothing. */
export class Posts {
  search = $state('')
  filter = $state<StateFilter>('all')
  total = $state(0)
  counts = $state.raw<StateCounts>(NONE)
  /** Whether the list has been read once. */
  ready = $state(false)
  problem = $state.raw<Problem | null>(null)

  #desk: Desk
  #pages = $state.raw(new Map<number, PostItem[]>())
  #asked = new Set<number>()
  #question = 0
  #rest: ReturnType<typeof setTimeout> | undefined

  constructor(desk: Desk) {
    this.#desk = desk
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
    const pages = []
    for (let page = Math.floor(first / PAGE); page <= Math.floor(Math.max(first, last) / PAGE); page++) {
      if (!this.#asked.has(page)) pages.push(this.#ask(page))
    }
    await Promise.all(pages)
  }

  /** Searches as it is typed. */
  type(search: string): void {
    this.search = search
    clearTimeout(this.#rest)
    this.#rest = setTimeout(() => void this.refresh(), REST)
  }

  choose(filter: StateFilter): void {
    this.filter = filter
    void this.refresh()
  }

  /** Asks again; what is shown stays until the answer is there. */
  async refresh(): Promise<void> {
    clearTimeout(this.#rest)
    this.#question++
    const shown = [...this.#pages.keys()]
    this.#asked.clear()
    await this.#ask(0, true)
    const last = Math.max(0, Math.ceil(this.total / PAGE) - 1)
    await Promise.all(shown.filter((page) => page > 0 && page <= last).map((page) => this.#ask(page)))
  }

  /** Forgets everything, for another site. */
  clear(): void {
    clearTimeout(this.#rest)
    this.#question++
    this.#asked.clear()
    this.#pages = new Map()
    this.search = ''
    this.filter = 'all'
    this.total = 0
    this.counts = NONE
    this.ready = false
    this.problem = null
  }

  async #ask(page: number, first = false): Promise<void> {
    this.#asked.add(page)
    const question = this.#question
    try {
      const list = await this.#desk.posts({
        search: this.search.trim(),
        filter: this.filter,
        skip: page * PAGE,
        take: PAGE,
      })
      if (question !== this.#question) return
      // The first page of a new answer replaces the old answer whole.
      const pages = first ? new Map<number, PostItem[]>() : new Map(this.#pages)
      pages.set(page, list.posts)
      this.#pages = pages
      this.total = list.total
      this.counts = list.counts
      this.problem = null
    } catch (error) {
      if (question !== this.#question) return
      this.#asked.delete(page)
      this.problem = problemOf(error)
    }
    this.ready = true
  }
}
