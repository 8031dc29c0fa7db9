/** What the page shows are the words that the site will show. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { open, understood } from '../testing'
import { anyWords } from './any-document'
import { pageWords, siteWords } from './seen-words'

test('any post shows the words that its web page has', () => {
  fc.assert(
    fc.property(anyWords, (body) => {
      const view = understood(open('', { body }))
      const seen = pageWords(view.state).text
      view.destroy()
      expect(seen, body).toBe(siteWords(body))
    }),
    { seed: Number(process.env['SEED'] ?? 1), numRuns: Number(process.env['RUNS'] ?? 50) },
  )
})
