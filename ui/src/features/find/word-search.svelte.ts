import type { Finder, Found } from '../../editor'

/** How long typing rests before the text is looked through, in milliseconds. */
const REST = 120

/** The bar with which a person looks for words in the open post, and replaces them. */
export class WordSearch {
  open = $state(false)
  replacing = $state(false)
  text = $state('')
  by = $state('')
  exact = $state(false)
  whole = $state(false)
  found = $state.raw<Found | null>(null)
  /** How many were replaced just now. */
  replaced = $state<number | null>(null)
  /** Grows with each time that the person asks for the bar: it takes the focus then. */
  asked = $state(0)

  #finder: () => Finder | null
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(finder: () => Finder | null) {
    this.#finder = finder
  }

  /** Shows the bar; what is selected is looked for. */
  ask(text: string, replace: boolean): void {
    if (text !== '') this.text = text
    this.replacing = replace || (this.open && this.replacing)
    this.open = true
    this.asked++
    this.#look(false)
  }

  /** Shows where the words are that led to this post, all together or else the longest; the focus stays where it is. */
  ledHere(search: string): void {
    const longest = search.split(/\s+/).reduce((best, word) => (word.length > best.length ? word : best), '')
    for (const text of [search.trim(), longest]) {
      if (text.length < 2) continue
      this.text = text
      this.#look(true)
      if (this.found !== null && this.found.count > 0) {
        this.open = true
        return
      }
    }
    this.close()
  }

  type(text: string): void {
    this.text = text
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#look(true)
    }, REST)
  }

  /** Capitals, or whole words, count or do not. */
  narrow(what: 'exact' | 'whole', on: boolean): void {
    this[what] = on
    this.#look(true)
  }

  step(way: -1 | 1): void {
    this.#now()
    this.#finder()?.step(way)
  }

  replace(): void {
    this.#now()
    this.#finder()?.replace(this.by)
  }

  replaceAll(): void {
    this.#now()
    this.replaced = this.#finder()?.replaceAll(this.by) ?? 0
  }

  close(): void {
    clearTimeout(this.#timer)
    this.open = false
    this.replaced = null
    this.found = null
    this.#finder()?.stop()
  }

  /** Another post came to the page: an open bar goes on in it. */
  reopened(): void {
    this.found = null
    this.replaced = null
    if (this.open) this.#look(false)
  }

  /** What was typed is looked for before anything is done with it. */
  #now(): void {
    if (this.#timer === undefined) return
    clearTimeout(this.#timer)
    this.#look(true)
  }

  #look(go: boolean): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.replaced = null
    this.#finder()?.find({ text: this.text, exact: this.exact, whole: this.whole }, go)
  }
}
