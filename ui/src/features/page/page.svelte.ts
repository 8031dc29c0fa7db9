import type { EditorState, LinkText, Remembered } from '../../editor'
import {
  problemOf,
  type Attached,
  type Desk,
  type DeskEvent,
  type DetailsChange,
  type OpenPost,
  type PostState,
  type Problem,
} from '../../ipc'
import { DetailsForm } from './details.svelte'
import type { PageEditor } from './mount'
import { Proof } from './proof.svelte'
import { Writing } from './writing.svelte'

/** What the page tells the rest of the window. */
export type PageTold = {
  /** The text or the details are others now. */
  changed(path: string, body: string): void
  /** The file has the newest words. */
  saved(path: string): void
  failed(problem: Problem): void
  /** What was done, in a sentence, and how to undo it. */
  done(sentence: string, undo: () => void): void
}

/** Of how many posts the steps for undo are kept. */
const LEFT = 20

/** The open post: its words on their way to the desk, and what comes back. */
export class Page {
  post = $state.raw<OpenPost | null>(null)
  writing = $state.raw<Writing | null>(null)
  words = $state(0)
  state = $state<PostState>('draft')
  /** The post that is being opened. */
  opening = $state<string | null>(null)
  problem = $state.raw<Problem | null>(null)
  /** That somebody else wrote another version of this post, until the person chooses. */
  twoVersions = $state.raw<OpenPost['two_versions']>(null)
  recovered = $state(false)
  /** Pictures being made ready. */
  attaching = $state(0)
  /** The text after each repair that can be taken back, the newest last. */
  repaired = $state.raw<string[]>([])
  editorState = $state.raw<EditorState | null>(null)
  /** The line that the caret is in, from 0; null while nobody writes in the text. */
  caretLine = $state<number | null>(null)
  /** The link that the person is setting. */
  link = $state.raw<{ current: LinkText | null } | null>(null)
  /** That the person is asked for the address of something on another website. */
  embedding = $state(false)
  /** Whether the person is choosing how large a new table is. */
  sizing = $state(false)
  readonly details: DetailsForm
  readonly proof: Proof

  #desk: Desk
  #told: PageTold
  #editor: PageEditor | null = null
  /** Counts what the person typed, to know whether an answer is about this text. */
  #typed = 0
  #details: Promise<unknown> = Promise.resolve()
  readonly #left = new Map<string, Remembered>()

  constructor(desk: Desk, told: PageTold) {
    this.#desk = desk
    this.#told = told
    this.details = new DetailsForm((change) => this.#setDetails(change))
    this.proof = new Proof(desk, () => this.path, told)
  }

  get path(): string | null {
    return this.post?.path ?? null
  }

  get body(): string {
    return this.#editor?.body() ?? this.post?.body ?? ''
  }

  get readOnly(): boolean {
    return this.post !== null && this.post.read_only !== null
  }

  /** What stands at "Saving". */
  get status(): 'saved' | 'saving' | 'failed' {
    const status = this.writing?.status ?? 'saved'
    const { changed, wrongDate } = this.details
    return status === 'saved' && changed.size > (wrongDate ? 1 : 0) ? 'saving' : status
  }

  /** The editor of the open post came to life. */
  attachTo(editor: PageEditor): void {
    this.#editor = editor
    this.proof.attach(editor)
  }

  detach(editor: PageEditor): void {
    if (this.#editor !== editor) return
    this.#editor = null
    this.proof.detach()
  }

  /** Keeps what undo knows of a post that is left; the posts of a long while ago are forgotten. */
  leave(path: string, editor: PageEditor): void {
    this.#left.delete(path)
    this.#left.set(path, editor.remembered())
    for (const old of this.#left.keys()) if (this.#left.size > LEFT) this.#left.delete(old)
  }

  /** What was kept when this post was left. */
  left(path: string): Remembered | undefined {
    return this.#left.get(path)
  }

  get editor(): PageEditor | null {
    return this.#editor
  }

  /** Puts a post on the page; what was typed in the one before is handed over first. */
  async open(path: string): Promise<void> {
    if (path === this.path && !this.problem) return
    await this.#show(path, () => this.#desk.openPost(path))
  }

  /** Puts a new post on the page. */
  async create(title: string): Promise<boolean> {
    return this.#show(title, () => this.#desk.newPost(title))
  }

  /** Clears the page, for another site. */
  async close(): Promise<void> {
    await this.flush().catch(() => undefined)
    this.post = null
    this.writing = null
    this.problem = null
    this.opening = null
    this.#left.clear()
  }

  async #show(what: string, ask: () => Promise<OpenPost>): Promise<boolean> {
    this.opening = what
    // Words that the desk does not take stay with their `Writing`, which goes on offering them.
    await this.flush().catch(() => undefined)
    try {
      const post = await ask()
      if (this.opening !== what) return false
      this.problem = null
      this.#put(post)
      return true
    } catch (error) {
      if (this.opening !== what) return false
      this.problem = problemOf(error)
      return false
    } finally {
      if (this.opening === what) this.opening = null
    }
  }

  #put(post: OpenPost): void {
    const writing: Writing = new Writing(this.#desk, post, (written, body) => {
      if (this.writing !== writing) return
      this.words = written.words
      this.details.show(written.details)
      if (this.#editor?.body() === body) this.#editor.setSpokenFor(written.spoken_for)
    })
    this.post = post
    this.writing = writing
    this.words = post.words
    this.state = post.state
    this.twoVersions = post.two_versions
    this.recovered = post.recovered
    this.editorState = null
    this.repaired = []
    this.details.reset(post.details)
    this.#told.changed(post.path, post.body)
  }

  /** The person changed the text. */
  typed(body: string): void {
    if (!this.post || !this.writing) return
    this.#typed++
    if (this.state === 'published' || this.state === 'live') this.state = 'changed'
    this.writing.change(body)
    this.#told.changed(this.post.path, body)
  }

  /** Hands over everything typed; throws when the desk does not take it. */
  async flush(): Promise<void> {
    this.details.commit(true)
    await this.#details
    await this.writing?.flush()
  }

  /** Takes a newer form of the open post, unless the person has typed since `typed`. */
  adopt(post: OpenPost, typed = this.#typed, undoable = true): void {
    if (post.path !== this.path) return
    this.writing?.known(post.revision, post.saved)
    this.details.show(post.details)
    this.state = post.state
    this.twoVersions = post.two_versions
    const current = typed === this.#typed && !this.writing?.unsent
    if (current && this.#editor) {
      if (this.#editor.body() !== post.body) this.#editor.setBody(post.body, post.spoken_for, undoable)
      else this.#editor.setSpokenFor(post.spoken_for)
      this.writing?.based(post.revision)
      this.words = post.words
    }
    this.#editor?.setReadOnly(post.read_only !== null)
    this.post = { ...post, body: this.body }
    this.#told.changed(post.path, this.body)
  }

  onEvent(event: DeskEvent): void {
    if (event.kind === 'post-moved') this.#rename(event.from, event.to)
    else if (event.kind === 'post-changed') this.adopt(event.post)
    else if (event.kind === 'saved' && event.path === this.path) {
      this.writing?.fileHas(event.revision)
      this.#told.saved(event.path)
    } else if (event.kind === 'save-failed' && event.path === this.path) this.writing?.fileFailed(event.problem)
  }

  /** Asks the desk for something that gives the post back, with everything typed handed over first. */
  async change(ask: (path: string) => Promise<OpenPost>): Promise<boolean> {
    const { path, writing } = this
    if (path === null || !writing) return false
    try {
      await this.flush()
      const typed = this.#typed
      this.adopt(await writing.during(ask(path)), typed)
      return true
    } catch (error) {
      this.#told.failed(problemOf(error))
      return false
    }
  }

  /** Does repairs: they may reach into details, pictures' names and other posts, so they are taken back as a whole. */
  async repair(ask: (path: string) => Promise<OpenPost>): Promise<void> {
    await this.#wholly(ask)
    this.repaired = [...this.repaired, this.body]
  }

  /** Takes the last repairs back, with everything that followed them. */
  async takeBack(): Promise<void> {
    await this.#wholly((path) => this.#desk.undoTidy(path))
    this.repaired = this.repaired.slice(0, -1)
  }

  /** Whether a repair is the last thing that happened to the text. */
  get repairIsLast(): boolean {
    return this.repaired.at(-1) === this.body
  }

  /** What undo does when a repair is the last thing that happened: false when it is not. */
  undoRepair(): boolean {
    if (!this.repairIsLast) return false
    void this.takeBack().catch((error: unknown) => {
      // What the desk does not take back stays; undo goes on with what was typed before.
      this.repaired = []
      this.#told.failed(problemOf(error))
    })
    return true
  }

  async #wholly(ask: (path: string) => Promise<OpenPost>): Promise<void> {
    const { path, writing } = this
    if (path === null || !writing) return
    await this.flush()
    const typed = this.#typed
    this.adopt(await writing.during(ask(path)), typed, false)
  }

  /** The post's file has another name now. */
  #rename(from: string, to: string): void {
    if (from === to || this.post?.path !== from) return
    this.post = { ...this.post, path: to }
    this.#left.delete(from)
    if (this.writing) this.writing.path = to
  }

  async #setDetails(change: DetailsChange): Promise<void> {
    const { path, writing } = this
    if (path === null || !writing) return
    const work = this.#details.then(async () => {
      try {
        await writing.flush()
        const typed = this.#typed
        const post = await writing.during(this.#desk.setDetails(path, change))
        this.#rename(path, post.path)
        this.adopt(post, typed)
        await this.proof.follow()
      } catch (error) {
        this.#told.failed(problemOf(error))
      }
    })
    this.#details = work
    await work
  }

  /** Adds pictures for a detail, from wherever `ask` gets them. */
  async forDetail(count: number, ask: (path: string) => Promise<Attached[]>): Promise<Attached[]> {
    const path = this.path
    if (path === null || this.readOnly) return []
    this.attaching += count
    try {
      const pictures = await ask(path)
      return path === this.path ? pictures : []
    } catch (error) {
      this.#told.failed(problemOf(error))
      return []
    } finally {
      this.attaching -= count
    }
  }

  /** Adds pictures from wherever `ask` gets them; `false` when there was none. */
  async attach(count: number, at: number | undefined, ask: (path: string) => Promise<Attached[]>): Promise<number> {
    const path = this.path
    if (path === null || this.readOnly) return 0
    this.attaching += count
    try {
      const pictures = await ask(path)
      if (path !== this.path) return 0
      // The last goes in first, so that all stand at one place in their order.
      for (const picture of at === undefined ? pictures : pictures.toReversed()) {
        this.#editor?.insertPicture(picture.link, '', at)
      }
      return pictures.length
    } catch (error) {
      this.#told.failed(problemOf(error))
      return 0
    } finally {
      this.attaching -= count
    }
  }
}
