/** The one list of what the editor can be told to do: toolbar, keys and menus are all made from it. */
import type { CommandId } from '../types'
import { blocks } from './blocks'
import type { Command } from './command'
import { figureCommands } from './figures'
import { finds } from './find'
import { steps } from './history'
import { inline } from './inline'
import { inserts } from './insert'
import { lists } from './lists'
import { remarks } from './remarks'
import { pastes } from './pasting'
import { styles } from './styles'
import { tables } from './tables'
import { changes } from './words'

export type { Command } from './command'

/** Every command, in the order of the menus. */
export const commands: readonly Command[] = [
  ...styles,
  ...inline,
  ...lists,
  ...inserts,
  ...figureCommands,
  ...blocks,
  ...tables,
  ...changes,
  ...remarks,
  ...pastes,
  ...steps,
  ...finds,
]

/** The command of that name. */
export const commandOf = (id: CommandId): Command | undefined => commands.find((command) => command.id === id)
