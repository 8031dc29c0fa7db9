/** The keyboard: the commands' own keys, Enter and erasing as on a page, and what CodeMirror has for the rest. */
import { defaultKeymap, historyKeymap, redo } from '@codemirror/commands'
import { Prec, type Extension } from '@codemirror/state'
import { keymap, type KeyBinding } from '@codemirror/view'
import { commands } from './commands'
import { goOnKey } from './commands/find'
import { enter, softEnter } from './enter'
import { erase, eraseWord } from './erase'
import { plainKey } from './pasting'

/** Keys of CodeMirror's that belong to programmers' editors and would surprise a writer. */
const STRANGE = new Set([
  'Mod-Enter',
  'Mod-[',
  'Mod-]',
  'Mod-Alt-\\',
  'Shift-Mod-k',
  'Mod-/',
  'Alt-A',
  'Alt-ArrowUp',
  'Alt-ArrowDown',
  'Shift-Alt-ArrowUp',
  'Shift-Alt-ArrowDown',
  'Mod-i',
  'Alt-l',
  'Ctrl-m',
  'Shift-Alt-m',
  'Ctrl-Alt-ArrowUp',
  'Ctrl-Alt-ArrowDown',
  'Mod-Alt-ArrowUp',
  'Mod-Alt-ArrowDown',
  'Mod-Shift-k',
  'Enter',
  'Tab',
  'Escape',
])

const own: KeyBinding[] = [
  { key: 'Enter', run: enter, shift: softEnter },
  { key: 'Backspace', run: (view) => erase(view, -1), shift: (view) => erase(view, -1) },
  { key: 'Delete', run: (view) => erase(view, 1) },
  { key: 'Mod-Backspace', mac: 'Alt-Backspace', run: (view) => eraseWord(view, -1) },
  { key: 'Mod-Delete', mac: 'Alt-Delete', run: (view) => eraseWord(view, 1) },
  plainKey,
  goOnKey,
  { key: 'Mod-y', run: redo, preventDefault: true },
  ...commands.flatMap((command): KeyBinding[] =>
    // The system pastes by itself after this key.
    command.keys && command.id !== 'paste-plain'
      ? [{ key: command.keys, run: (view) => command.run(view), preventDefault: !command.keys.endsWith('Tab') }]
      : [],
  ),
]

/** The extension. */
export const keys: Extension = [
  Prec.high(keymap.of(own)),
  keymap.of([...defaultKeymap.filter(({ key, mac }) => !STRANGE.has(key ?? mac ?? '')), ...historyKeymap]),
]
