/** Draws the visible lines as a page: marks hidden, words styled, each line given its role. Rebuilt only where seen. */
import { syntaxTree } from '@codemirror/language'
import { RangeSet, type EditorState, type Range } from '@codemirror/state'
import { Decoration, Direction, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view'
import { drawingWidget } from './drawings'
import { lineLooks } from './line-looks'
import { marksOf } from './marks'
import { fill, hostOf } from './options'
import { setSpoken } from './spoken-for'

const hiddenMark = Decoration.replace({})
const nothing = { kind: 'nothing' } as const
const STYLES = {
  strong: Decoration.mark({ class: 'b-strong', tagName: 'strong' }),
  emphasis: Decoration.mark({ class: 'b-emphasis', tagName: 'em' }),
  strike: Decoration.mark({ class: 'b-strike', tagName: 's' }),
  code: Decoration.mark({
    class: 'b-code',
    tagName: 'code',
    attributes: { spellcheck: 'false', dir: 'ltr' },
    bidiIsolate: Direction.LTR,
  }),
  raw: Decoration.mark({ class: 'b-raw' }),
}

interface Drawn {
  all: DecorationSet
  atoms: DecorationSet
  /** What is read from left to right wherever it stands. */
  isolated: DecorationSet
}

/** What the lines that `from` to `to` touch look like. */
export function draw(state: EditorState, spans: readonly { from: number; to: number }[]): Drawn {
  const all: Range<Decoration>[] = []
  const atoms: Range<Decoration>[] = []
  const isolated: Range<Decoration>[] = []
  const options = hostOf(state)
  let done = 0
  for (const span of spans) {
    const from = Math.max(state.doc.lineAt(span.from).from, done)
    const to = state.doc.lineAt(span.to).to
    if (from > to) continue
    done = to + 1
    const marks = marksOf(state, from, to)
    for (const mark of marks.hidden) {
      const drawing = mark.drawing ?? (mark.alone && nothing)
      const look = (drawing ? drawingWidget(drawing, options) : hiddenMark).range(mark.from, mark.to)
      all.push(look)
      atoms.push(look)
    }
    for (const mark of marks.styled) {
      if (mark.from >= mark.to) continue
      if (mark.look === 'link')
        all.push(linkLook(mark.url ?? '', options?.words.openLink ?? '').range(mark.from, mark.to))
      else all.push(STYLES[mark.look].range(mark.from, mark.to))
      if (mark.look === 'code') isolated.push(STYLES.code.range(mark.from, mark.to))
    }
    all.push(...lineLooks(state, from, to))
  }
  return {
    all: Decoration.set(all, true),
    atoms: Decoration.set(atoms, true),
    isolated: Decoration.set(isolated, true),
  }
}

function linkLook(url: string, sentence: string): Decoration {
  return Decoration.mark({ class: 'b-link', attributes: { title: fill(sentence, { url }), 'data-url': url } })
}

class Page {
  drawn: Drawn
  private stale = false

  constructor(view: EditorView) {
    this.drawn = draw(view.state, view.visibleRanges)
  }

  update(update: ViewUpdate): void {
    const changed =
      update.docChanged ||
      update.viewportChanged ||
      syntaxTree(update.startState) !== syntaxTree(update.state) ||
      update.transactions.some((tr) => tr.effects.some((effect) => effect.is(setSpoken)))
    if (!changed && !this.stale) return
    if (update.view.composing) {
      // A word being composed by an input method must keep the nodes it stands in.
      this.stale = true
      if (update.docChanged) {
        const { all, atoms, isolated } = this.drawn
        const { changes } = update
        this.drawn = { all: all.map(changes), atoms: atoms.map(changes), isolated: isolated.map(changes) }
      }
      return
    }
    this.stale = false
    this.drawn = draw(update.state, update.view.visibleRanges)
  }
}

/** The extension. */
export const looks = ViewPlugin.fromClass(Page, {
  decorations: (page) => page.drawn.all,
  provide: (plugin) => [
    EditorView.atomicRanges.of((view) => view.plugin(plugin)?.drawn.atoms ?? RangeSet.empty),
    EditorView.bidiIsolatedRanges.of((view) => view.plugin(plugin)?.drawn.isolated ?? RangeSet.empty),
    EditorView.perLineTextDirection.of(true),
  ],
})
