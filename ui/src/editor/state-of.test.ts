import { expect, test } from 'vitest'
import { stateOf } from './state-of'
import { open } from './testing'

test.each([
  ['a|', { block: 'paragraph', bold: false, list: null, quote: false }],
  ['## a|', { block: 'heading-2' }],
  ['**a|**', { bold: true, italic: false }],
  ['⟦**a** b⟧', { bold: false }],
  ['***⟦a⟧***', { bold: true, italic: true }],
  ['- [ ] a|', { list: 'task' }],
  ['> 1. a|', { list: 'ordered', quote: true }],
  ['[a|b](http://x.y)', { link: 'http://x.y', note: false }],
  ['a[^1]| b\n\n[^1]: c', { note: true }],
  ['a[^1] b\n\n[^1]: c|', { note: true }],
  ['```\na|\n```', { block: 'code' }],
  ['⟦![a](b.png)⟧', { block: 'picture' }],
])('%j', (marked, expected) => {
  expect(stateOf(open(marked).state)).toMatchObject(expected)
})
