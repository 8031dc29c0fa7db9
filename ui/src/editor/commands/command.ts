import type { EditorView } from '@codemirror/view'
import type { CommandGroup, CommandId, EditorOptions, EditorState } from '../types'

/** One thing the editor can do. */
export interface Command {
  id: CommandId
  /** Key of its name in the catalogue. */
  label: string
  /** Key of further words that it is found by, parted by blanks. */
  keywords?: string
  /** Its keys in CodeMirror's spelling; `Mod` is Ctrl, on a Mac Cmd. */
  keys?: string
  /** Name of its picture in a toolbar or menu. */
  icon?: string
  group: CommandGroup
  /** Whether it puts something new into the text, and so stands in the menus for inserting. */
  insert?: boolean
  /** Whether this site has such a thing; what it has not is in no menu. */
  offered?(options: EditorOptions): boolean
  /** Does it; false when it does not apply here. */
  run(view: EditorView, argument?: unknown): boolean
  /** Whether it is on, for a pressed button. */
  active?(state: EditorState): boolean
  /** Whether it can do anything here; menus leave out or grey what cannot. */
  enabled?(state: EditorState): boolean
}
