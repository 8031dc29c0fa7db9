import { problemOf, type DeletedPost, type Desk, type GonePost, type OpenPost, type PostState } from '../../ipc'

/** A post that something is to be done with. */
export type Chosen = { path: string; title: string; state: PostState }

/** A question about a post that stands open. */
export type Question = 'address' | 'unpublish' | 'delete'

/** Something beside it that the menu offers, which is not about the post. */
export type MenuEntry = {
  name: string
  /** In CodeMirror's spelling. */
  keys: string | null
  run(): void
}

/** Where a menu opens, in CSS pixels of the window. */
export type Place = { left: number; top: number; bottom: number; right: number }

/** What the rest of the window has to do, and is told. */
export type ManageTold = {
  /** Hands over what was typed, before anything is done to a post. */
  ready(path: string): Promise<void>
  open(path: string): Promise<void>
  /** The post is not there any more. */
  gone(path: string): Promise<void>
  /** Something was done; with `undo` it can be taken back. */
  done(sentence: string, undo?: () => Promise<void>): void
  failed(problem: { message: string; hint: string | null }): void
}

/** What can be done with a post besides writing it: the menu and its dialogs. */
export class Manage {
  /** The post whose menu is open, and where. */
  menu = $state.raw<(Chosen & { at: Place; from: HTMLElement | null; more: readonly MenuEntry[] }) | null>(null)
  question = $state.raw<(Chosen & { about: Question }) | null>(null)
  /** What was deleted lately, while it is shown. */
  deleted = $state.raw<DeletedPost[] | null>(null)
  /** What the website had once, while that is shown; null until it is known. */
  gone = $state.raw<GonePost[] | null>(null)
  /** Something is being done. */
  busy = $state(false)

  readonly desk: Desk
  #told: ManageTold

  constructor(desk: Desk, told: ManageTold) {
    this.desk = desk
    this.#told = told
  }

  /** Opens the menu of a post beside the element that asked for it, with more at its end. */
  openMenu(post: Chosen, from: HTMLElement, more: readonly MenuEntry[] = []): void {
    const { left, top, bottom, right } = from.getBoundingClientRect()
    this.menu = { ...post, at: { left, top, bottom, right }, from, more }
  }

  /** Closes the menu; what opened it has the focus again. */
  closeMenu(): void {
    const from = this.menu?.from
    this.menu = null
    if (from?.isConnected) from.focus()
  }

  /** Asks about a post, once the menu has given the focus back. */
  ask(about: Question, post: Chosen): void {
    this.closeMenu()
    this.question = { path: post.path, title: post.title, state: post.state, about }
  }

  close(): void {
    this.question = null
    this.deleted = null
  }

  /** Hands over what was typed in a post, so that a plan is about all of it. */
  ready(path: string): Promise<void> {
    return this.#told.ready(path)
  }

  async duplicate(post: Chosen, sentence: string): Promise<void> {
    this.closeMenu()
    await this.#doing(async () => {
      await this.#told.ready(post.path)
      const copy = await this.desk.duplicatePost(post.path)
      await this.#told.open(copy.path)
      this.#told.done(sentence)
    })
  }

  /** Gives a post another address; says so by `sentence`, which is told how many posts followed and how many did not. */
  async changeAddress(path: string, name: string, sentence: (followed: number, left: number) => string): Promise<void> {
    await this.#doing(async () => {
      await this.#told.ready(path)
      const { linking } = await this.desk.changeAddress(path, name)
      this.close()
      const left = linking.filter((post) => !post.follows).length
      this.#told.done(sentence(linking.length - left, left))
    })
  }

  /** Takes a post off the website. How that ends is told as it happens; `sentence` says that it is on its way. */
  async unpublish(path: string, sentence: string): Promise<void> {
    await this.#doing(async () => {
      await this.#told.ready(path)
      const cannot = await this.desk.unpublish(path)
      this.close()
      if (cannot === null || cannot.outcome === 'already-published') this.#told.done(cannot?.message ?? sentence)
      else this.#told.failed(cannot)
    })
  }

  async remove(path: string, offWebsite: boolean): Promise<void> {
    await this.#doing(async () => {
      await this.#told.ready(path)
      const gone = await this.desk.deletePost(path, offWebsite)
      this.close()
      await this.#told.gone(gone.path)
      this.#told.done(gone.message, () => this.putBack(gone.id))
    })
  }

  /** Shows what was deleted lately. */
  async showDeleted(): Promise<void> {
    await this.#doing(async () => {
      this.deleted = await this.desk.deletedPosts()
    })
    this.gone = null
    try {
      // Looking through the past may take a while; what was deleted here is shown meanwhile.
      if (this.deleted) this.gone = await this.desk.gonePosts()
    } catch (error) {
      this.gone = []
      this.#told.failed(problemOf(error))
    }
  }

  /** Brings a post back that the website had once. */
  async bringBack(post: GonePost, sentence: string): Promise<void> {
    await this.#doing(async () => {
      const { post: back } = await this.desk.restoreVersion(post.path, post.version)
      this.close()
      await this.#told.open(back.path)
      this.#told.done(sentence)
    })
  }

  async putBack(id: number, sentence?: string): Promise<void> {
    await this.#doing(async () => {
      const post: OpenPost = await this.desk.putBack(id)
      this.close()
      await this.#told.open(post.path)
      if (sentence !== undefined) this.#told.done(sentence)
    })
  }

  async #doing(work: () => Promise<void>): Promise<void> {
    if (this.busy) return
    this.busy = true
    try {
      await work()
    } catch (error) {
      this.#told.failed(problemOf(error))
    } finally {
      this.busy = false
    }
  }
}
