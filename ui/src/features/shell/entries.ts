import { type Command, type EditorState } from '../../editor'
import { isKey, say } from '../../shared/words'

/** One line of the palette and of the list of keys. */
export type Entry = {
  id: string
  name: string
  keywords: string
  /** In CodeMirror's spelling. */
  keys: string | null
  /** Whether it can do something now. */
  able: boolean
  run: () => void
}

/** The sentence of a key that may not be there. */
export const said = (key: string | undefined): string => (key !== undefined && isKey(key) ? say(key) : '')

/** A command of the text as an entry. */
export function ofText(command: Command, state: EditorState | null, run: (command: Command) => void): Entry {
  return {
    id: command.id,
    name: said(command.label) || command.id,
    keywords: said(command.keywords),
    keys: command.keys ?? null,
    able: state !== null && command.enabled?.(state) !== false,
    run: () => run(command),
  }
}

/** Those used last first, the others in their own order. */
export function recentFirst(entries: readonly Entry[], recent: readonly string[]): Entry[] {
  const place = ({ id }: Entry): number => (recent.includes(id) ? recent.indexOf(id) : recent.length)
  return entries.toSorted((a, b) => place(a) - place(b))
}
