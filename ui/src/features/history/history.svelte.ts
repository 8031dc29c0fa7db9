import {
  problemOf,
  type Against,
  type Desk,
  type PostHistory,
  type Problem,
  type Restored,
  type ShownVersion,
  type Version,
} from '../../ipc'

/** What the sheet needs of the rest of the window. */
export type HistoryHost = {
  /** Puts what the desk gives back on the page; null where that is not done. */
  restore(ask: (path: string) => Promise<Restored>): Promise<Restored | null>
  /** A version was restored from the sheet. */
  restored(version: Version, done: Restored): void
  /** A publish is being taken back; how it ends is told elsewhere. */
  takingBack(): void
  failed(problem: Problem): void
}

/** The sheet with the earlier texts of a post. */
export class History {
  open = $state(false)
  title = $state('')
  path = $state('')
  /** Nothing until it is known. */
  list = $state.raw<PostHistory | null>(null)
  chosen = $state<string | null>(null)
  against = $state<Against>('now')
  /** The chosen version beside another text; the one before it stays until it is there. */
  shown = $state.raw<ShownVersion | null>(null)
  /** What is being done. */
  busy = $state<'looking' | 'older' | 'restoring' | 'taking-back' | null>(null)
  /** The person was asked whether a publish is to be taken back. */
  asking = $state(false)
  problem = $state.raw<Problem | null>(null)
  /** Why the chosen version cannot be shown. */
  unshown = $state.raw<Problem | null>(null)

  #desk: Desk
  #host: HistoryHost
  /** Counts the questions, so that late answers are left alone. */
  #question = 0
  #look = 0

  constructor(desk: Desk, host: HistoryHost) {
    this.#desk = desk
    this.#host = host
  }

  get version(): Version | null {
    return this.list?.versions.find((version) => version.id === this.chosen) ?? null
  }

  /** Opens the sheet for a post, once everything typed is handed over. */
  async ask(path: string, title: string, flush: () => Promise<void>): Promise<void> {
    if (this.open) return
    this.open = true
    this.path = path
    this.title = title
    this.list = null
    this.chosen = null
    this.shown = null
    this.asking = false
    this.against = 'now'
    await this.#during('looking', async () => {
      await flush()
      return this.#desk.postHistory(path)
    })
  }

  close(): void {
    this.#question++
    this.#look++
    this.open = false
    this.busy = null
    this.problem = null
  }

  /** Brings older versions from the server. */
  async older(): Promise<void> {
    await this.#during('older', () => this.#desk.olderVersions(this.path))
  }

  /** Shows a version. */
  async choose(id: string): Promise<void> {
    if (id === this.chosen && this.shown) return
    this.chosen = id
    this.asking = false
    await this.#show()
  }

  async compare(against: Against): Promise<void> {
    this.against = against
    await this.#show()
  }

  /** Gives the post the text of the chosen version. */
  async restore(): Promise<void> {
    const { version } = this
    if (!version || this.busy) return
    this.busy = 'restoring'
    this.problem = null
    try {
      const done = await this.#host.restore((path) => this.#desk.restoreVersion(path, version.id))
      if (!done) return
      this.close()
      this.#host.restored(version, done)
    } catch (error) {
      this.problem = problemOf(error)
    } finally {
      this.busy = null
    }
  }

  /** Undoes the last publish of this post. */
  async takeBack(): Promise<void> {
    if (this.busy) return
    this.busy = 'taking-back'
    this.problem = null
    try {
      const cannot = await this.#desk.takeBack(this.path)
      if (cannot) {
        this.problem = { code: cannot.outcome, message: cannot.message, hint: cannot.hint }
        return
      }
      this.close()
      this.#host.takingBack()
    } catch (error) {
      this.problem = problemOf(error)
    } finally {
      this.busy = null
      this.asking = false
    }
  }

  async #show(): Promise<void> {
    const { chosen, against } = this
    if (chosen === null) return
    const look = ++this.#look
    this.unshown = null
    try {
      const shown = await this.#desk.postVersion(this.path, chosen, against)
      if (look === this.#look) this.shown = shown
    } catch (error) {
      if (look !== this.#look) return
      this.shown = null
      this.unshown = problemOf(error)
    }
  }

  /** Asks for the list, and chooses a version of it where none is. */
  async #during(what: 'looking' | 'older', ask: () => Promise<PostHistory>): Promise<void> {
    if (this.busy) return
    const question = ++this.#question
    this.busy = what
    this.problem = null
    try {
      const list = await ask()
      if (question !== this.#question) return
      this.list = list
      this.busy = null
      // The newest one that is another text than the one on the page is most likely the one that is wanted.
      const first = list.versions.find((version) => !version.here) ?? list.versions[0]
      if (this.version === null && first) await this.choose(first.id)
    } catch (error) {
      if (question === this.#question) this.problem = problemOf(error)
    } finally {
      if (question === this.#question) this.busy = null
    }
  }
}
