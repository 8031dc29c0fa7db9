/** What pasting asks of the window, and the words it shows. */

/** What a block of what was pasted is. */
export type PartKind =
  'paragraph' | 'heading' | 'list' | 'quote' | 'code' | 'table' | 'rule' | 'picture' | 'note' | 'marked'

/** A picture of what was pasted. */
export interface PastedImage {
  /** The word to ask for it by. */
  token: string
  /** Where it belongs in the part's text. */
  at: number
  /** What is written before its link, and after it. */
  before: string
  after: string
  /** Its address, where it is on a server. */
  address: string | null
}

/** A block of what was pasted. */
export interface Part {
  kind: PartKind
  text: string
  pictures: readonly PastedImage[]
}

/** What was pasted, as it is to stand in the post. */
export interface PastedText {
  parts: readonly Part[]
  /** What stayed behind, a sentence each. */
  left_out: readonly string[]
}

/** How the marks of a post are written. */
export interface Hand {
  bullet: string
  after_number: string
  emphasis: string
  strong: string
  spaces_break: boolean
  rule: string
}

/** What the window is asked to read. */
export interface ToPaste {
  html: string
  text: string
  /** Whether nothing but the words is wanted. */
  plain: boolean
  hand: Hand
  /** The number of the next footnote. */
  first_note: number
}

/** What became of a picture: the link to it in the site, or why it stayed behind. */
export type Brought = { link: string } | { stayed: string }

/** A paste that has just been done. */
export interface JustPasted {
  /** Whether it has more than words, which can be taken off again. */
  formatted: boolean
  /** What stayed behind, a sentence each. */
  leftOut: readonly string[]
  /** Takes the paste back and puts nothing but its words there. */
  plainInstead(): void
}

/** What pasting asks of the window. */
export interface PastingHost {
  /** Reads what was copied as blocks of a post. */
  read(paste: ToPaste): Promise<PastedText>
  /** Brings a picture of it into the site. */
  bring(token: string): Promise<Brought>
  /** Tells of a paste, and with null that the person went on writing. */
  onPasted(paste: JustPasted | null): void
}

/** The words that pasting shows. */
export interface PastingWords {
  /** Stands where a picture will be. */
  coming: string
  /** Stands where a picture would have been; `{where}` is its address. */
  stayed: string
  /** The same for a picture without an address. */
  stayedUnnamed: string
  /** The button that tries again. */
  again: string
  /** The button that takes such a note away. */
  leaveOut: string
}
