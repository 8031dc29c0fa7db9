/** What figures ask of the window. */
import type { SaidField, SpelledField } from './spelled'
import type { Ways } from './ways'

/** How the site shows something of another website. */
export interface EmbedText {
  /** The website's name. */
  name: string
  /** The words of the post that show it. */
  text: string
}

/** Nested in the editor's options. */
export interface FigureHost {
  /** What the open site can show. */
  ways(): Ways
  /** Lets the person choose pictures and adds them to the site; gives their links, none when they think better of it. */
  choose(): Promise<string[]>
  /** How the site shows this address; null where a link is all that works. */
  embed(address: string): Promise<EmbedText | null>
  /** Checks the words of a field; `pass` goes on to the remarks after or before it. */
  spelled?(field: SaidField, pass: (way: -1 | 1) => void): SpelledField
  /** Asks for an address; the answer comes back through `run('embed', address)`. */
  askEmbed(): void
}
