/** The sizes that a picture can have, as shares of the text's width: they hold on any screen. */
import { fill } from '../options'
import type { FigureWords } from './words'

const SIZES = [
  ['', 'sizeOwn'],
  ['33%', 'sizeSmall'],
  ['66%', 'sizeMedium'],
  ['100%', 'sizeFull'],
] as const

/** Fills the choice; a size of another kind stands in it as it is written. */
export function showSizes(choice: HTMLSelectElement, size: string | null, words: FigureWords): void {
  choice.setAttribute('aria-label', words.size)
  const options: [string, string][] = SIZES.map(([value, word]) => [value, words[word]])
  if (size && !SIZES.some(([value]) => value === size)) options.push([size, fill(words.sizeOther, { size })])
  const same = options.length === choice.options.length
  if (
    !same ||
    options.some(([value, word], at) => choice.options[at]?.value !== value || choice.options[at].text !== word)
  ) {
    choice.replaceChildren(...options.map(([value, word]) => new Option(word, value)))
  }
  choice.value = size ?? ''
}
