/**
 * Keeps every table drawn as a grid. Tables that a change does not touch are moved along with the text and not read
 * again; where a block of code or a quote may have opened, all are.
 */
import { syntaxTree } from '@codemirror/language'
import { StateField, type EditorState, type Transaction } from '@codemirror/state'
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view'
import { treeTo } from '../language'
import { opensBlock } from '../opens-block'
import { setSpoken, touchesSpoken } from '../spoken-for'
import { readGrid, type Grid } from './grid'
import { TableWidget } from './widget'

/** A table with what draws it, whose name stays with it through edits, so that its place on the page does too. */
interface Drawn {
  from: number
  to: number
  widget: TableWidget
  /** As it was read, at the place where it then was. */
  grid: Grid
}

interface Tables {
  /** In the order of the text. */
  drawn: readonly Drawn[]
  decorations: DecorationSet
}

let next = 0

/** The tables of a text. */
export const tableField = StateField.define<Tables>({
  create: (state) => tables(gridsIn(state, 0, state.doc.length).map((grid) => draw(state, grid, []))),
  update(before, tr) {
    const { state, newDoc } = tr
    const now = tr.docChanged ? before.drawn.map((one) => moved(one, tr)) : before.drawn
    const anywhere =
      opensBlock(tr) || tr.startState.readOnly !== state.readOnly || tr.effects.some((effect) => effect.is(setSpoken))
    const touched = anywhere ? [{ from: 0, to: Math.min(syntaxTree(state).length, newDoc.length) }] : touchedIn(tr)
    if (touched.length === 0) return before
    const isTouched = (one: Drawn): boolean => touched.some(({ from, to }) => from <= one.to && one.from <= to)
    const gone = now.filter(isTouched)
    const kept = now.filter((one) => !isTouched(one))
    const again: Drawn[] = []
    for (const { from, to } of touched) {
      for (const grid of gridsIn(state, from, to)) {
        if ([...kept, ...again].every((one) => one.from !== grid.from)) again.push(draw(state, grid, gone))
      }
    }
    if (gone.length > 0 || again.length > 0) return tables([...kept, ...again])
    return tr.docChanged ? { drawn: kept, decorations: before.decorations.map(tr.changes) } : before
  },
  provide: (field) => [
    EditorView.decorations.from(field, ({ decorations }) => decorations),
    EditorView.atomicRanges.of((view) => view.state.field(field).decorations),
  ],
})

/** The table that `pos` is in, from the start of its first line to the end of its last. */
export function gridAt(state: EditorState, pos: number): Grid | null {
  const one = drawnAt(state, pos)
  return one && gridOf(one)
}

/** Whether `pos` is in a table. */
export const inTable = (state: EditorState, pos: number): boolean => drawnAt(state, pos) !== null

function drawnAt(state: EditorState, pos: number): Drawn | null {
  const drawn = state.field(tableField, false)?.drawn ?? []
  let first = 0
  let last = drawn.length
  while (first < last) {
    const middle = (first + last) >> 1
    if ((drawn[middle]?.to ?? pos) < pos) first = middle + 1
    else last = middle
  }
  const found = drawn[first]
  return found && found.from <= pos ? found : null
}

/** The table where it is now. A text may hold many, of which few are asked for: only those are brought to their place. */
function gridOf(one: Drawn): Grid {
  one.grid = shift(one.grid, one.from - one.grid.from)
  return one.grid
}

function moved({ from, to, widget, grid }: Drawn, { changes }: Transaction): Drawn {
  return { from: changes.mapPos(from, 1), to: changes.mapPos(to, -1), widget, grid }
}

function draw(state: EditorState, grid: Grid, before: readonly Drawn[]): Drawn {
  const { from, to } = grid
  const same = before.find((one) => one.from <= to && from <= one.to)
  return { from, to, grid, widget: new TableWidget(same?.widget.id ?? next++, grid, state) }
}

function tables(found: readonly Drawn[]): Tables {
  const drawn = [...found].sort((a, b) => a.from - b.from)
  const looks = drawn.map(({ from, to, widget }) => Decoration.replace({ widget, block: true }).range(from, to))
  return { drawn, decorations: Decoration.set(looks) }
}

const CONTAINER = /^(Document|Blockquote|BulletList|OrderedList|ListItem|Footnote)$/

function gridsIn(state: EditorState, from: number, to: number): Grid[] {
  const out: Grid[] = []
  // Only what is read already: a long text is not waited for, but a table is wanted whole.
  const tree = from === 0 ? syntaxTree(state) : treeTo(state, to)
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

/** The lines that a change touched, with their neighbours, which may join a table or leave it; and those read anew. */
function touchedIn(tr: Transaction): { from: number; to: number }[] {
  const { changes, newDoc } = tr
  const out = newlyRead(tr)
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

/** The whole lines that the parser has come to read. */
function newlyRead(tr: Transaction): { from: number; to: number }[] {
  const before = syntaxTree(tr.startState)
  const now = syntaxTree(tr.state)
  const { newDoc: doc } = tr
  const known = Math.min(tr.changes.mapPos(Math.min(before.length, tr.startState.doc.length)), doc.length)
  if (before === now || (tr.docChanged && now.length <= known)) return []
  const from = doc.lineAt(Math.min(known, now.length)).from
  return [{ from, to: doc.lineAt(Math.min(now.length, doc.length)).to }]
}
