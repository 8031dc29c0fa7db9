/** Find and replace in the words that a reader sees: marks between and inside them do not matter. */
export { finding } from './field'
export type { Finder, FindHost } from './host'
export { findAll, pattern, type Query } from './query'
export { find, foundIn, goOn, replaceEach, replaceHere, selectedText, stop, type Found } from './steps'
