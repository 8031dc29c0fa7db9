/** Has what is seen of the text read, a moment after it changed; only paragraphs that were not read yet are asked about. */
import { syntaxTree } from '@codemirror/language'
import { StateEffect, type EditorState } from '@codemirror/state'
import { ViewPlugin, type EditorView, type ViewUpdate } from '@codemirror/view'
import { hostOf } from '../options'
import { forgetRemarks, remarks, setRemarks, type Placed } from './field'
import type { ProofFinding, ProofHost } from './host'
import { paragraphsIn, type Paragraph } from './paragraphs'

/** How long the text rests before it is read, in milliseconds. */
export const REST = 400

/** So many paragraphs are asked about at once. */
const MOST = 40

/** So many answers are kept, so that undoing and scrolling ask nothing. */
const KEPT = 2_000

/** Has everything read anew: another language, another list of words. */
export const readAgain = StateEffect.define()

/** Suggestions that were asked for, by word. */
const asked = new WeakMap<ProofHost, Map<string, Promise<readonly string[]>>>()
const answered = new WeakMap<ProofHost, Map<string, readonly string[]>>()

class Reader {
  private readonly known = new Map<string, readonly ProofFinding[]>()
  private timer: ReturnType<typeof setTimeout> | undefined
  private reading = false
  private round = 0

  constructor(private readonly view: EditorView) {
    this.later(0)
  }

  update(update: ViewUpdate): void {
    const again = update.transactions.some((tr) => tr.effects.some((effect) => effect.is(readAgain)))
    if (again) {
      this.known.clear()
      this.round++
      const host = hostOf(update.state)?.proof
      if (host) forgetSuggestions(host)
    }
    const parsed = syntaxTree(update.startState) !== syntaxTree(update.state)
    if (again) this.later(0)
    else if (update.docChanged) this.later(REST)
    else if (update.viewportChanged || parsed) this.later(REST / 4)
  }

  destroy(): void {
    clearTimeout(this.timer)
    this.round++
  }

  private later(rest: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.read(), rest)
  }

  private async read(): Promise<void> {
    const host = hostOf(this.view.state)?.proof
    if (!host) return
    // What an input method composes keeps its nodes; and one question at a time.
    if (this.view.composing || this.reading) {
      this.later(REST)
      return
    }
    const seen = seenParagraphs(this.view)
    const fresh = [...new Set(seen.map((each) => each.text))].filter((text) => !this.known.has(text))
    this.show(seen)
    const question = fresh.slice(0, MOST)
    if (question.length === 0) return
    const round = this.round
    this.reading = true
    try {
      const answers = await host.check(question)
      if (round !== this.round) return
      question.forEach((text, at) => this.keep(text, answers[at] ?? []))
      if (this.view.composing) this.later(REST)
      else {
        this.show(seenParagraphs(this.view))
        if (fresh.length > question.length) this.later(0)
      }
      void fetchSuggestions(host, answers.flat())
    } catch {
      // What could not be read now is asked about after the next change.
    } finally {
      this.reading = false
    }
  }

  private keep(text: string, findings: readonly ProofFinding[]): void {
    if (this.known.size >= KEPT) this.known.clear()
    this.known.set(text, findings)
  }

  /** Puts the remarks that are known where they belong; what is there already is left alone. */
  private show(paragraphs: readonly Paragraph[]): void {
    const { state } = this.view
    const effects = []
    for (const { from, to, text } of paragraphs) {
      const findings = this.known.get(text)
      if (!findings) continue
      const placed = findings
        .map((finding) => ({ from: from + finding.from, to: from + finding.to, finding }))
        .filter((each) => each.from < each.to && each.to <= to)
      if (!isShown(state, from, to, placed)) effects.push(setRemarks.of({ from, to, findings: placed }))
    }
    if (effects.length > 0) this.view.dispatch({ effects })
  }
}

/** What is seen, in its order. A table is drawn in the place of its text, which is then none of the visible ranges. */
function seenParagraphs(view: EditorView): Paragraph[] {
  const { state, viewport, visibleRanges } = view
  const found = new Map<number, Paragraph>()
  const cells = paragraphsIn(state, viewport.from, viewport.to, 'Table')
  const words = visibleRanges.flatMap(({ from, to }) => paragraphsIn(state, from, to))
  for (const paragraph of [...words, ...cells]) found.set(paragraph.from, paragraph)
  return [...found.values()].sort((a, b) => a.from - b.from)
}

function isShown(state: EditorState, from: number, to: number, placed: readonly Placed[]): boolean {
  let at = 0
  let same = true
  state.field(remarks).all.between(from, to, (start, end, remark) => {
    const next = placed[at++]
    if (!next || next.from !== start || next.to !== end || next.finding !== remark.finding) same = false
  })
  return same && at === placed.length
}

/** Suggestions for what is misspelled are there before a card or a menu wants them. */
async function fetchSuggestions(host: ProofHost, findings: readonly ProofFinding[]): Promise<void> {
  const words = [...new Set(findings.filter(({ kind }) => kind === 'spelling').map(({ words }) => words))]
  for (const word of words.slice(0, MOST)) await suggestions(host, word).catch(() => [])
}

/** What may have been meant by a misspelled word; asked once. */
export function suggestions(host: ProofHost, word: string): Promise<readonly string[]> {
  const known = asked.get(host) ?? new Map<string, Promise<readonly string[]>>()
  asked.set(host, known)
  const answer = known.get(word) ?? host.suggest(word)
  known.set(word, answer)
  void answer.then(
    (found) => {
      const all = answered.get(host) ?? new Map<string, readonly string[]>()
      answered.set(host, all.set(word, found))
    },
    () => known.delete(word),
  )
  return answer
}

/** The same, where the answer is here already. */
export const suggestionsHere = (host: ProofHost, word: string): readonly string[] | null =>
  answered.get(host)?.get(word) ?? null

function forgetSuggestions(host: ProofHost): void {
  asked.delete(host)
  answered.delete(host)
}

/** The effects that make the text be read anew. */
export const again = () => [forgetRemarks.of(null), readAgain.of(null)]

/** The extension. */
export const reading = ViewPlugin.fromClass(Reader)
