/**
 * Keeps every table drawn as a grid. Tables that a change does not touch are moved along with the text and not read
 * again; where a block of code or a quote may have opened, all are.
 */
import { syntaxTree } from '@codemirror/language'
import { StateField, type EditorState, type Transaction } from '@codemirror/state'
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view'
import { treeTo } from '../language'
import { setSpoken, touchesSpoken } from '../spoken-for'
import { readGrid, type Grid } from './grid'
import { TableWidget } from './widget'

/** A table with what draws it, whose name stays with it through edits, so that its place on the page does too. */
interface Drawn {
  grid: Grid
  widget: TableWidget
}

interface Tables {
  drawn: readonly Drawn[]
  decorations: DecorationSet
}

let next = 0

/** The tables of a text. */
export const tableField = StateField.define<Tables>({
  create: (state) => tables(gridsIn(state, 0, state.doc.length).map((grid) => draw(state, grid, []))),
  update(before, tr) {
    const { state, newDoc } = tr
    const all = (): Tables => {
      const old = before.drawn.map((one) => moved(one, tr))
      return tables(gridsIn(state, 0, newDoc.length).map((grid) => draw(state, grid, old)))
    }
    if (tr.effects.some((effect) => effect.is(setSpoken)) || opensBlock(tr)) return all()
    if (tr.startState.readOnly !== state.readOnly) return all()
    const touched = tr.docChanged ? touchedLines(tr) : newlyRead(tr)
    if (touched.length === 0) return before
    const kept: Drawn[] = []
    const gone: Drawn[] = []
    for (const one of before.drawn) {
      const now = moved(one, tr)
      ;(touched.some(({ from, to }) => from <= now.grid.to && now.grid.from <= to) ? gone : kept).push(now)
    }
    const again: Drawn[] = []
    for (const { from, to } of touched) {
      for (const grid of gridsIn(state, from, to)) {
        if ([...kept, ...again].every((one) => one.grid.from !== grid.from)) again.push(draw(state, grid, gone))
      }
    }
    return before.drawn.length === 0 && again.length === 0 ? before : tables([...kept, ...again])
  },
  provide: (field) => [
    EditorView.decorations.from(field, ({ decorations }) => decorations),
    EditorView.atomicRanges.of((view) => view.state.field(field).decorations),
  ],
})

/** The table that `pos` is in, from the start of its first line to the end of its last. */
export function gridAt(state: EditorState, pos: number): Grid | null {
  const drawn = state.field(tableField, false)?.drawn ?? []
  return drawn.find(({ grid }) => grid.from <= pos && pos <= grid.to)?.grid ?? null
}

function moved({ grid, widget }: Drawn, tr: Transaction): Drawn {
  const from = tr.changes.mapPos(grid.from, 1)
  const to = tr.changes.mapPos(grid.to, -1)
  // One that was changed is read again; until then only its ends count.
  return { widget, grid: to - from === grid.to - grid.from ? shift(grid, from - grid.from) : { ...grid, from, to } }
}

function draw(state: EditorState, grid: Grid, before: readonly Drawn[]): Drawn {
  const same = before.find((one) => one.grid.from <= grid.to && grid.from <= one.grid.to)
  return { grid, widget: new TableWidget(same?.widget.id ?? next++, grid, state) }
}

function tables(found: readonly Drawn[]): Tables {
  const drawn = [...found].sort((a, b) => a.grid.from - b.grid.from)
  const looks = drawn.map(({ grid, widget }) => Decoration.replace({ widget, block: true }).range(grid.from, grid.to))
  return { drawn, decorations: Decoration.set(looks) }
}

const CONTAINER = /^(Document|Blockquote|BulletList|OrderedList|ListItem|Footnote)$/

function gridsIn(state: EditorState, from: number, to: number): Grid[] {
  const out: Grid[] = []
  // Only what is read already: a long text is not waited for, but a table is wanted whole.
  const tree = from === 0 && to === state.doc.length ? syntaxTree(state) : treeTo(state, to)
  tree.iterate({
    from,
    to: Math.min(to, tree.length),
    enter: (node) => {
      if (node.name !== 'Table') return CONTAINER.test(node.name)
      const grid = readGrid(state.doc, node.node)
      if (grid && !touchesSpoken(state, grid.from, grid.to)) out.push(grid)
      return false
    },
  })
  return out
}

function shift(grid: Grid, by: number): Grid {
  if (by === 0) return grid
  const row = (one: Grid['delimiter']): Grid['delimiter'] => ({
    ...one,
    from: one.from + by,
    to: one.to + by,
    cells: one.cells.map((cell) => ({
      start: cell.start + by,
      end: cell.end + by,
      from: cell.from + by,
      to: cell.to + by,
    })),
  })
  return { ...grid, from: grid.from + by, to: grid.to + by, rows: grid.rows.map(row), delimiter: row(grid.delimiter) }
}

const MARKS = /```|~~~|<!--|-->|^\s*<|^ {4}|^\t/m

/** Whether a change may have opened or closed a block of code or HTML, which reaches to any line below. */
function opensBlock(tr: Transaction): boolean {
  if (!tr.docChanged) return false
  let opens = false
  tr.changes.iterChanges((fromA, toA, fromB, toB) => {
    const { doc } = tr.startState
    const before = doc.sliceString(doc.lineAt(fromA).from, doc.lineAt(toA).to)
    const after = tr.newDoc.sliceString(tr.newDoc.lineAt(fromB).from, tr.newDoc.lineAt(toB).to)
    if (MARKS.test(before) !== MARKS.test(after) || (before !== after && MARKS.test(after))) opens = true
  })
  return opens
}

/** The lines that a change touched, with their neighbours, which may join a table or leave it. */
function touchedLines({ changes, newDoc }: Transaction): { from: number; to: number }[] {
  const out: { from: number; to: number }[] = []
  changes.iterChangedRanges((_fromA, _toA, fromB, toB) => {
    const first = newDoc.lineAt(fromB)
    const last = newDoc.lineAt(toB)
    out.push({
      from: first.number > 1 ? newDoc.line(first.number - 1).from : first.from,
      to: last.number < newDoc.lines ? newDoc.line(last.number + 1).to : last.to,
    })
  })
  return out
}

/** The whole lines that the parser has come to read without the text having changed. */
function newlyRead(tr: Transaction): { from: number; to: number }[] {
  const before = syntaxTree(tr.startState)
  const now = syntaxTree(tr.state)
  if (before === now) return []
  const { doc } = tr.state
  const from = doc.lineAt(Math.min(before.length, now.length, doc.length)).from
  return [{ from, to: doc.lineAt(Math.min(now.length, doc.length)).to }]
}
