import { expect, test } from 'vitest'
import { addressOf } from './link'

test('an address is completed, kept or refused', () => {
  const cases: [string, string | null][] = [
    ['https://example.org/a', 'https://example.org/a'],
    ['example.org', 'https://example.org'],
    ['example.org/a b', 'https://example.org/a%20b'],
    ['localhost:4000/x', 'https://localhost:4000/x'],
    ['me@example.org', 'mailto:me@example.org'],
    ['mailto:me@example.org', 'mailto:me@example.org'],
    ['/about', '/about'],
    ['#end', '#end'],
    ['other-post.md', 'other-post.md'],
    ['javascript:alert(1)', null],
    ['JaVaScRiPt:alert(1)', null],
    ['data:text/html,x', null],
    ['', null],
    ['platform', null],
    ['notes/platform', 'notes/platform'],
    ['what?!', null],
  ]
  for (const [typed, address] of cases) expect(addressOf(typed), typed).toBe(address)
})
