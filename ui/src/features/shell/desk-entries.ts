import { say, type Key } from '../../shared/words'
import { said, type Entry } from './entries'
import type { Ask } from './keys'

/** The keys of the window, by what they ask for. */
export const KEYS: Record<Ask, string> = {
  'new-post': 'Mod-n',
  publish: 'Mod-Shift-Enter',
  search: 'Mod-Shift-f',
  tidy: 'Mod-Shift-t',
  print: 'Mod-p',
  palette: 'Mod-Shift-p',
  keys: 'Mod-/',
  outline: 'Mod-Shift-o',
  'full-screen': 'F11',
  larger: 'Mod-+',
  smaller: 'Mod--',
  'usual-size': 'Mod-0',
  'next-region': 'F6',
  'previous-region': 'Shift-F6',
  toolbar: 'Alt-F10',
}

/** The ids of what leads to everything else. */
export const WAYS: ReadonlySet<string> = new Set(['desk:palette', 'desk:keys'])

/** What the desk can do besides what its keys ask for. */
export type DeskActs = {
  /** Whether a post is open. */
  written: boolean
  readOnly: boolean
  history: () => void
  picture: () => void
  preview: () => void
  imports: () => void
  settings: () => void
  openSite: () => void
}

/** The desk's part of the palette and of the sheet of keys. */
export function deskEntries(asks: Record<Ask, () => void>, acts: DeskActs): Entry[] {
  const entry = (id: string, label: Key, able: boolean, run: () => void, keys: string | null = null): Entry => ({
    id: `desk:${id}`,
    name: say(label),
    keywords: said(`${label}.keywords`),
    keys,
    able,
    run,
  })
  const asked = (ask: Ask, label: Key, able = true): Entry => entry(ask, label, able, asks[ask], KEYS[ask])
  const { written } = acts
  return [
    asked('new-post', 'menus.desk.new-post'),
    asked('publish', 'menus.desk.publish', written),
    asked('tidy', 'menus.desk.tidy', written),
    entry('history', 'menus.desk.history', written, acts.history),
    entry('picture', 'menus.desk.picture', written && !acts.readOnly, acts.picture),
    entry('preview', 'menus.desk.preview', written, acts.preview),
    asked('print', 'menus.desk.print', written),
    asked('search', 'menus.desk.search'),
    entry('import', 'menus.desk.import', true, acts.imports),
    entry('settings', 'menus.desk.settings', true, acts.settings),
    entry('open-site', 'menus.desk.open-site', true, acts.openSite),
    asked('outline', 'menus.desk.outline', written),
    asked('full-screen', 'menus.desk.full-screen'),
    asked('larger', 'menus.desk.larger'),
    asked('smaller', 'menus.desk.smaller'),
    asked('usual-size', 'menus.desk.usual-size'),
    asked('toolbar', 'menus.desk.toolbar', written),
    asked('next-region', 'menus.desk.next-region'),
    asked('previous-region', 'menus.desk.previous-region'),
    // Open already where this is chosen.
    asked('palette', 'menus.palette', false),
    asked('keys', 'menus.keys'),
  ]
}
