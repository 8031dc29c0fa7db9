/** The checks of words: remarks about spelling, grammar and style where they stand, and what can be done about them. */
import type { Extension } from '@codemirror/state'
import { cards } from './card'
import { remarksInMenu } from './context'
import { remarks } from './field'
import { native } from './native'
import { reading } from './reading'
import { proofTheme } from './theme'

export { goToRemark, openCard } from './card'
export { choicesFor, shownAs, spokenOf, stretchFor } from './change'
export { PROOF_LOOKS } from './field'
export { drawCard, MOST, type RemarkCard } from './remark-card'
export { suggestions, suggestionsHere } from './reading'
export type { ProofFinding, ProofHost, ProofKind, ProofList, ProofWords } from './host'
export { setNative } from './native'
export { again } from './reading'

/** What shows remarks, without what finds them: for the editor of a cell, which is handed those of its page. */
export const remarksShown: Extension = [remarks, cards, remarksInMenu, proofTheme]

/** The extension. */
export const proof: Extension = [remarksShown, reading, native]
