import { EditorSelection } from '@codemirror/state'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commands } from '.'
import { enter, softEnter } from '../enter'
import { erase } from '../erase'
import { open, type } from '../testing'
import { isKey } from '../../shared/words'

test('every command has its own name and keys, and a name in the catalogue', () => {
  const ids = commands.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  // A key is shared only by commands for different places.
  const keys = commands.filter(({ enabled }) => !enabled).flatMap((command) => command.keys ?? [])
  expect(new Set(keys).size).toBe(keys.length)
  for (const { enabled, keys: own = '' } of commands) if (enabled) expect(keys).not.toContain(own)
  for (const { label, keywords } of commands) {
    for (const key of keywords ? [label, keywords] : [label]) expect(isKey(key), key).toBe(true)
  }
})

const blocks = fc.constantFrom(
  'plain words here',
  '# A heading',
  'some **bold** and _italic_ words',
  '- one\n- two\n  - three',
  '1. one\n2. two',
  '> quoted\n> words',
  '```\ncode *x*\n```',
  '![alt](pic ture.png)',
  '[link](http://a.b) `code` ~~gone~~',
  '---',
  'hard  \nbreak',
  '| a | b |\n| - | - |\n| c | d |',
)

test('no command touches a block that the selection does not reach', () => {
  const acts = [
    ...commands.filter(({ group }) => group !== 'history').map((one) => ({ id: one.id, run: one.run })),
    { id: 'enter', run: enter },
    { id: 'soft', run: softEnter },
    { id: 'back', run: (view: Parameters<typeof enter>[0]) => erase(view, -1) },
    { id: 'del', run: (view: Parameters<typeof enter>[0]) => erase(view, 1) },
    { id: 'type', run: (view: Parameters<typeof enter>[0]) => type(view, 'x') },
    { id: 'space', run: (view: Parameters<typeof enter>[0]) => type(view, ' ') },
  ]
  fc.assert(
    fc.property(
      fc.array(blocks, { minLength: 1, maxLength: 4 }),
      fc.constantFrom(...acts),
      fc.nat(60),
      fc.nat(60),
      (parts, act, a, b) => {
        const inner = parts.join('\n\n')
        const first = 'First **one**, kept.\n\n'
        const last = '\n\nLast _one_, kept.\n'
        const view = open('', { body: `${first}between\n\n${inner}\n\nbetween${last}` })
        const from = first.length + 9
        view.dispatch({
          selection: EditorSelection.single(from + Math.min(a, inner.length), from + Math.min(b, inner.length)),
        })
        // A caret sent to a divider comes to rest in the words beside it, and what is moved is those.
        const { main } = view.state.selection
        const beside = main.from < from || main.to > from + inner.length
        if (!beside || !act.id.startsWith('move-')) act.run(view)
        const after = view.state.doc.toString()
        view.destroy()
        expect(after.startsWith(first), after).toBe(true)
        // A footnote's words stand at the end of the text.
        if (act.id === 'footnote') expect(after).toContain(last)
        else expect(after.endsWith(last), after).toBe(true)
      },
    ),
    { numRuns: 250 },
  )
})
