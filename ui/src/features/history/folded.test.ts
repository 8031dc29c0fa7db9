import { expect, test } from 'vitest'
import type { SeenBlock } from '../../ipc'
import { folded } from './folded'

const block = (became: SeenBlock['became'], text: string): SeenBlock => ({
  kind: 'paragraph',
  level: 0,
  became,
  pieces: [{ became, text }],
  picture: null,
})
/** Rows in short: `=` same, `+` added, and the number of blocks that are folded away. */
const rows = (marks: string) =>
  folded([...marks].map((mark, at) => block(mark === '+' ? 'added' : 'same', String(at))))
    .map((row) => ('same' in row ? `(${row.same.length})` : row.block.became === 'added' ? '+' : '='))
    .join('')

test.each([
  ['', ''],
  ['+', '+'],
  ['==', '=='],
  ['======', '(6)'],
  ['+=====+', '+=(3)=+'],
  ['+====+', '+====+'],
  ['====+', '(3)=+'],
  ['+====', '+=(3)'],
  ['===+===', '===+==='],
])('%s is shown as %s', (marks, expected) => {
  expect(rows(marks)).toBe(expected)
})
