import { undo } from '@codemirror/commands'
import type { EditorView } from '@codemirror/view'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commandOf } from '../commands'
import { open, press, understood } from '../testing'
import { activeCell } from './active'
import { gridAt, tableField } from './field'
import { goTo } from './go'
import { readGrid, shownCells, type Align, type Grid } from './grid'
import { wordsView } from './index'
import { writeCell } from './row'
import { treeTo } from '../language'

/** A table as a reader sees it, and as a list of lists. */
interface Model {
  rows: string[][]
  aligns: Align[]
}

const word = fc.constantFrom('a', 'Cork', '20,000', '**b**', '`x\\|y`', 'a\\|b', 'one two', '', '\\\\', '_i_')
const prefix = fc.constantFrom(
  ['', ''],
  ['> ', '> '],
  ['- item\n\n  ', '  '],
  ['1. ', '   '],
  ['> - x\n>\n>   ', '>   '],
)
const marks: Record<string, string> = { left: ':--', center: ':-:', right: '--:' }

const table = fc
  .record({
    columns: fc.integer({ min: 1, max: 4 }),
    rows: fc.array(fc.array(word, { minLength: 1, maxLength: 6 }), { maxLength: 4 }),
    header: fc.array(word, { minLength: 4, maxLength: 4 }),
    aligns: fc.array(fc.constantFrom<Align>('left', 'center', 'right', null), { minLength: 4, maxLength: 4 }),
    bars: fc.constantFrom('both', 'none', 'mixed'),
    pad: fc.nat(3),
    place: prefix,
  })
  .map(({ columns, rows, header, aligns, bars, pad, place: [first = '', rest = ''] }) => {
    const line = (cells: readonly string[], index: number): string => {
      const blank = ' '.repeat(pad)
      const inner = cells.map((one) => blank + (one === '' ? ' ' : one) + blank).join('|')
      // Rows of one cell, or with an empty one at an edge, need their bars.
      const needs = cells.length < 2 || cells[0] === '' || cells[cells.length - 1] === ''
      return bars === 'both' || needs || (bars === 'mixed' && index % 2 === 0) ? `|${inner}|` : inner.trim()
    }
    const under = aligns.slice(0, columns).map((one) => (one ? (marks[one] ?? '---') : '---'))
    const lines = [line(header.slice(0, columns), 0), line(under, 0), ...rows.map(line)]
    const text = lines.map((one, index) => (index === 0 ? first : rest) + one).join('\n')
    return `before\n\n${text}\n\nafter`
  })

const operation = fc.record({
  name: fc.constantFrom(
    'type',
    'row-above',
    'row-below',
    'column-before',
    'column-after',
    'row-up',
    'row-down',
    'column-left',
    'column-right',
    'align-left',
    'align-center',
    'align-right',
    'delete-row',
    'delete-column',
  ),
  row: fc.nat(5),
  column: fc.nat(5),
  words: fc.stringMatching(/^[a-z|*\\ ]{0,6}$/),
})

function gridOf(page: EditorView): Grid {
  const [one] = page.state.field(tableField).drawn
  const grid = one && gridAt(page.state, one.from)
  if (!grid) throw new Error(`no table in ${page.state.doc.toString()}`)
  return grid
}

const bare = (cells: readonly string[]): string[] => {
  const out = cells.map((raw) => raw.trim())
  while (out.length > 0 && out[out.length - 1] === '') out.pop()
  return out
}

const modelOf = (grid: Grid): Model => ({
  rows: grid.rows.map(({ parts }) => parts.cells.map((raw) => raw.trim())),
  aligns: [...grid.aligns],
})

/** What an operation makes of the model; null where it does nothing. */
function expected(model: Model, name: string, row: number, column: number, words: string): Model | null {
  const rows = model.rows.map((cells) => [...cells])
  const aligns = [...model.aligns]
  const columns = aligns.length
  const move = <T>(list: T[], from: number, to: number): void => {
    list.splice(to, 0, ...list.splice(from, 1))
  }
  switch (name) {
    case 'type': {
      const cells = rows[row] ?? []
      while (cells.length <= column) cells.push('')
      cells[column] = words.trim()
      break
    }
    case 'row-above':
    case 'row-below': {
      const at = row + (name === 'row-below' ? 1 : 0)
      if (at === 0) return null
      rows.splice(
        at,
        0,
        Array.from({ length: columns }, () => ''),
      )
      break
    }
    case 'column-before':
    case 'column-after': {
      const at = Math.min(column + (name === 'column-after' ? 1 : 0), columns)
      for (const cells of rows) if (cells.length >= at) cells.splice(at, 0, '')
      aligns.splice(at, 0, null)
      break
    }
    case 'row-up':
    case 'row-down': {
      const to = row + (name === 'row-down' ? 1 : -1)
      if (row < 1 || to < 1 || to >= rows.length) return null
      move(rows, row, to)
      break
    }
    case 'column-left':
    case 'column-right': {
      const to = column + (name === 'column-right' ? 1 : -1)
      if (to < 0 || Math.max(column, to) >= columns) return null
      for (const cells of rows) {
        if (Math.min(column, to) >= cells.length) continue
        while (cells.length <= Math.max(column, to)) cells.push('')
        move(cells, column, to)
      }
      move(aligns, column, to)
      break
    }
    case 'delete-row': {
      if (rows.length === 1) return null
      if (row > 0) rows.splice(row, 1)
      else {
        if ((rows[1]?.length ?? 0) > columns) return null
        rows.shift()
      }
      break
    }
    case 'delete-column': {
      if (columns === 1 || column >= columns) return null
      for (const cells of rows) if (column < cells.length) cells.splice(column, 1)
      aligns.splice(column, 1)
      break
    }
    default: {
      const how = name.slice(6) as Align
      if (column >= columns) return null
      aligns[column] = aligns[column] === how ? null : how
    }
  }
  return { rows, aligns }
}

/** The lines of the text that an operation has no business with. */
function untouched(grid: Grid, lines: string[], name: string, row: number, column: number): string[] {
  const first = lines.length - grid.rows.length - 1
  const body = (index: number): number => (index === 0 ? 0 : index + 1)
  return lines.filter((_, index) => {
    const at = index - first
    if (name.startsWith('align')) return at !== 1
    if (name === 'delete-row' && row === 0) return at !== 0 && at !== 2
    if (name.includes('column')) {
      if (at <= 1) return false
      const from = column - (name === 'column-left' ? 1 : 0) + (name === 'column-after' ? 1 : 0)
      const count = grid.rows[at - 1]?.cells.length ?? 0
      return name.endsWith('before') || name.endsWith('after') ? count < Math.min(from, grid.columns) : count <= from
    }
    if (name === 'delete-row' || name === 'type') return at !== body(row)
    return true
  })
}

test('whatever is done to a table, it reads back as meant, other rows keep every byte, and undo gives the text back', () => {
  fc.assert(
    fc.property(table, fc.array(operation, { minLength: 1, maxLength: 8 }), (body, operations) => {
      const page = understood(open('', { body }))
      try {
        for (const step of operations) {
          const grid = gridOf(page)
          const row = step.row % grid.rows.length
          const column = step.column % shownCells(grid, row)
          const words = writeCell(step.words, ' ')
          const before = page.state.doc.toString()
          const tableLines = before.slice(grid.from, grid.to).split('\n')
          goTo(page, grid, { row, column })
          expect(activeCell(page.state)?.cell).toMatchObject({ row, column })
          const wanted = expected(modelOf(grid), step.name, row, column, words)
          if (step.name === 'type') {
            const cell = wordsView(page)
            cell.dispatch(cell.state.replaceSelection(words))
          } else if (wanted || grid.columns > 1) commandOf(step.name)?.run(page)
          const after = page.state.doc.toString()
          if (!wanted) {
            if (step.name !== 'delete-row' && step.name !== 'delete-column') expect(after).toBe(before)
            if (after !== before) undo(page)
            continue
          }
          const now = gridOf(page)
          const read = modelOf(now)
          expect(read.rows.map(bare)).toEqual(wanted.rows.map(bare))
          expect(read.aligns).toEqual(wanted.aligns)
          expect(after.slice(0, now.from)).toBe(before.slice(0, grid.from))
          expect(after.slice(now.to)).toBe(before.slice(grid.to))
          const lines = after.slice(now.from, now.to).split('\n')
          for (const line of untouched(grid, tableLines, step.name, row, column)) expect(lines).toContain(line)
          // What is drawn without reading everything again is what a fresh reading finds.
          const node = treeTo(page.state, page.state.doc.length).resolveInner(now.rows[0]?.from ?? 0, 1)
          let found = node
          while (found.name !== 'Table' && found.parent) found = found.parent
          expect(readGrid(page.state.doc, found)?.rows).toEqual(now.rows)
        }
        while (undo(page));
        expect(page.state.doc.toString()).toBe(body)
      } finally {
        page.destroy()
      }
    }),
    { numRuns: 25 },
  )
})

test.each(['Ctrl-z', 'Alt-Shift-ArrowDown', 'Ctrl-Enter'])('%s in a cell reaches the page', (key) => {
  const body = '| a |\n|---|\n| b |\n| c |'
  const page = understood(open('', { body }))
  goTo(page, gridOf(page), { row: 1, column: 0 })
  const cell = wordsView(page)
  cell.dispatch(cell.state.replaceSelection('x'))
  press(wordsView(page), key)
  expect(page.state.doc.toString()).toBe(
    {
      'Ctrl-z': body,
      'Alt-Shift-ArrowDown': '| a |\n|---|\n| c |\n| x |',
      'Ctrl-Enter': '| a |\n|---|\n| x |\n|   |\n| c |',
    }[key],
  )
  page.destroy()
})
