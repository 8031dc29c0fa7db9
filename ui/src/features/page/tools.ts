import { commands, type Command, type CommandId } from '../../editor'
import type { IconName } from '../../shared/drawings'
import { isKey, say } from '../../shared/words'

/** A command's drawing in the toolbar, or a letter shown as itself. */
export type Drawing = IconName | 'B' | 'I'

/** A button of the toolbar. */
export type Tool = { command: Command; icon: Drawing }

function tool(id: CommandId, icon: Drawing): Tool[] {
  const command = commands.find((each) => each.id === id)
  return command ? [{ command, icon }] : []
}

/** What stands in the toolbar, in groups. */
export const TOOLS: Tool[][] = [
  [...tool('bold', 'B'), ...tool('italic', 'I'), ...tool('link', 'link')],
  [...tool('bullet-list', 'bullets'), ...tool('ordered-list', 'numbers'), ...tool('quote', 'quote')],
]

/** What stands behind "More". */
export const MORE: Tool[] = [
  ...tool('strike', 'strike'),
  ...tool('code', 'code'),
  ...tool('task-list', 'tasks'),
  ...tool('divider', 'divider'),
]

/** At the end of the toolbar. */
export const HISTORY: Tool[] = [...tool('undo', 'undo'), ...tool('redo', 'redo')]

/** The styles that a paragraph can have; the largest heading is the title's. */
export const STYLES: Command[] = commands.filter(
  (command) => command.group === 'style' && command.id !== 'heading-1' && command.id !== 'quote',
)

/** A command's name. */
export function nameOf(command: Command): string {
  return isKey(command.label) ? say(command.label) : command.id
}

/** Keys as this computer writes them, from CodeMirror's spelling. */
export function keysHere(keys: string, mac: boolean): string {
  const parts = keys.split('-').map((part) => (part.length === 1 ? part.toUpperCase() : part))
  const signs: Record<string, string> = { Mod: '⌘', Shift: '⇧', Alt: '⌥' }
  return mac ? parts.map((part) => signs[part] ?? part).join('') : parts.join('+').replace('Mod', 'Ctrl')
}
