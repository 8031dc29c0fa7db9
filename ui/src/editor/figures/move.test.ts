import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EditorState } from '@codemirror/state'
import { markdown } from '../language'
import { host } from '../options'
import { open, options, press, shown } from '../testing'
import { beside } from './move'
import { pictureField, selectedThing } from './pictures'
import { PLAIN } from './ways'

const nothing = () => Promise.reject(new Error('not asked'))

test('a picture goes past the block below and above it, and undo brings it back in one step', () => {
  const view = open('a\n\n⟦![x](y.png)⟧\n\nb\nc\n\nd\n')
  press(view, 'Alt-ArrowDown')
  expect(shown(view)).toBe('a\n\nb\nc\n\n⟦![x](y.png)⟧\n\nd\n')
  press(view, 'Alt-ArrowDown')
  expect(shown(view)).toBe('a\n\nb\nc\n\nd\n\n⟦![x](y.png)⟧\n')
  press(view, 'Alt-ArrowDown')
  expect(shown(view)).toBe('a\n\nb\nc\n\nd\n\n⟦![x](y.png)⟧\n')
  for (let n = 0; n < 3; n++) press(view, 'Alt-ArrowUp')
  expect(shown(view)).toBe('⟦![x](y.png)⟧\n\na\n\nb\nc\n\nd\n')
  press(view, 'Ctrl-z')
  expect(view.state.doc.toString()).toBe('a\n\n![x](y.png)\n\nb\nc\n\nd\n')
})

test('a list, a gallery and a block of code are each one thing to go past', () => {
  const view = open('⟦![x](y.png)⟧\n\n- a\n\n- b\n\n```\nc\n\nd\n```\n\n![e](f.png)\n![g](h.png)')
  press(view, 'Alt-ArrowDown')
  expect(shown(view)).toBe('- a\n\n- b\n\n⟦![x](y.png)⟧\n\n```\nc\n\nd\n```\n\n![e](f.png)\n![g](h.png)')
  press(view, 'Alt-ArrowDown')
  press(view, 'Alt-ArrowDown')
  expect(shown(view)).toBe('- a\n\n- b\n\n```\nc\n\nd\n```\n\n![e](f.png)\n![g](h.png)\n\n⟦![x](y.png)⟧')
})

test('a list that the parser has only begun to read is gone past as a whole', () => {
  const list = Array.from({ length: 400 }, (_, at) => `- item ${String(at)}`).join('\n')
  const view = open(`⟦![x](y.png)⟧\n\n${list}\n\nend`)
  press(view, 'Alt-ArrowDown')
  expect(view.state.doc.toString()).toBe(`${list}\n\n![x](y.png)\n\nend`)
})

test('a picture does not go above lines that details speak for', () => {
  const body = '# Title\n\n![x](y.png)\n\nb'
  const view = open('', { body, spokenFor: [{ from: 0, to: 7 }] })
  view.dispatch({ selection: { anchor: 9, head: 20 } })
  press(view, 'Alt-ArrowUp')
  expect(view.state.doc.toString()).toBe(body)
})

const block = fc.constantFrom(
  'a',
  'b\nc',
  '## d',
  '- e\n- f',
  '> g',
  '```\nh\n\ni\n```',
  '![j](k.png)',
  '---',
  '| l |\n| - |\n| m |',
)

test('moving changes the place of the picture and nothing else', () => {
  const blocks = fc.array(block, { maxLength: 4 })
  fc.assert(
    fc.property(blocks, blocks, fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }), (before, after, ways) => {
      const picture = '![moving](p.png)'
      const body = [...before, picture, ...after].join('\n\n')
      const all = { ways: () => PLAIN, choose: nothing, embed: nothing, askEmbed: () => undefined }
      const extensions = [host.of(options({ body, figures: all })), markdown, pictureField]
      let state = EditorState.create({ doc: body, extensions })
      const from = body.indexOf(picture)
      state = state.update({ selection: { anchor: from, head: from + picture.length } }).state
      for (const down of ways) {
        const at = selectedThing(state)
        const spec = at && beside(state, at, down ? 1 : -1)
        if (spec) state = state.update(spec).state
      }
      const at = selectedThing(state)
      expect(at && state.doc.sliceString(at.from, at.to)).toBe(picture)
      const rest = state.doc.toString().split(picture)
      const kept = rest.map((part) => part.trim()).filter((part) => part !== '')
      expect(kept.join('\n\n')).toBe([...before, ...after].join('\n\n'))
    }),
    { numRuns: 200 },
  )
})
