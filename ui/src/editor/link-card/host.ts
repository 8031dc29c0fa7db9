/** What the card of a link asks of the window, and its words. */

/** What a link leads to, in words for a person. */
export interface LinkTarget {
  /** Such as the title of a post. */
  title: string
  /** What is to be known of it, such as that it is a draft; empty where there is nothing. */
  about: string
  /** Whether readers cannot follow the link yet. */
  away: boolean
}

/** The window's part. */
export interface LinkHost {
  /** What an address leads to; null where the address itself says it best. */
  target(url: string): Promise<LinkTarget | null>
  /** Puts an address on the clipboard, and says so. */
  copy(url: string): void
  /** Says that of the selected cells none has words that a link could be made of. */
  noWords?(): void
}

/** The words that are shown or spoken. */
export interface LinkWords {
  /** Accessible name of the card; `{name}` is what the link leads to. */
  card: string
  open: string
  change: string
  copy: string
  remove: string
  /** Spoken when a link was taken away. */
  removed: string
  /** Accessible name of the card of a footnote's number; `{name}` is what the note says. */
  note: string
  toNote: string
  /** Shown for a number without a note. */
  noNote: string
}
