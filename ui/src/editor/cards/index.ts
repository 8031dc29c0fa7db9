/** Blocks drawn as cards: those that a capability reads, and locked ones for what is not understood. */
import type { Extension } from '@codemirror/state'
import { cardFields } from './cards'
import { cardKeys } from './keys'
import { locked } from './locked'

export { cardAt, isCard } from './cards'
export { cardText, placeAt } from './code-card'
export { blockReaders, type BlockReader, type Card, type Span } from './reader'
export type { CardWords } from './words'

/** The extension; readers of other capabilities are given through `blockReaders`. */
export const cards: Extension = [cardFields, locked, cardKeys]
