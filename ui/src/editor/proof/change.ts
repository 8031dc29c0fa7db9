/** What can be done about a remark. */
import type { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { fill, hostOf } from '../options'
import type { Placed } from './field'
import { suggestionsHere } from './reading'

/** Whether the words stand there without marks between them, so that others can be put in their place. */
export function canReplace(state: EditorState, { from, to, finding }: Placed): boolean {
  return !state.readOnly && oneLine(state.doc.sliceString(from, to)) === oneLine(finding.words)
}

const oneLine = (text: string): string => text.replace(/\s*\n[\s>]*/g, ' ').replace(/\s+/g, ' ')

/** What can be put in the place of the words; null as long as that is not known. */
export function changesFor(state: EditorState, placed: Placed): readonly string[] | null {
  if (!canReplace(state, placed)) return []
  const { finding } = placed
  if (finding.kind !== 'spelling') return finding.changes
  const host = hostOf(state)?.proof
  return host ? suggestionsHere(host, finding.words) : []
}

/** Puts words in the place of others, as one step that undo takes back. */
export function replace(view: EditorView, placed: Placed, change: string): void {
  const { state } = view
  const options = hostOf(state)
  let { from } = placed
  const { to } = placed
  // Words that are taken out take one of the blanks around them along.
  const after = state.doc.sliceString(to, to + 1)
  if (change === '' && state.doc.sliceString(from - 1, from) === ' ' && !/^[\p{L}\p{N}]/u.test(after)) from--
  view.dispatch({
    changes: { from, to, insert: change },
    selection: { anchor: from + change.length },
    userEvent: 'input.proof',
    scrollIntoView: true,
  })
  const words = options?.words.proof
  if (!words) return
  view.dispatch({
    effects: EditorView.announce.of(change === '' ? words.removed : fill(words.replaced, { words: change })),
  })
}

/** What a person sees of a change. */
export function shownAs(state: EditorState, placed: Placed, change: string): string {
  const words = hostOf(state)?.words.proof
  return change === '' ? fill(words?.remove ?? '', { words: placed.finding.words }) : change
}

/** One thing to do about a remark, beside its suggestions. */
export interface Choice {
  label: string
  run(view: EditorView): void
}

/** Ignore, add and turn off, as far as they make sense for the remark. */
export function choicesFor(state: EditorState, { finding }: Placed): Choice[] {
  const options = hostOf(state)
  const words = options?.words.proof
  const host = options?.proof
  if (!words || !host) return []
  const ignore = { label: words.ignore, run: () => host.ignore(finding) }
  if (finding.kind !== 'spelling') return [ignore, { label: words.off, run: () => host.off(finding) }]
  return [
    ignore,
    { label: words.addMine, run: () => host.add(finding.words, 'mine') },
    { label: words.addSite, run: () => host.add(finding.words, 'site') },
  ]
}
