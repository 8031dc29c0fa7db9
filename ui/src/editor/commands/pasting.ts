/** Pasting in other ways than the system's own. */
import { pastePlain } from '../pasting'
import type { Command } from './command'

export const pastes: readonly Command[] = [
  {
    id: 'paste-plain',
    label: 'editor.command.paste-plain',
    keywords: 'editor.keywords.paste-plain',
    keys: 'Mod-Shift-v',
    group: 'history',
    run: pastePlain,
  },
]
