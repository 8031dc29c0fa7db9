/** What the menu at the pointer offers in a table. */
import type { EditorState, Extension } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { commandOf } from '../commands'
import { contextItems } from '../menus/items'
import type { ContextItem } from '../menus/host'
import { hostOf } from '../options'
import { stateOf } from '../state-of'
import { pickedGrid } from './active'
import { blockOf } from './block'

const GROUPS = [
  ['row-above', 'row-below', 'column-before', 'column-after'],
  ['row-up', 'row-down', 'column-left', 'column-right'],
  ['align-left', 'align-center', 'align-right'],
  ['delete-row', 'delete-column', 'delete-table'],
]

/** The groups in a cell of `page`; what cannot be done there is left out. */
export const inCell = (page: EditorView): Extension =>
  GROUPS.map((group) => contextItems.of(() => items(page.state, group, page)))

/** The groups where several cells are selected. */
export const atBlock = (): Extension =>
  GROUPS.map((group) => contextItems.of((state) => (blockOf(state) ? items(state, group) : [])))

/** The group at a table that is selected as one thing. */
export const atWhole = (): Extension =>
  contextItems.of((state) => (pickedGrid(state) ? items(state, ['delete-table']) : []))

function items(state: EditorState, ids: readonly string[], page?: EditorView): ContextItem[] {
  const words = hostOf(state)?.words.tables
  if (!words || state.readOnly) return []
  const here = stateOf(state)
  return ids.flatMap((id): ContextItem[] => {
    const command = commandOf(id)
    if (!command || ((page ?? here.table) && !command.enabled?.(here))) return []
    return [
      {
        label: words.command(command.label),
        ...(command.keys ? { keys: command.keys } : {}),
        ...(command.active ? { checked: command.active(here) } : {}),
        run: (view) => {
          command.run(page ?? view)
        },
      },
    ]
  })
}
