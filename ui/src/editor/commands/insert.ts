/** What is put into the text. */
import { insertDivider } from '../block-style'
import type { Command } from './command'

export const inserts: readonly Command[] = [
  {
    id: 'divider',
    label: 'editor.command.divider',
    keywords: 'editor.keywords.divider',
    icon: 'divider',
    group: 'insert',
    insert: true,
    run: insertDivider,
  },
]
