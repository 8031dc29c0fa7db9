/** Lists and how deep their items are. */
import { indentList, toggleList } from '../lists'
import type { Command } from './command'

export const lists: readonly Command[] = [
  {
    id: 'bullet-list',
    label: 'editor.command.bullet-list',
    keywords: 'editor.keywords.bullet-list',
    keys: 'Mod-Shift-8',
    icon: 'bullets',
    group: 'list',
    run: (view) => toggleList(view, 'bullet'),
    active: (state) => state.list === 'bullet',
  },
  {
    id: 'ordered-list',
    label: 'editor.command.ordered-list',
    keywords: 'editor.keywords.ordered-list',
    keys: 'Mod-Shift-7',
    icon: 'numbers',
    group: 'list',
    run: (view) => toggleList(view, 'ordered'),
    active: (state) => state.list === 'ordered',
  },
  {
    id: 'task-list',
    label: 'editor.command.task-list',
    keywords: 'editor.keywords.task-list',
    keys: 'Mod-Shift-6',
    icon: 'tasks',
    group: 'list',
    run: (view) => toggleList(view, 'task'),
    active: (state) => state.list === 'task',
  },
  { id: 'indent', label: 'editor.command.indent', keys: 'Tab', group: 'list', run: (view) => indentList(view, 1) },
  {
    id: 'outdent',
    label: 'editor.command.outdent',
    keys: 'Shift-Tab',
    group: 'list',
    run: (view) => indentList(view, -1),
  },
]
