/** Words that people read in a minute, silently, in English (a middle of published studies). */
const PER_MINUTE = 230

/** How many minutes a post takes to read; never none. */
export function readingMinutes(words: number): number {
  return Math.max(1, Math.round(words / PER_MINUTE))
}
