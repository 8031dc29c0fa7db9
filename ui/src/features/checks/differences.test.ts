import { expect, test } from 'vitest'
import { differences } from './differences'

const marked = (before: string, after: string) => {
  const found = differences(before, after)
  const show = (parts: typeof found.before) =>
    parts.map(({ text, kind }) => (kind === 'only' ? `[${text}]` : text)).join('')
  return [show(found.before), show(found.after)]
}

test('what is only in one of the texts is marked', () => {
  expect(marked('Some ** bold ** words', 'Some **bold** words')).toEqual([
    'Some **[ ]bold[ ]** words',
    'Some **bold** words',
  ])
  expect(marked('(aws summit .jpg)', '(aws-summit.jpg)')).toEqual(['(aws[ ]summit[ ].jpg)', '(aws[-]summit.jpg)'])
  expect(marked('', 'New')).toEqual(['', '[New]'])
  expect(marked('Same', 'Same')).toEqual(['Same', 'Same'])
})

test('long stretches that stay are shortened, and nothing that changes is', () => {
  const long = 'words and more words '.repeat(30)
  const [before] = marked(`${long}** x **${long}`, `${long}**x**${long}`)
  expect(before).toMatch(/^… ?[^…]+\*\*\[ \]x\[ \]\*\*[^…]+…$/)
  expect(before?.length).toBeLessThan(160)
})

test('very long texts are compared quickly', () => {
  const text = (word: string) => Array.from({ length: 5000 }, (_, at) => `${word}${at}`).join(' ')
  const { before, after } = differences(`same ${text('a')} same`, `same ${text('b')} same`)
  expect(before.filter((part) => part.kind === 'only')).toHaveLength(1)
  expect(after.filter((part) => part.kind === 'only')).toHaveLength(1)
})
