import { problemOf, type Desk, type DeskEvent, type Problem, type Queue } from '../../ipc'

const EMPTY: Queue = { posts: [], next_try: null, host: null }

/** What waits to be sent. */
export class Waiting {
  queue = $state.raw<Queue>(EMPTY)

  #desk: Desk
  #said: (sentence: string) => void
  #failed: (problem: Problem) => void
  #asked = 0

  /** `said` is told what became of a post that was withdrawn. */
  constructor(desk: Desk, said: (sentence: string) => void, failed: (problem: Problem) => void) {
    this.#desk = desk
    this.#said = said
    this.#failed = failed
  }

  get waiting(): number {
    return this.queue.posts.filter((post) => post.state !== 'scheduled').length
  }
  /** How many are on their way at this moment. */
  get sending(): number {
    return this.queue.posts.filter((post) => post.state === 'sending').length
  }
  get scheduled(): number {
    return this.queue.posts.length - this.waiting
  }

  /** Looks again at what waits. */
  async refresh(): Promise<void> {
    const asked = ++this.#asked
    try {
      const queue = await this.#desk.queue()
      if (asked === this.#asked) this.queue = queue
    } catch {
      // The desk is being closed, or another site opened.
      if (asked === this.#asked) this.queue = EMPTY
    }
  }

  sendNow = (path: string) => this.#trying(() => this.#desk.sendNow(path))
  cancel = (path: string) =>
    this.#trying(async () => {
      this.#said((await this.#desk.cancelPublish(path)).message)
    })

  onEvent(event: DeskEvent): void {
    if (event.kind === 'queue-changed' || event.kind === 'publish-ended') void this.refresh()
  }

  async #trying(work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.#failed(problemOf(error))
    }
    await this.refresh()
  }
}
