/** Tables: a new one, and what is done to the one at the caret. */
import {
  align,
  insertColumn,
  insertRow,
  insertTable,
  removeColumn,
  removeRow,
  removeWhole,
  shiftColumn,
  shiftRow,
} from '../tables/commands'
import type { TablePlace } from '../tables/words'
import type { Command } from './command'

/** A command for the table at the caret. */
const there = (
  command: Omit<Command, 'group' | 'enabled'>,
  can: (place: TablePlace) => boolean = () => true,
): Command => ({
  ...command,
  group: 'table',
  enabled: ({ table }) => table !== null && can(table),
})

export const tables: readonly Command[] = [
  {
    id: 'table',
    label: 'tables.command.table',
    icon: 'table',
    group: 'insert',
    insert: true,
    run: insertTable,
  },
  there({ id: 'row-above', label: 'tables.command.row-above', run: insertRow(0) }, ({ row }) => row > 0),
  there({ id: 'row-below', label: 'tables.command.row-below', keys: 'Mod-Enter', run: insertRow(1) }),
  there({ id: 'column-before', label: 'tables.command.column-before', run: insertColumn(0) }),
  there({ id: 'column-after', label: 'tables.command.column-after', run: insertColumn(1) }),
  there(
    { id: 'row-up', label: 'tables.command.row-up', keys: 'Alt-Shift-ArrowUp', run: shiftRow(-1) },
    ({ row }) => row > 1,
  ),
  there(
    { id: 'row-down', label: 'tables.command.row-down', keys: 'Alt-Shift-ArrowDown', run: shiftRow(1) },
    ({ row, rows }) => row > 0 && row < rows - 1,
  ),
  there(
    { id: 'column-left', label: 'tables.command.column-left', keys: 'Alt-Shift-ArrowLeft', run: shiftColumn(-1) },
    ({ column }) => column > 0,
  ),
  there(
    { id: 'column-right', label: 'tables.command.column-right', keys: 'Alt-Shift-ArrowRight', run: shiftColumn(1) },
    ({ column, columns }) => column < columns - 1,
  ),
  aligned('left', 'tables.command.align-left'),
  aligned('center', 'tables.command.align-center'),
  aligned('right', 'tables.command.align-right'),
  there({ id: 'delete-row', label: 'tables.command.delete-row', run: removeRow }),
  there({ id: 'delete-column', label: 'tables.command.delete-column', run: removeColumn }),
  there({ id: 'delete-table', label: 'tables.command.delete-table', run: removeWhole }),
]

function aligned(how: 'left' | 'center' | 'right', label: string): Command {
  return {
    ...there({ id: `align-${how}`, label, run: align(how) }),
    active: ({ table }) => table?.align === how,
  }
}
