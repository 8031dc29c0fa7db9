/** Blocks of code: their language, and the way out of them. */
import { Prec, type Extension } from '@codemirror/state'
import { keymap } from '@codemirror/view'
import { leaveByEnter, leaveCode } from './leave'
import { languageFields, languageTheme } from './language'

export const codeBlocks: Extension = [
  languageFields,
  languageTheme,
  Prec.highest(
    keymap.of([
      { key: 'ArrowDown', run: leaveCode },
      { key: 'Enter', run: leaveByEnter },
    ]),
  ),
]
