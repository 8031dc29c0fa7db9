import { expect, test } from 'vitest'
import { askOf, nextRegion, type Ask } from './keys'

test('the keys of the window', () => {
  const none = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false }
  const cases: [string, Partial<typeof none>, Ask | null][] = [
    ['n', { ctrlKey: true }, 'new-post'],
    ['n', { metaKey: true }, 'new-post'],
    ['n', {}, null],
    ['Enter', { ctrlKey: true, shiftKey: true }, 'publish'],
    ['Enter', { ctrlKey: true }, null],
    ['P', { ctrlKey: true, shiftKey: true }, 'palette'],
    ['/', { ctrlKey: true }, 'keys'],
    ['p', { ctrlKey: true }, 'print'],
    ['F', { ctrlKey: true, shiftKey: true }, 'search'],
    ['f', { ctrlKey: true }, null],
    ['T', { ctrlKey: true, shiftKey: true }, 'tidy'],
    ['t', { ctrlKey: true }, null],
    ['F6', {}, 'next-region'],
    ['F6', { shiftKey: true }, 'previous-region'],
    ['F10', { altKey: true }, 'toolbar'],
    ['F10', {}, null],
  ]
  for (const [key, held, ask] of cases) expect(askOf({ key, ...none, ...held }), key).toBe(ask)
})

test('regions follow each other in a circle', () => {
  const regions = ['a', 'b', 'c'].map((id) => Object.assign(document.createElement('section'), { id }))
  const inside = document.createElement('button')
  regions[1]?.append(inside)
  expect(nextRegion(regions, inside, false)?.id).toBe('c')
  expect(nextRegion(regions, inside, true)?.id).toBe('a')
  expect(nextRegion(regions, regions[2] ?? null, false)?.id).toBe('a')
  expect(nextRegion(regions, regions[0] ?? null, true)?.id).toBe('c')
  expect(nextRegion(regions, null, false)?.id).toBe('a')
})
