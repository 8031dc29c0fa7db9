import { untrack } from 'svelte'
import { FieldWords, type Reads } from './field-words.svelte'

export type { Reads } from './field-words.svelte'

/** The words of a field that shows `text`, read by whoever `reads` names; to be made as a component is. */
export function followed(reads: () => Reads | undefined, text: () => string, pass?: (way: -1 | 1) => void): FieldWords {
  const words = new FieldWords(reads, pass)
  $effect(() => {
    const now = text()
    untrack(() => {
      words.follow(now)
    })
  })
  $effect(() => {
    if (reads()?.round !== undefined) untrack(() => words.again())
  })
  return words
}
