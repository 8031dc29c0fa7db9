/**
 * R2 and R5: no half mark, no word that comes or goes by itself. Told by rendering: the words on the page are at all
 * times those that a web page made of the text has, and an act changes those that it should and no other.
 */
import type { EditorView } from '@codemirror/view'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kindOf } from '../lines'
import { open, understood } from '../testing'
import { anyWords } from './any-document'
import { breaking, erasing, moving, perform, shaping, styling, typing, type Act } from './any-editing'
import { pageWords, siteWords } from './seen-words'

const RUNS = Number(process.env['RUNS'] ?? 40)
/** The same documents and acts each time; `SEED` looks at others. */
const SEED = Number(process.env['SEED'] ?? 1)

/** A post that page and site agree on, and the acts done in it; each step is looked at. */
function each(
  acts: fc.Arbitrary<Act>,
  look: (before: Seen, after: Seen, act: Act, story: string) => void,
  runs = RUNS,
): void {
  fc.assert(
    fc.property(anyWords, fc.array(acts, { minLength: 1, maxLength: 8 }), (body, steps) => {
      const view = understood(open('', { body }))
      const story: string[] = []
      let before = seen(view)
      for (const act of steps) {
        const was = view.state.doc.toString()
        const { anchor, head } = view.state.selection.main
        perform(view, act)
        const after = seen(understood(view))
        const now = view.state.doc.toString()
        story.push(
          `${JSON.stringify(act)} at ${String(anchor)}-${String(head)}: ${JSON.stringify(was)} -> ${JSON.stringify(now)}`,
        )
        look(before, after, act, story.slice(-2).join('\n'))
        before = after
      }
      view.destroy()
    }),
    { seed: SEED, numRuns: runs, endOnFailure: process.env['QUICK'] !== undefined },
  )
}

interface Seen {
  /** The page's words, without blanks. */
  words: string
  /** How many of them stand before the selection, and how many in it. */
  at: number
  selected: number
  site: string
  /** How many lines are drawn as cards, of which neither tells the words. */
  cards: number
}

function seen(view: EditorView): Seen {
  const { text, at } = pageWords(view.state)
  const { from, to } = view.state.selection.main
  const count = (pos: number): number => at.filter((one) => one < pos).length
  return {
    words: text,
    at: count(from),
    selected: count(to) - count(from),
    site: siteWords(view.state.doc.toString()),
    cards: Array.from({ length: view.state.doc.lines }, (_, at) =>
      kindOf(view.state, view.state.doc.line(at + 1)),
    ).filter((kind) => kind === 'card').length,
  }
}

test('whatever is done, the page shows the words that the site will show', () => {
  each(fc.oneof(typing, erasing, breaking, moving, styling, shaping), (_before, after, _act, story) => {
    expect(after.words, story).toBe(after.site)
  })
})

test('styling and shaping changes no word', () => {
  each(fc.oneof(styling, shaping, moving, moving), (before, after, _act, story) => {
    // HTML alone in an item is a card, and behind a box words: the same on the site, and told as other words here.
    if (after.cards === before.cards) expect(after.words, story).toBe(before.words)
  })
})

test('a new line parts words and changes none', () => {
  each(fc.oneof(breaking, moving), (before, after, act, story) => {
    const gone = act.do === 'press' && /Enter$/.test(act.key) ? before.selected : 0
    expect(after.words, story).toBe(before.words.slice(0, before.at) + before.words.slice(before.at + gone))
  })
})

test('erasing takes what is selected or beside the caret, and no other letter', () => {
  each(fc.oneof(erasing, moving), (before, after, act, story) => {
    if (act.do === 'press' && !/Delete|Backspace/.test(act.key)) expect(after.words, story).toBe(before.words)
    else if (act.do !== 'press') expect(after.words, story).toBe(before.words)
    else if (before.selected > 0) {
      expect(after.words, story).toBe(
        before.words.slice(0, before.at) + before.words.slice(before.at + before.selected),
      )
    } else {
      const gone = before.words.length - after.words.length
      const from = act.key.endsWith('Backspace') ? before.at - gone : before.at
      expect(gone, story).toBeGreaterThanOrEqual(0)
      expect(after.words, story).toBe(before.words.slice(0, from) + before.words.slice(from + gone))
    }
  })
})
