/** What the window hands to the editor and hears from it. No DOM library and no framework is named here. */
import type { WritingForms } from './boxes/forms'
import type { CardWords } from './cards/words'
import type { LinkHost, LinkWords } from './link-card/host'
import type { ProofHost, ProofWords } from './proof/host'
import type { PastingHost, PastingWords } from './pasting/host'
import type { Remembered } from './views/remembered'
import type { FindHost } from './find/host'
import type { FigureHost } from './figures/host'
import type { FigureWords } from './figures/words'
import type { ClipboardHost, MenuHost } from './menus/host'
import type { MenuWords } from './menus/words'
import type { TableHost, TablePlace, TableWords } from './tables/words'

/** A stretch of whole lines whose words are shown elsewhere as details: hidden here and safe from typing. UTF-16 offsets. */
export interface SpokenFor {
  from: number
  to: number
}

/** Every word that the editor itself shows or speaks; the window fills it from the catalogue. */
export interface EditorWords {
  /** Accessible name of a task's box. */
  taskDone: string
  /** Spoken name of a dividing line. */
  divider: string
  /** Shown on hovering a link; `{url}` is its address. */
  openLink: string
  links: LinkWords
  figures: FigureWords
  tables: TableWords
  /** Spoken name of a footnote's number; `{number}` is the number. */
  note: string
  /** Shown on hovering a footnote's number in the text. */
  toNote: string
  /** Shown on hovering the number before a footnote. */
  fromNote: string
  cards: CardWords
  proof: ProofWords
  pasting: PastingWords
  menus: MenuWords
}

/** The block that the caret is in. */
export type BlockName =
  | 'paragraph'
  | 'heading-1'
  | 'heading-2'
  | 'heading-3'
  | 'heading-4'
  | 'heading-5'
  | 'heading-6'
  | 'code'
  | 'picture'
  | 'other'

/** The kind of list that the caret is in. */
export type ListName = 'bullet' | 'ordered' | 'task'

/** What the toolbar shows about the caret or the selection. */
export interface EditorState {
  block: BlockName
  bold: boolean
  italic: boolean
  strike: boolean
  code: boolean
  /** The address of the link at the caret. */
  link: string | null
  /** Whether the caret is at a footnote's number or in a footnote. */
  note: boolean
  list: ListName | null
  quote: boolean
  /** The cell that the caret is in. */
  table: TablePlace | null
  canUndo: boolean
  canRedo: boolean
}

/** A link's visible text and its address. */
export interface LinkText {
  text: string
  url: string
  /** Of how many cells of a table the words lead there; they stay what they are. */
  cells?: number
}

/** The ways of showing a text. */
export interface Modes {
  /** The paragraph with the caret stands out. */
  focus: boolean
  /** The line that is written stays in the middle. */
  typewriter: boolean
  /** The text as it is stored, with all marks. */
  source: boolean
}

/** Everything that the editor needs from the window. */
export interface EditorOptions {
  parent: HTMLElement
  /** The post's body, lines ended by LF. */
  body: string
  spokenFor: SpokenFor[]
  readOnly: boolean
  /** Accessible name of the text. */
  label: string
  placeholder: string
  words: EditorWords
  /** Turns a picture's link into an address that the page can load. */
  pictureUrl(link: string): string
  /** Where lists and cards that float over the text are put: outside of what scrolls, whose layout is its own. */
  floating?: HTMLElement | undefined
  /** What posts of the open site can show beyond plain words; null while that is not known. */
  writing?(): WritingForms | null
  menus?: MenuHost
  find?: FindHost
  clipboard?: ClipboardHost
  /** After each change by the person; never for `setBody`. */
  onChange(body: string): void
  /** What [[PostEditor.remembered]] gave when this post was left. */
  remembered?: Remembered | undefined
  /** The selection is another one. */
  onSelection?(): void
  /** After each change of what the toolbar shows. */
  onState(state: EditorState): void
  /** Pasted files, and the offset where they belong. */
  onFiles(files: File[], at: number): void
  /** A paste that carries neither text nor files, as some systems do for pictures. */
  onPasteEmpty?(): void
  /** Reads what is pasted; without it only its words are. */
  pasting?: PastingHost
  onOpenLink(url: string): void
  links?: LinkHost
  /** The first visible line, from 0, with its fraction. */
  onScroll(line: number): void
  /** The line that the caret comes into, from 0; null when the text loses the focus. */
  onCaret?(line: number | null): void
  /** Before the editor's own undo: true when the window takes back something of its own instead. */
  onUndo?(): boolean
  /** Asks for a link's address; the answer comes back through `run('link', …)`. */
  onAskLink(current: LinkText | null): void
  /** The checks of words; none: words are not checked. */
  proof?: ProofHost
  figures?: FigureHost
  tables?: TableHost
}

/** The name of something that the editor can be told to do, such as `bold`; the list is in `commands/`. */
export type CommandId = string

/** Where a command belongs in a toolbar or menu. */
export type CommandGroup = 'style' | 'inline' | 'list' | 'insert' | 'block' | 'table' | 'picture' | 'history' | 'view'
