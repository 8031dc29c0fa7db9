/**
 * The editor: a post's body in Markdown that looks and acts like a page. Free of frameworks; it knows nothing of the
 * window but what `EditorOptions` hands in, and the document is always exactly the text of the file.
 */
export { commands, type Command } from './commands'
export type { JustPasted, PastingHost } from './pasting/host'
export type { EmbedText, FigureHost, FigureWords, SaidField, SpelledField, Ways } from './figures'
export type { LinkHost, LinkTarget } from './link-card'
export type { WritingForms } from './boxes'
export {
  contextItems,
  found,
  type Clipboard,
  type ClipboardHost,
  type ContextItem,
  type ContextMenu,
  type Findable,
  type MenuHost,
  type MenuWords,
} from './menus'
export type { Finder, FindHost, Found, Query } from './find'
export { PostEditor } from './post-editor'
export {
  choicesFor,
  drawCard,
  PROOF_LOOKS,
  MOST as MOST_CHANGES,
  shownAs,
  spokenOf,
  stretchFor,
  suggestions,
  suggestionsHere,
  type ProofFinding,
  type ProofHost,
  type ProofWords,
  type RemarkCard,
} from './proof'
export type { Heading } from './views/outline'
export type { Remembered } from './views/remembered'
export { LARGEST, type TableSize } from './tables'
export type {
  BlockName,
  CommandGroup,
  CommandId,
  EditorOptions,
  EditorState,
  EditorWords,
  LinkText,
  ListName,
  SpokenFor,
  Modes,
} from './types'
