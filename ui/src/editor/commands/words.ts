/** What is done to words that are there: their looks taken away, tasks ticked, blocks moved. */
import { clearLooks } from '../clear-looks'
import { moveThing } from '../figures'
import { moveBlock } from '../move-block'
import { tickHere } from '../tick'
import type { Command } from './command'

export const changes: readonly Command[] = [
  {
    id: 'clear',
    label: 'editor.command.clear',
    keywords: 'editor.keywords.clear',
    keys: 'Mod-\\',
    icon: 'clear',
    group: 'inline',
    run: clearLooks,
  },
  {
    id: 'tick',
    label: 'editor.command.tick',
    keywords: 'editor.keywords.tick',
    keys: 'Mod-Enter',
    icon: 'done',
    group: 'block',
    run: tickHere,
    enabled: (state) => state.list === 'task',
  },
  {
    id: 'move-up',
    label: 'editor.command.move-up',
    keywords: 'editor.keywords.move',
    keys: 'Alt-ArrowUp',
    icon: 'up',
    group: 'block',
    run: (view) => moveThing(view, -1) || moveBlock(view, -1),
  },
  {
    id: 'move-down',
    label: 'editor.command.move-down',
    keywords: 'editor.keywords.move',
    keys: 'Alt-ArrowDown',
    icon: 'descend',
    group: 'block',
    run: (view) => moveThing(view, 1) || moveBlock(view, 1),
  },
]
