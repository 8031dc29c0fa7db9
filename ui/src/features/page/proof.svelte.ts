import type { ProofFinding, ProofHost } from '../../editor'
import { problemOf, type Desk, type PostLanguage, type Problem, type WordFinding, type WordList } from '../../ipc'
import { say } from '../../shared/words'

/** What the checks of words need of an editor. */
export interface ReadEditor {
  /** Reads everything anew; `native`: the system checks the spelling. */
  readWords(native: boolean): void
}

/** What the rest of the window hears. */
export interface ProofTold {
  failed(problem: Problem): void
  /** What was decided, in a sentence, and how to take it back. */
  done(sentence: string, undo: () => void): void
}

/** The checks of words in the open post: asks the desk, and does what a person decides about a remark. */
export class Proof {
  /** The language of the post, once it is known. */
  about = $state.raw<PostLanguage | null>(null)
  /** Counts how often what the words are read by has changed. */
  round = $state(0)

  #desk: Desk
  #path: () => string | null
  #told: ProofTold
  #editor: ReadEditor | null = null
  #ready: Promise<void> = Promise.resolve()
  /** What is read must be read anew, whatever the answer about the language. */
  #stale = false

  constructor(desk: Desk, path: () => string | null, told: ProofTold) {
    this.#desk = desk
    this.#path = path
    this.#told = told
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

  /** The post's details are others, among which may be its language; if it is not, nothing is read anew. */
  async follow(): Promise<void> {
    const before = JSON.stringify(this.about)
    const known = await this.#known()
    if (known && (this.#stale || JSON.stringify(this.about) !== before)) this.#readAnew()
  }

  /** Something that the checks go by has changed: the post's language, a list of words, what is checked. */
  async refresh(): Promise<void> {
    this.#stale = true
    if (await this.#known()) this.#readAnew()
  }

  /** Asks for the post's language; false when another question followed, which is then the one to act on. */
  async #known(): Promise<boolean> {
    const path = this.#path()
    const editor = this.#editor
    if (path === null || !editor) return false
    const asking = this.#ask(path)
    this.#ready = asking
    await asking
    return this.#editor === editor && this.#ready === asking
  }

  #readAnew(): void {
    this.#stale = false
    this.#editor?.readWords(this.about?.by_system === true)
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
    ignore: ({ rule, words }) => {
      const path = this.#path()
      if (path === null) return
      const ignored = (on: boolean) => this.#desk.ignoreWords(path, rule, words, on)
      void this.#doing(ignored, say('language.done.ignored', { words }))
    },
    add: (word, list: WordList) => {
      const sentence = say(list === 'mine' ? 'language.done.mine' : 'language.done.site', { word })
      void this.#doing((on) => this.#desk.setWord(word, list, on), sentence)
    },
    off: ({ rule, message }) =>
      void this.#doing(
        (off) => this.#desk.setRule({ rule, said: message }, !off),
        say('language.done.off', { message }),
      ),
  }

  /** Does (true) what a person decided, and tells how it is undone (false). */
  async #doing(work: (on: boolean) => Promise<unknown>, sentence: string): Promise<void> {
    const now = async (on: boolean) => {
      try {
        await work(on)
        await this.refresh()
        return true
      } catch (error) {
        this.#told.failed(problemOf(error))
        return false
      }
    }
    if (await now(true)) this.#told.done(sentence, () => void now(false))
  }
}

const finding = (found: WordFinding): ProofFinding => found
