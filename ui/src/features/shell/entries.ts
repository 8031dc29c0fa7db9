import { type Command, type EditorState } from '../../editor'
import { isKey, say, type Key } from '../../shared/words'
import type { Ask } from './keys'

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

/** What the desk can be told to do: its name, words that it is found by, and its keys. */
export type DeskCommand = { id: string; label: Key; keywords?: Key; keys?: string; able?: boolean; run: () => void }

/** The keys of the window, by what they ask for. */
export const KEYS: Record<Ask, string> = {
  'new-post': 'Mod-n',
  publish: 'Mod-Shift-Enter',
  search: 'Mod-Shift-f',
  tidy: 'Mod-Shift-t',
  palette: 'Mod-Shift-p',
  keys: 'Mod-/',
  'next-region': 'F6',
  'previous-region': 'Shift-F6',
  toolbar: 'Alt-F10',
}

const said = (key: string | undefined): string => (key !== undefined && isKey(key) ? say(key) : '')

/** A command of the desk as an entry. */
export const ofDesk = (command: DeskCommand): Entry => ({
  id: `desk:${command.id}`,
  name: say(command.label),
  keywords: said(command.keywords),
  keys: command.keys ?? null,
  able: command.able ?? true,
  run: command.run,
})

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
