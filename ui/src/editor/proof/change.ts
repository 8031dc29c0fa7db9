/** What can be done about a remark. */
import type { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { fill, hostOf } from '../options'
import type { Placed } from './field'
import type { ProofFinding, ProofHost, ProofList, ProofWords } from './host'
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

/**
 * The stretch that gives way to a change: words that are taken out take one of the blanks around them along.
 * `at` tells the text between two offsets.
 */
export function stretchFor(
  { from, to }: { from: number; to: number },
  change: string,
  at: (from: number, to: number) => string,
): { from: number; to: number } {
  const blank = change === '' && at(Math.max(0, from - 1), from) === ' ' && !/^[\p{L}\p{N}]/u.test(at(to, to + 1))
  return { from: blank ? from - 1 : from, to }
}

/** What is spoken when a change was made. */
export const spokenOf = (words: ProofWords, change: string): string =>
  change === '' ? words.removed : fill(words.replaced, { words: change })

/** Puts words in the place of others, as one step that undo takes back. */
export function replace(view: EditorView, placed: Placed, change: string): void {
  const { state } = view
  const words = hostOf(state)?.words.proof
  const { from, to } = stretchFor(placed, change, (start, end) => state.doc.sliceString(start, end))
  view.dispatch({
    changes: { from, to, insert: change },
    selection: { anchor: from + change.length },
    userEvent: 'input.proof',
    scrollIntoView: true,
  })
  if (words) view.dispatch({ effects: EditorView.announce.of(spokenOf(words, change)) })
}

/** What a person sees of a change. */
export const shownAs = (words: ProofWords, finding: ProofFinding, change: string): string =>
  change === '' ? fill(words.remove, { words: finding.words }) : change

/** One thing to do about a remark, beside its suggestions. */
export interface Choice {
  label: string
  run(): void
}

/** Ignore, add and turn off, as far as they make sense for the remark. */
export function choicesFor(words: ProofWords, host: ProofHost, finding: ProofFinding): Choice[] {
  const choice = (label: string, run: () => void): Choice => ({ label, run })
  const ignore = choice(words.ignore, () => {
    host.ignore(finding)
  })
  if (finding.kind !== 'spelling') {
    return [
      ignore,
      choice(words.off, () => {
        host.off(finding)
      }),
    ]
  }
  const add = (label: string, list: ProofList): Choice =>
    choice(label, () => {
      host.add(finding.words, list)
    })
  return [ignore, add(words.addMine, 'mine'), add(words.addSite, 'site')]
}
