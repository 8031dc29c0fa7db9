/** What menus ask of the window. */
import type { EditorView } from '@codemirror/view'

/** One line of the menu at the caret or pointer. */
export interface ContextItem {
  /** What it is called: a sentence, not a key. */
  label: string
  /** Its keys in CodeMirror's spelling. */
  keys?: string
  /** Shown, but cannot be chosen. */
  disabled?: boolean
  /** Whether it is on; absent for what cannot be. */
  checked?: boolean
  run(view: EditorView): void
}

/** A menu to be shown: its items in groups, and where; the place is of the window, in CSS pixels. */
export interface ContextMenu {
  groups: readonly (readonly ContextItem[])[]
  x: number
  top: number
  bottom: number
  /** Does what was chosen, after the focus is back in the text. */
  choose(item: ContextItem): void
  /** Brings the focus back when nothing was. */
  cancel(): void
}

/** The window's part in menus. */
export interface MenuHost {
  /** Shows the menu at the caret or pointer. */
  onContext(menu: ContextMenu): void
}

/** What the system's clipboard holds. */
export interface Clipboard {
  html?: string
  text?: string
}

/** The system's clipboard, which the page itself may not read. */
export interface ClipboardHost {
  /** What it holds; neither when it is empty or holds something else. */
  readClipboard?(): Promise<Clipboard>
}
