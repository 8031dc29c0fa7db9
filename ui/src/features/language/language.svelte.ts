import {
  problemOf,
  type Desk,
  type LanguageSettings,
  type PostLanguage,
  type Problem,
  type RuleOff,
  type WordChoices,
  type WordList,
} from '../../ipc'
import { say } from '../../shared/words'
import { nameOfLanguage } from '../../shared/languages'

/** What is settled about languages and words, while it is looked at and changed. Every change counts at once. */
export class LanguageEditor {
  open = $state(false)
  settings = $state.raw<LanguageSettings | null>(null)
  problem = $state.raw<Problem | null>(null)
  /** What was just done, in words. */
  said = $state('')

  #desk: Desk
  #changed: () => void

  /** `changed` is called after each change, so that the open post is read anew. */
  constructor(desk: Desk, changed: () => void) {
    this.#desk = desk
    this.#changed = changed
  }

  async ask(): Promise<void> {
    this.said = ''
    await this.#doing(async () => undefined)
    this.open = true
  }

  close(): void {
    this.open = false
  }

  /** Somebody else changed the website's words. */
  async follow(): Promise<void> {
    if (this.open) await this.#doing(async () => undefined)
  }

  choose(choices: WordChoices): Promise<void> {
    return this.#doing(() => this.#desk.setWordChoices(choices))
  }

  setWord(word: string, list: WordList, right: boolean): Promise<void> {
    return this.#doing(() => this.#desk.setWord(word, list, right))
  }

  turnOn(rule: RuleOff): Promise<void> {
    return this.#doing(() => this.#desk.setRule(rule, true))
  }

  setAlso(tags: string[]): Promise<void> {
    return this.#doing(() => this.#desk.setSiteLanguages(tags))
  }

  forgetIgnored(path: string): Promise<void> {
    return this.#doing(() => this.#desk.forgetIgnored(path))
  }

  /** Lets the person choose a dictionary's files. */
  add(): Promise<void> {
    return this.#doing(async () => {
      const added = await this.#desk.addLanguage()
      const none = added.find((each) => each.tag === null)
      const last = added.findLast((each) => each.tag !== null)
      if (none) this.said = say('language.add.none', { file: none.file })
      else if (last?.tag) this.said = say('language.add.done', { language: nameOfLanguage(last.tag) })
    })
  }

  async #doing(work: () => Promise<unknown>): Promise<void> {
    this.problem = null
    try {
      await work()
      this.settings = await this.#desk.languageSettings()
      this.#changed()
    } catch (error) {
      this.problem = problemOf(error)
    }
  }
}

/** Which language a post is in and who says so, in a sentence. */
export function sentenceOf(about: PostLanguage): string {
  return say(`language.post.${about.from}`, { language: nameOfLanguage(about.tag) })
}

/** That there is no dictionary for it, in a sentence; nothing when there is one. */
export function missingIn(about: PostLanguage | null): string | null {
  const [tag] = about?.missing ?? []
  if (!about || tag === undefined) return null
  const key = about.by_system ? 'language.missing.system' : 'language.missing'
  return say(key, { language: nameOfLanguage(tag) })
}
