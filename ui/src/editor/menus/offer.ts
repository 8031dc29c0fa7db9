/** Which commands a menu offers. */
import { commands, type Command } from '../commands'
import type { EditorOptions } from '../types'

/** Every command that this site has. */
export function offered(options: EditorOptions | null): Command[] {
  return commands.filter((command) => !command.offered || (options !== null && command.offered(options)))
}

/** What the menus for inserting hold: what puts something new into the text, and what a paragraph can become. */
export function insertable(options: EditorOptions | null): Command[] {
  const all = offered(options)
  // The largest heading is the post's own title.
  const styles = all.filter(({ group, id }) => group === 'style' && id !== 'heading-1')
  const lists = all.filter(({ group, active }) => group === 'list' && active !== undefined)
  const inserts = all.filter(({ insert }) => insert)
  return [...new Set([...styles, ...lists, ...inserts])]
}
