import {
  problemOf,
  type Desk,
  type OpenPost,
  type Problem,
  type TwoVersions,
  type VersionsChoice,
  type VersionsQuestion,
} from '../../ipc'

/** What the rest of the window has to do, and is told. */
export type VersionsTold = {
  /** Hands over what was typed, so that the newest words are compared. */
  ready(path: string): Promise<void>
  /** The post is settled; null when it is not there any more. */
  settled(path: string, post: OpenPost | null): void
  failed(problem: Problem): void
}

/** The choice between two versions of a post, one question after the other. Nothing is done before the last one. */
export class Versions {
  asked = $state.raw<TwoVersions | null>(null)
  open = $state(false)
  /** Which question is shown. */
  at = $state(0)
  /** The words being written for it, while they are. */
  words = $state<string | null>(null)
  busy = $state(false)
  /** What is shown is newer than what she began with. */
  again = $state(false)

  #desk: Desk
  #told: VersionsTold
  #choices: VersionsChoice[] = []

  constructor(desk: Desk, told: VersionsTold) {
    this.#desk = desk
    this.#told = told
  }

  get question(): VersionsQuestion | null {
    return this.asked?.questions[this.at] ?? null
  }

  /** Shows the two versions of a post, if it has two. What was chosen before the dialog was closed is still chosen. */
  async ask(path: string): Promise<void> {
    await this.#doing(async () => {
      await this.#told.ready(path)
      const asked = await this.#desk.twoVersions(path)
      if (!asked) return
      if (asked.stamp !== this.asked?.stamp) this.#begin(asked)
      this.again = false
      if (asked.questions.length === 0) await this.#settle()
      else this.open = true
    })
  }

  /** Decides the question that is shown and goes on to the next; after the last one all is done. */
  async choose(choice: VersionsChoice): Promise<void> {
    const { asked } = this
    if (!asked || this.busy) return
    this.#choices[this.at] = choice
    this.words = null
    if (this.at + 1 < asked.questions.length) this.at++
    else await this.#doing(() => this.#settle())
  }

  /** Goes back to the question before. */
  back(): void {
    this.words = null
    if (this.at > 0) this.at--
  }

  /** Lets her write what is to stand there, beginning with both. */
  edit(): void {
    const { question } = this
    const sides = [question?.mine?.text, question?.theirs?.text].filter((text) => text)
    this.words = sides.join(question?.part === 'text' ? '\n\n' : ' ')
  }

  /** Closes without deciding. */
  close(): void {
    this.open = false
    this.words = null
  }

  #begin(asked: TwoVersions): void {
    this.asked = asked
    this.at = 0
    this.words = null
    this.#choices = []
  }

  async #settle(): Promise<void> {
    const { asked } = this
    if (!asked) return
    const settled = await this.#desk.settleVersions(asked.path, asked.stamp, this.#choices)
    const { next } = settled
    if (settled.done) this.#told.settled(asked.path, settled.post)
    if (next) {
      this.#begin(next)
      this.again = !settled.done
    } else {
      this.asked = null
      this.close()
    }
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
