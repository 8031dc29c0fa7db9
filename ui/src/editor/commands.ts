/** The one list of what the editor can be told to do: toolbar, keys and menus are all made from it. */
import { redo, undo } from '@codemirror/commands'
import type { EditorView } from '@codemirror/view'
import { insertDivider, setHeading, toggleQuote } from './block-style'
import { toggleStyle } from './inline-style'
import { runLink } from './link'
import { indentList, toggleList } from './lists'
import { hostOf } from './options'
import type { CommandGroup, CommandId, EditorState } from './types'

/** One thing the editor can do. */
export interface Command {
  id: CommandId
  /** Key of its name in the catalogue. */
  label: string
  /** Its keys in CodeMirror's spelling; `Mod` is Ctrl, on a Mac Cmd. */
  keys?: string
  /** Name of its picture in a toolbar. */
  icon?: string
  group: CommandGroup
  /** Does it; false when it does not apply here. */
  run(view: EditorView, argument?: unknown): boolean
  /** Whether it is on, for a pressed button. */
  active?(state: EditorState): boolean
}

/** Every command. */
export const commands: readonly Command[] = [
  {
    id: 'paragraph',
    label: 'editor.command.paragraph',
    keys: 'Mod-Alt-0',
    icon: 'paragraph',
    group: 'style',
    run: (view) => setHeading(view, 0),
    active: (state) => state.block === 'paragraph',
  },
  heading(1),
  heading(2),
  heading(3),
  {
    id: 'bold',
    label: 'editor.command.bold',
    keys: 'Mod-b',
    icon: 'bold',
    group: 'inline',
    run: (view) => toggleStyle(view, 'strong'),
    active: (state) => state.bold,
  },
  {
    id: 'italic',
    label: 'editor.command.italic',
    keys: 'Mod-i',
    icon: 'italic',
    group: 'inline',
    run: (view) => toggleStyle(view, 'emphasis'),
    active: (state) => state.italic,
  },
  {
    id: 'strike',
    label: 'editor.command.strike',
    keys: 'Mod-Shift-x',
    icon: 'strike',
    group: 'inline',
    run: (view) => toggleStyle(view, 'strike'),
    active: (state) => state.strike,
  },
  {
    id: 'code',
    label: 'editor.command.code',
    keys: 'Mod-e',
    icon: 'code',
    group: 'inline',
    run: (view) => toggleStyle(view, 'code'),
    active: (state) => state.code,
  },
  {
    id: 'link',
    label: 'editor.command.link',
    keys: 'Mod-k',
    icon: 'link',
    group: 'inline',
    run: runLink,
    active: (state) => state.link !== null,
  },
  {
    id: 'bullet-list',
    label: 'editor.command.bullet-list',
    keys: 'Mod-Shift-8',
    icon: 'bullet-list',
    group: 'list',
    run: (view) => toggleList(view, 'bullet'),
    active: (state) => state.list === 'bullet',
  },
  {
    id: 'ordered-list',
    label: 'editor.command.ordered-list',
    keys: 'Mod-Shift-7',
    icon: 'ordered-list',
    group: 'list',
    run: (view) => toggleList(view, 'ordered'),
    active: (state) => state.list === 'ordered',
  },
  {
    id: 'task-list',
    label: 'editor.command.task-list',
    icon: 'task-list',
    group: 'list',
    run: (view) => toggleList(view, 'task'),
    active: (state) => state.list === 'task',
  },
  {
    id: 'quote',
    label: 'editor.command.quote',
    keys: 'Mod-Shift-9',
    icon: 'quote',
    group: 'list',
    run: toggleQuote,
    active: (state) => state.quote,
  },
  { id: 'indent', label: 'editor.command.indent', keys: 'Tab', group: 'list', run: (view) => indentList(view, 1) },
  {
    id: 'outdent',
    label: 'editor.command.outdent',
    keys: 'Shift-Tab',
    group: 'list',
    run: (view) => indentList(view, -1),
  },
  { id: 'divider', label: 'editor.command.divider', icon: 'divider', group: 'insert', run: insertDivider },
  { id: 'undo', label: 'editor.command.undo', keys: 'Mod-z', icon: 'undo', group: 'history', run: undoLast },
  { id: 'redo', label: 'editor.command.redo', keys: 'Mod-Shift-z', icon: 'redo', group: 'history', run: redo },
]

/** Undoes what the window did last, where that is more than text, else what was typed. */
function undoLast(view: EditorView): boolean {
  return hostOf(view.state)?.onUndo?.() === true || undo(view)
}

function heading(level: 1 | 2 | 3): Command {
  const id = `heading-${String(level)}` as CommandId
  return {
    id,
    label: `editor.command.${id}`,
    keys: `Mod-Alt-${String(level)}`,
    icon: id,
    group: 'style',
    run: (view) => setHeading(view, level),
    active: (state) => state.block === id,
  }
}

/** The command of that name. */
export const commandOf = (id: CommandId): Command | undefined => commands.find((command) => command.id === id)
