import { DeskProblem, problemOf, type Desk, type Problem, type Written } from '../../ipc'

/** How long typed words may wait before the desk has them, in milliseconds. */
export const EVERY = 200
/** How long until words that the desk did not take are offered again. */
export const AGAIN = 2000

/** What the person is told about their words. */
export type SaveStatus = 'saved' | 'saving' | 'failed'

/**
 * The way of one post's words to the desk: at most one on its way, the newest next. It knows when "Saved" is
 * true: nothing waits here, and the file holds the last revision that the desk has taken.
 */
export class Writing {
  /** Another, once the post's file got another name. */
  path: string
  revision = $state(0)
  saved = $state(0)
  /** Whether words here have not reached the desk. */
  unsent = $state(false)
  /** Other things of this post that are on their way, such as details. */
  waiting = $state(0)
  /** Why the desk did not take the words. */
  #refused = $state.raw<Problem | null>(null)
  /** Why the file could not be written. */
  #unsaved = $state.raw<Problem | null>(null)

  #desk: Desk
  #told: (written: Written, body: string) => void
  /** The revision that the text here was written on. */
  #basis: number
  #body: string | null = null
  #sending: Promise<void> | null = null
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    desk: Desk,
    post: { path: string; revision: number; saved: number },
    told: (written: Written, body: string) => void = () => undefined,
  ) {
    this.#desk = desk
    this.path = post.path
    this.revision = post.revision
    this.saved = post.saved
    this.#basis = post.revision
    this.#told = told
  }

  get problem(): Problem | null {
    return this.#refused ?? this.#unsaved
  }

  get status(): SaveStatus {
    if (this.problem) return 'failed'
    return this.unsent || this.waiting > 0 || this.saved < this.revision ? 'saving' : 'saved'
  }

  /** Takes the newest text. */
  change(body: string): void {
    this.#body = body
    this.unsent = true
    this.#later(EVERY)
  }

  /** Hands over what waits and comes back when the desk has it; throws when the desk does not take it. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    while (this.#sending || this.#body !== null) {
      await (this.#sending ?? this.#send())
      if (this.#refused) throw new DeskProblem(this.#refused)
    }
  }

  /** Keeps "Saving…" up while something else of this post is on its way. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.waiting++
    try {
      return await work
    } finally {
      this.waiting--
    }
  }

  /** The text here is the one of this revision now. */
  based(revision: number): void {
    this.#basis = revision
  }

  /** The desk has this revision, and the file that one. */
  known(revision: number, saved: number): void {
    this.revision = Math.max(this.revision, revision)
    this.#filed(saved)
  }

  /** The file holds this revision. */
  #filed(saved: number): void {
    this.saved = Math.max(this.saved, saved)
    if (this.saved >= this.revision) this.#unsaved = null
  }

  /** The desk says that the file holds this revision. */
  fileHas(revision: number): void {
    this.#unsaved = null
    this.#filed(revision)
  }

  /** The desk says that the file could not be written. */
  fileFailed(problem: Problem): void {
    this.#unsaved = problem
  }

  #later(wait: number): void {
    if (this.#timer !== undefined || this.#sending) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      if (!this.#sending && this.#body !== null) void this.#send()
    }, wait)
  }

  #send(): Promise<void> {
    this.#sending = this.#hand().finally(() => {
      this.#sending = null
      if (this.#body !== null) this.#later(this.#refused ? AGAIN : EVERY)
    })
    return this.#sending
  }

  async #hand(): Promise<void> {
    const body = this.#body
    if (body === null) return
    this.#body = null
    try {
      const written = await this.#desk.writeBody(this.path, body, this.#basis)
      this.#refused = null
      this.revision = Math.max(this.revision, written.revision)
      // What was merged is on its way here; until then the text is still the older one.
      if (!written.merged) this.#basis = written.revision
      this.unsent = this.#body !== null
      this.#told(written, body)
    } catch (error) {
      this.#refused = problemOf(error)
      this.#body ??= body
    }
  }
}
