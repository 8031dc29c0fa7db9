import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyLike, parts, places, print, withCell, withColumn, withMoved, withoutColumn, writeCell } from './row'

const words = fc.stringMatching(/^[a-z0-9|\\`*_ -]{0,8}$/)
const cell = words.map((text) =>
  writeCell(text, ' ')
    .trimStart()
    .replace(/[\\\s]+$/, ''),
)
const row = fc
  .record({
    open: fc.boolean(),
    close: fc.boolean(),
    cells: fc.array(cell, { minLength: 1, maxLength: 5 }),
    pad: fc.nat(2),
  })
  .map(({ open, close, cells, pad }) => {
    const blank = ' '.repeat(pad)
    const text = cells.map((one) => blank + (one === '' && pad === 0 ? ' ' : one) + blank).join('|')
    return (open ? `|${text}` : text.trimStart()) + (close ? '|' : '')
  })
const read = (text: string): string[] => parts(text).cells.map((raw) => raw.trim())

test.each([
  ['| a | b |', ['a', 'b']],
  ['a | b', ['a', 'b']],
  ['|a|', ['a']],
  ['| a \\| b | `c\\|d` |', ['a \\| b', '`c\\|d`']],
  ['||x|', ['', 'x']],
  ['|', []],
])('%s has the cells %j', (text, cells) => {
  expect(read(text)).toEqual(cells)
})

test('a row taken apart is put together to the same letters', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z|\\ ]{0,14}$/), (text) => {
      expect(print(parts(text))).toBe(text)
    }),
  )
})

test('a place without padding holds the words of its cell', () => {
  fc.assert(
    fc.property(row, (text) => {
      const taken = parts(text)
      expect(places(taken).map(({ from, to }) => text.slice(from, to))).toEqual(taken.cells.map((raw) => raw.trim()))
    }),
  )
})

test('writing in a cell changes that cell, in any style of row, and no letter of the others', () => {
  fc.assert(
    fc.property(row, fc.nat(6), cell, (text, column, next) => {
      const before = parts(text)
      const after = print(withCell(before, column, next))
      const cells = read(after)
      const wanted = [...before.cells.map((raw) => raw.trim())]
      while (wanted.length <= column) wanted.push('')
      wanted[column] = next
      expect(cells).toEqual(wanted)
      if (before.open) expect(parts(after).open).toBe(true)
    }),
  )
})

test('columns are put in, taken out and moved without touching the words of others', () => {
  fc.assert(
    fc.property(row, fc.nat(5), fc.nat(5), (text, a, b) => {
      const before = parts(text)
      const cells = before.cells.map((raw) => raw.trim())
      const more = [...cells]
      if (a <= cells.length) more.splice(a, 0, '')
      expect(read(print(withColumn(before, a, '   ')))).toEqual(more)
      const fewer = cells.filter((_, index) => index !== a)
      expect(read(print(withoutColumn(before, a)))).toEqual(cells.length === 1 && fewer.length === 0 ? [''] : fewer)
      const moved = [...cells]
      if (Math.min(a, b) < cells.length) {
        while (moved.length <= Math.max(a, b)) moved.push('')
        const [one] = moved.splice(a, 1)
        moved.splice(b, 0, one ?? '')
      }
      expect(read(print(withMoved(before, a, b)))).toEqual(moved)
    }),
  )
})

test('an empty row is a row of that many empty cells', () => {
  fc.assert(
    fc.property(row, fc.integer({ min: 1, max: 6 }), (text, columns) => {
      const made = print(emptyLike(parts(text), columns))
      expect(made.trim()).not.toBe('')
      expect(read(made)).toEqual(Array.from({ length: columns }, () => ''))
    }),
  )
})

test('words from elsewhere come in one line, their bars escaped once', () => {
  expect(writeCell('a|b\\|c', ' ')).toBe('a\\|b\\|c')
  expect(writeCell('one\n\n  two\\\nthree', '<br>')).toBe('one<br>two<br>three')
})
