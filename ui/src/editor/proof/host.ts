/** What the checks of words ask of the window, and what they hear. */

/** What a remark is about. */
export type ProofKind = 'spelling' | 'grammar' | 'style'

/** Something to say about words; `from` and `to` are places in the paragraph that was asked about. */
export interface ProofFinding {
  from: number
  to: number
  kind: ProofKind
  /** The words, without marks. */
  words: string
  /** The rule's name; empty for spelling. */
  rule: string
  /** What it is, in two or three words. */
  title: string
  /** A sentence about it. */
  message: string
  /** What to put in the place of the words, the likeliest first; an empty one takes them out. */
  changes: readonly string[]
}

/** A list of right words. */
export type ProofList = 'mine' | 'site'

/** The window's part. */
export interface ProofHost {
  /** Whether the system checks the spelling of this post, when a text begins to be shown. */
  native?(): boolean
  /** What there is to say about each paragraph, in their order. */
  check(paragraphs: string[]): Promise<readonly (readonly ProofFinding[])[]>
  /** Words that may have been meant by a misspelled one. */
  suggest(word: string): Promise<readonly string[]>
  /** Says nothing about these words in this post any more. */
  ignore(finding: ProofFinding): void
  /** Takes a word for right from now on. */
  add(word: string, list: ProofList): void
  /** Turns a rule off. */
  off(finding: ProofFinding): void
}

/** The words that are shown or spoken. */
export interface ProofWords {
  /** Accessible name of the card; `{title}` is what it is about, `{words}` the words. */
  card: string
  /** A suggestion that takes the words out; `{words}` as above. */
  remove: string
  /** Accessible name of the suggestions. */
  suggestions: string
  /** Shown while suggestions are looked for. */
  looking: string
  /** Shown where there are none. */
  none: string
  ignore: string
  addMine: string
  addSite: string
  off: string
  /** Spoken when there is nothing (more) to say about the text. */
  nothing: string
  /** Spoken when the caret comes to a remark; `{title}`, `{words}` and `{message}`. */
  found: string
  /** Spoken when words were replaced; `{words}` is what stands there now. */
  replaced: string
  /** Spoken when words were taken out. */
  removed: string
}
