import { undo } from '@codemirror/commands'
import { afterEach, expect, test } from 'vitest'
import type { EditorView } from '@codemirror/view'
import { open } from '../testing'
import { pasteGrid, wordsView } from './index'

let page: EditorView
afterEach(() => {
  page.destroy()
})
function paste(body: string, at: string, rows: string[][]): string {
  page = open('', { body })
  page.dispatch({ selection: { anchor: body.indexOf(at) } })
  expect(pasteGrid(wordsView(page), rows)).toBe(true)
  const after = page.state.doc.toString()
  undo(page)
  expect(page.state.doc.toString()).toBe(body)
  return after
}

const TABLE = `x

| City | People |
|------|-------:|
| Cork | 300    |
| Kerry | 20 |

y`

test('what fits goes into the cells from the caret on, and other rows keep their bytes', () => {
  expect(paste(TABLE, 'Cork', [['A', '1']])).toBe(TABLE.replace('| Cork | 300    |', '| A    | 1      |'))
})

test('rows and columns that are lacking are added, in one step', () => {
  expect(
    paste(TABLE, 'Kerry', [
      ['B', '2', 'new'],
      ['C', '3'],
    ]),
  ).toBe(`x

| City | People |   |
|------|-------:|---|
| Cork | 300    |   |
| B | 2 | new |
| C     | 3  |   |

y`)
})

test('bars and line breaks are written as a cell needs them, and a list keeps its place', () => {
  expect(paste('- x\n\n  a | b\n  --- | ---\n  c | d', 'd', [['1|2'], ['two\nlines']])).toBe(
    '- x\n\n  a | b\n  --- | ---\n  c | 1\\|2\n  |  | two lines |',
  )
})

test('outside of a table nothing happens', () => {
  page = open('words|')
  expect(pasteGrid(page, [['a']])).toBe(false)
})
