import { goToRemark, openCard } from '../proof/card'
import type { EditorOptions } from '../types'
import type { Command } from './command'

const offered = (options: EditorOptions): boolean => options.proof !== undefined

/** Going from remark to remark about words. */
export const remarks: readonly Command[] = [
  {
    id: 'next-remark',
    label: 'editor.command.next-remark',
    keys: 'F7',
    group: 'view',
    offered,
    run: (view) => goToRemark(view, 1),
  },
  {
    id: 'previous-remark',
    label: 'editor.command.previous-remark',
    keys: 'Shift-F7',
    group: 'view',
    offered,
    run: (view) => goToRemark(view, -1),
  },
  {
    id: 'show-remark',
    label: 'editor.command.show-remark',
    keys: 'Mod-.',
    group: 'view',
    offered,
    run: openCard,
  },
]
