/** Draws boxes: their lines as one box, the lines that make them as its label and its end. */
import { syntaxTree } from '@codemirror/language'
import { RangeSet, type EditorState, type Range } from '@codemirror/state'
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view'
import { quiet } from '../../shared/shapes'
import { BoxLabel, lookOf } from './edge'
import { boxesIn, type Box } from './find'

interface Drawn {
  all: DecorationSet
  atoms: DecorationSet
}

/** The looks of the boxes that these stretches touch. */
export function drawBoxes(state: EditorState, spans: readonly { from: number; to: number }[]): Drawn {
  const all: Range<Decoration>[] = []
  const atoms: Range<Decoration>[] = []
  const done = new Set<number>()
  for (const { from, to } of spans) {
    for (const box of boxesIn(state, from, to)) {
      if (done.has(box.from)) continue
      done.add(box.from)
      drawBox(state, box, all, atoms)
    }
  }
  return { all: Decoration.set(all, true), atoms: Decoration.set(atoms, true) }
}

function drawBox(state: EditorState, box: Box, all: Range<Decoration>[], atoms: Range<Decoration>[]): void {
  const { doc } = state
  const look = lookOf(box.form.kind)
  // A tag or a fence is a card of its own; other lines are drawn here.
  const cards = box.opening !== null && box.closing !== null
  const label = Decoration.replace({ widget: new BoxLabel(box.form.kind, state.readOnly, false) })
  const hide = (span: { from: number; to: number }, decoration: Decoration): void => {
    const line = doc.lineAt(span.from)
    const from = line.from + (/^[\s>]*/.exec(line.text)?.[0].length ?? 0)
    if (from >= line.to) return
    const range = decoration.range(from, line.to)
    all.push(range)
    atoms.push(range)
  }
  const first = cards ? box.body.from : box.from
  const last = cards ? box.body.to : box.to
  for (let at = doc.lineAt(first); at.from <= last; at = doc.line(at.number + 1)) {
    const edges = `${!cards && at.from === box.from ? ' b-box-first' : ''}${!cards && at.to >= box.to ? ' b-box-last' : ''}`
    all.push(Decoration.line({ class: `b-box ${look}${edges}` }).range(at.from))
    if (at.number === doc.lines) break
  }
  if (cards) return
  if (box.opening) hide(box.opening, label)
  else {
    const widget = new BoxLabel(box.form.kind, state.readOnly, false)
    all.push(Decoration.widget({ widget, side: -1 }).range(box.body.from))
  }
  if (box.closing) hide(box.closing, Decoration.replace({}))
}

class Boxes {
  drawn: Drawn
  private stale = false

  constructor(view: EditorView) {
    this.drawn = drawBoxes(view.state, view.visibleRanges)
  }

  update(update: ViewUpdate): void {
    const changed =
      update.docChanged || update.viewportChanged || syntaxTree(update.startState) !== syntaxTree(update.state)
    if (!changed && !this.stale) return
    this.stale = update.view.composing
    if (!this.stale) this.drawn = drawBoxes(update.state, update.view.visibleRanges)
    else if (update.docChanged)
      this.drawn = { all: this.drawn.all.map(update.changes), atoms: this.drawn.atoms.map(update.changes) }
  }
}

/** The extension. */
export const boxLooks = ViewPlugin.fromClass(Boxes, {
  decorations: (boxes) => boxes.drawn.all,
  provide: (plugin) => EditorView.atomicRanges.of((view) => view.plugin(plugin)?.drawn.atoms ?? RangeSet.empty),
})

/** How boxes look. */
export const boxTheme = EditorView.theme({
  '.cm-line.b-box': {
    '--box': 'var(--accent)',
    borderInlineStart: '4px solid var(--box)',
    background: 'color-mix(in srgb, var(--box) 8%, transparent)',
    paddingInlineStart: '16px',
    paddingInlineEnd: '14px',
    color: 'var(--ink)',
  },
  '.cm-line.b-box.b-list': { paddingInlineStart: 'calc(16px + var(--depth, 1) * 1.6em)' },
  '.b-box-label': { '--box': 'var(--accent)', display: 'block', font: '600 13px/1.4 var(--ui)' },
  '.cm-line.b-box-warn, .b-box-label.b-box-warn': { '--box': 'var(--warn)' },
  '.cm-line.b-box-bad, .b-box-label.b-box-bad': { '--box': 'var(--bad)' },
  '.cm-line.b-box-good, .b-box-label.b-box-good': { '--box': 'var(--good)' },
  '.b-box-first': { borderRadius: '0 8px 0 0', paddingTop: '6px' },
  '.b-box-last': { borderRadius: '0 0 8px 0', paddingBottom: '8px' },
  'div.b-box-label': {
    borderInlineStart: '4px solid var(--box)',
    background: 'color-mix(in srgb, var(--box) 8%, transparent)',
    padding: '6px 14px 0 16px',
  },
  '.b-box-label select': {
    ...quiet,
    appearance: 'none',
    minHeight: '26px',
    margin: '0 0 0 -6px',
    padding: '2px 6px',
    color: 'var(--box)',
    font: 'inherit',
  },
  '.b-box-label select:hover:not(:disabled)': { background: 'var(--hover)' },
  '.b-box-label select:focus-visible': { outline: '2px solid var(--accent)' },
  '.b-box-label option': { background: 'var(--paper)', color: 'var(--ink)' },
  '.b-box-end': { height: '10px', borderBottom: '1px solid var(--line)' },
  '.b-card.b-cut': {
    justifyContent: 'center',
    minHeight: '32px',
    padding: '0',
    border: 'none',
    borderRadius: '4px',
    background: 'linear-gradient(var(--edge), var(--edge)) center / 100% 1px no-repeat',
    backgroundImage: 'repeating-linear-gradient(90deg, var(--edge) 0 6px, transparent 6px 12px)',
  },
  '.b-cut span': { padding: '2px 12px', background: 'var(--paper)' },
})
