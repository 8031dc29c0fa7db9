/** What the menu at the caret or pointer offers for words that there is a remark about: suggestions on top. */
import { Prec, type EditorState, type Extension } from '@codemirror/state'
import { contextItems } from '../menus/items'
import type { ContextItem } from '../menus/host'
import { hostOf } from '../options'
import { canReplace, changesFor, choicesFor, replace, shownAs } from './change'
import { remarkAt } from './field'
import { MOST } from './remark-card'

function changes(state: EditorState, pos: number): ContextItem[] {
  const words = hostOf(state)?.words.proof
  const placed = remarkAt(state, pos)
  if (!words || !placed || !canReplace(state, placed)) return []
  const found = changesFor(state, placed)
  if (!found?.length) return [{ label: found ? words.none : words.looking, disabled: true, run: () => undefined }]
  return found.slice(0, MOST).map((change) => ({
    label: shownAs(words, placed.finding, change),
    run: (view) => replace(view, placed, change),
  }))
}

function choices(state: EditorState, pos: number): ContextItem[] {
  const options = hostOf(state)
  const placed = remarkAt(state, pos)
  return placed && options?.proof ? choicesFor(options.words.proof, options.proof, placed.finding) : []
}

/** The extension. */
export const remarksInMenu: Extension = Prec.high([contextItems.of(changes), contextItems.of(choices)])
