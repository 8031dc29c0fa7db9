/** The checks of words: remarks about spelling, grammar and style where they stand, and what can be done about them. */
import type { Extension } from '@codemirror/state'
import { cards } from './card'
import { remarksInMenu } from './context'
import { remarks } from './field'
import { native } from './native'
import { reading } from './reading'
import { proofTheme } from './theme'

export { goToRemark, openCard } from './card'
export type { ProofFinding, ProofHost, ProofKind, ProofList, ProofWords } from './host'
export { setNative } from './native'
export { again } from './reading'

/** The extension. */
export const proof: Extension = [remarks, reading, cards, remarksInMenu, native, proofTheme]
