/** Blocks of code: their language, and the way out of them. */
import { Prec, type Extension } from '@codemirror/state'
import { keymap } from '@codemirror/view'
import { leaveCode } from './insert'
import { languageFields, languageTheme } from './language'

export const codeBlocks: Extension = [
  languageFields,
  languageTheme,
  Prec.highest(keymap.of([{ key: 'ArrowDown', run: leaveCode }])),
]
