/** Looking for words in the post. */
import type { EditorView, KeyBinding } from '@codemirror/view'
import { goOn, selectedText } from '../find'
import { hostOf } from '../options'
import type { Command } from './command'

export const finds: readonly Command[] = [
  open('find', 'Mod-f', false),
  open('replace', 'Mod-h', true),
  { id: 'find-next', label: 'find.next', keys: 'F3', group: 'view', run: searchOn(1) },
  { id: 'find-previous', label: 'find.previous', keys: 'Shift-F3', group: 'view', run: searchOn(-1) },
]

/** Goes on as other programs do, too. */
export const goOnKey: KeyBinding = { key: 'Mod-g', run: searchOn(1), shift: searchOn(-1), preventDefault: true }

/** The keys of searching, for a text that is shown as it is stored. */
export const findKeys: readonly KeyBinding[] = [
  ...finds.flatMap(({ keys, run }): KeyBinding[] =>
    keys ? [{ key: keys, run: (view) => run(view), preventDefault: true }] : [],
  ),
  goOnKey,
]

function open(id: string, keys: string, replace: boolean): Command {
  return {
    id,
    label: `find.${id}`,
    keywords: 'find.keywords',
    keys,
    group: 'view',
    offered: (options) => options.find !== undefined,
    run: (view) => ask(view, replace),
  }
}

/** The next match (1) or the one before (-1); before the first search the bar. */
function searchOn(way: -1 | 1): (view: EditorView) => boolean {
  return (view) => goOn(view, way) || ask(view, false)
}

/** Opens the bar. */
function ask(view: EditorView, replace: boolean): boolean {
  const host = hostOf(view.state)?.find
  host?.onAsk(selectedText(view.state), replace)
  return host !== undefined
}
