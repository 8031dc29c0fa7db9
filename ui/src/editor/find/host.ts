/** What a search asks of the window. */
import type { Found } from './steps'

/** The window's part: the bar that a person types into. */
export interface FindHost {
  /** Shows the bar, with these words to begin with where there are any. */
  onAsk(text: string, replace: boolean): void
  /** What is found is another now; null when the search is closed. */
  onFound(found: Found | null): void
}

/** What the bar does with the text. */
export interface Finder {
  find(query: { text: string; exact: boolean; whole: boolean }, go: boolean): void
  step(way: -1 | 1): void
  replace(by: string): void
  /** Says how many were replaced. */
  replaceAll(by: string): number
  stop(): void
}
