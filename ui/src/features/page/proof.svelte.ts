import type { ProofFinding, ProofHost } from '../../editor'
import { problemOf, type Desk, type PostLanguage, type Problem, type WordFinding, type WordList } from '../../ipc'
import { say } from '../../shared/words'

/** What the checks of words need of an editor. */
export interface ReadEditor {
  /** Reads everything anew; `native`: the system checks the spelling. */
  readWords(native: boolean): void
}

/** The checks of words in the open post: asks the desk, and does what a person decides about a remark. */
export class Proof {
  /** The language of the post, once it is known. */
  about = $state.raw<PostLanguage | null>(null)
  /** Counts how often what the words are read by has changed. */
  round = $state(0)

  #desk: Desk
  #path: () => string | null
  #failed: (problem: Problem) => void
  #editor: ReadEditor | null = null
  #ready: Promise<void> = Promise.resolve()

  constructor(desk: Desk, path: () => string | null, failed: (problem: Problem) => void) {
    this.#desk = desk
    this.#path = path
    this.#failed = failed
  }

  /** An editor shows the post now. */
  attach(editor: ReadEditor): void {
    this.#editor = editor
    this.about = null
    void this.refresh()
  }

  detach(): void {
    this.#editor = null
  }

  /** Something that the checks go by has changed: the post's language, a list of words, what is checked. */
  async refresh(): Promise<void> {
    const path = this.#path()
    const editor = this.#editor
    if (path === null || !editor) return
    const asking = this.#ask(path)
    this.#ready = asking
    await asking
    if (this.#editor !== editor || this.#ready !== asking) return
    editor.readWords(this.about?.by_system === true)
    this.round++
  }

  async #ask(path: string): Promise<void> {
    try {
      const about = await this.#desk.postLanguage(path, [...navigator.languages])
      if (path !== this.#path()) return
      const system = about.by_system ? about.tag : null
      if (system !== (this.about?.by_system ? this.about.tag : null)) await this.#desk.checkBySystem(system)
      this.about = about
    } catch {
      // Without its language nothing is said about a post; the next change asks again.
      if (path === this.#path()) this.about = null
    }
  }

  /** The editor's way to all this. */
  readonly host: ProofHost = {
    native: () => this.about?.by_system === true,
    check: async (paragraphs) => {
      await this.#ready
      const path = this.#path()
      if (path === null || this.about === null) return []
      return (await this.#desk.checkWords(path, paragraphs)).map((found) => found.map(finding))
    },
    suggest: async (word) => {
      const path = this.#path()
      return path === null ? [] : this.#desk.suggestWords(path, word)
    },
    ignore: ({ rule, words }) =>
      void this.#doing(async () => {
        const path = this.#path()
        if (path !== null) await this.#desk.ignoreWords(path, rule, words, true)
      }),
    add: (word, list: WordList) => void this.#doing(() => this.#desk.setWord(word, list, true)),
    off: ({ rule, title, message }) =>
      void this.#doing(() => this.#desk.setRule({ rule, said: say('language.rule-said', { title, message }) }, false)),
  }

  async #doing(work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
      await this.refresh()
    } catch (error) {
      this.#failed(problemOf(error))
    }
  }
}

const finding = (found: WordFinding): ProofFinding => found
