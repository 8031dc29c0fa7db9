import { commands, type Command, type CommandId, type EditorState } from '../../editor'
import { keysOf } from '../../shared/keys'
import { isKey, say } from '../../shared/words'

const named = (ids: readonly CommandId[]): Command[] => commands.filter(({ id }) => ids.includes(id))

/** The groups of the toolbar, and how wide it has to be, in CSS pixels, for them not to go behind "More". */
export const TOOLS: readonly { least: number; divided?: boolean; tools: readonly Command[] }[] = [
  { least: 0, divided: true, tools: named(['bold', 'italic']) },
  { least: 430, tools: named(['link']) },
  { least: 560, divided: true, tools: named(['bullet-list', 'ordered-list']) },
  { least: 640, tools: named(['quote']) },
  { least: 740, tools: named(['task-list']) },
]

/** From this width on, in CSS pixels, there is room for words beside drawings. */
export const WORDS_FROM = 690

/** What always stands behind "More". */
export const MORE: readonly Command[] = named([
  'strike',
  'code',
  'clear',
  'indent',
  'outdent',
  'tick',
  'code-language',
  'move-up',
  'move-down',
])

/** At the end of the toolbar. */
export const HISTORY: readonly Command[] = named(['undo', 'redo'])

/** The styles that a paragraph can have; the largest heading is the title's. */
export const STYLES: readonly Command[] = commands.filter(({ group, id }) => group === 'style' && id !== 'heading-1')

/** A command's name. */
export function nameOf(command: Command): string {
  return isKey(command.label) ? say(command.label) : command.id
}

/** A command's name with its keys, for a tooltip. */
export function hintOf(command: Command): string {
  const label = nameOf(command)
  return command.keys ? say('page.tool.keys', { label, keys: keysOf(command.keys) }) : label
}

/** Whether a command is on; undefined for one that cannot be. */
export function pressed(command: Command, state: EditorState | null): boolean | undefined {
  return command.active ? state !== null && command.active(state) : undefined
}
