import { expect, test } from 'vitest'
import { fit, found } from './match'

const all = [
  { name: 'Heading', keywords: 'title h2' },
  { name: 'Smallest heading' },
  { name: 'Block of code', keywords: 'program snippet' },
  { name: 'Résumé' },
]
const names = (query: string): string[] => found(query, all, (one) => one).map(({ name }) => name)

test('the best fit comes first', () => {
  expect(names('head')).toEqual(['Heading', 'Smallest heading'])
  expect(names('h2')).toEqual(['Heading'])
  expect(names('snip')).toEqual(['Block of code'])
  expect(names('boc')).toEqual(['Block of code'])
  expect(names('resume')).toEqual(['Résumé'])
  expect(names('code block')).toEqual(['Block of code'])
  expect(names('zzz')).toEqual([])
  expect(names('')).toHaveLength(4)
})

test('signs of regular expressions are letters like others', () => {
  for (const query of ['(', '.*', '\\', '[a']) expect(fit(query, { name: 'Heading' }), query).toBeNull()
})
