// The checks of words, as the desk in memory does them: a handful of words are wrong, and one word twice.
import type { Desk, LanguageSettings, PostLanguage, RuleOff, WordChoices, WordFinding, WordList } from './desk'

/** Words that are misspelled, and what is meant. */
const WRONG: Record<string, string[]> = {
  recieve: ['receive', 'relieve'],
  teh: ['the', 'tech', 'ten'],
  wrods: ['words', 'rods', 'wads'],
  fluently: [],
}

const RULE = { rule: 'RepeatedWords', title: 'A word twice', message: 'This word is written twice.' }

/** What is known of languages, and what a person settled. */
export abstract class FakeLanguage {
  choices_: WordChoices = { spelling: true, grammar: true, style: false }
  words_: string[] = []
  siteWords_: string[] = ['fourTheorem']
  rulesOff_: RuleOff[] = []
  also_: string[] = []
  available_ = ['en-GB', 'en-US', 'es', 'fr', 'nl', 'pt-BR']
  ignored_ = new Map<string, Set<string>>()
  /** The language of every post. */
  language_ = 'en-GB'
  /** The language whose spelling the system checks. */
  system_: string | null = null

  abstract call(command: string, ...args: unknown[]): Promise<void>

  async postLanguage(path: string, computer: string[]): Promise<PostLanguage> {
    await this.call('postLanguage', path, computer)
    const all = [this.language_, ...this.also_]
    const missing = all.filter((tag) => !this.available_.includes(tag))
    return {
      tag: this.language_,
      from: 'site',
      also: this.also_,
      missing,
      checked: this.choices_.spelling && missing.length < all.length,
      by_system: this.choices_.spelling && missing.length === all.length,
      has_grammar: this.language_.startsWith('en'),
      ignored: this.ignored_.get(path)?.size ?? 0,
    }
  }
  async checkWords(path: string, paragraphs: string[]): Promise<WordFinding[][]> {
    await this.call('checkWords', path, paragraphs)
    return paragraphs.map((text) => this.#found(path, text))
  }
  async suggestWords(path: string, word: string) {
    await this.call('suggestWords', path, word)
    return WRONG[word.toLowerCase()] ?? []
  }
  async ignoreWords(path: string, rule: string, words: string, on: boolean) {
    await this.call('ignoreWords', path, rule, words, on)
    const ignored = this.ignored_.get(path) ?? new Set()
    if (on) ignored.add(`${rule}:${words}`)
    else ignored.delete(`${rule}:${words}`)
    this.ignored_.set(path, ignored)
    return null
  }
  async forgetIgnored(path: string) {
    await this.call('forgetIgnored', path)
    this.ignored_.delete(path)
    return null
  }
  async setWord(word: string, list: WordList, right: boolean) {
    await this.call('setWord', word, list, right)
    const set = (words: string[]) => [...words.filter((each) => each !== word), ...(right ? [word] : [])].sort()
    if (list === 'mine') this.words_ = set(this.words_)
    else this.siteWords_ = set(this.siteWords_)
    return null
  }
  async setRule(rule: RuleOff, on: boolean) {
    await this.call('setRule', rule, on)
    this.rulesOff_ = [...this.rulesOff_.filter((each) => each.rule !== rule.rule), ...(on ? [] : [rule])]
    return null
  }
  async languageSettings(): Promise<LanguageSettings> {
    await this.call('languageSettings')
    return {
      choices: this.choices_,
      words: this.words_,
      site_words: this.siteWords_,
      rules_off: this.rulesOff_,
      available: this.available_,
      also: this.also_,
    }
  }
  async setWordChoices(choices: WordChoices) {
    await this.call('setWordChoices', choices)
    this.choices_ = choices
    return null
  }
  async setSiteLanguages(tags: string[]) {
    await this.call('setSiteLanguages', tags)
    this.also_ = tags
    return null
  }
  async addLanguage(): ReturnType<Desk['addLanguage']> {
    await this.call('addLanguage')
    this.available_ = [...this.available_, 'de-DE']
    return [{ file: 'de_DE.aff', tag: 'de-DE' }]
  }
  async checkBySystem(language: string | null) {
    await this.call('checkBySystem', language)
    this.system_ = language
    return null
  }

  #found(path: string, text: string): WordFinding[] {
    const found: WordFinding[] = []
    const ignored = this.ignored_.get(path)
    const right = [...this.words_, ...this.siteWords_]
    if (this.choices_.spelling) {
      for (const { 0: word, index } of text.matchAll(/\p{L}+/gu)) {
        if (!Object.hasOwn(WRONG, word.toLowerCase()) || right.includes(word)) continue
        const message = `No dictionary has “${word}”.`
        const place = { from: index, to: index + word.length, words: word }
        found.push({ ...place, kind: 'spelling', rule: '', title: 'Unknown word', message, changes: [] })
      }
    }
    if (this.choices_.grammar && !this.rulesOff_.some(({ rule }) => rule === RULE.rule)) {
      for (const { 0: words, 1: word = '', index } of text.matchAll(/\b(\p{L}+) \1\b/gu)) {
        found.push({ ...RULE, from: index, to: index + words.length, words, kind: 'grammar', changes: [word] })
      }
    }
    if (this.choices_.style) {
      for (const { 0: words, index } of text.matchAll(/\bvery unique\b/g)) {
        const message = 'Something is unique or it is not.'
        const place = { from: index, to: index + words.length, words }
        found.push({ ...place, kind: 'style', rule: 'VeryUnique', title: 'Style', message, changes: ['unique'] })
      }
    }
    return found.filter(({ rule, words }) => !ignored?.has(`${rule}:${words}`)).sort((a, b) => a.from - b.from)
  }
}
