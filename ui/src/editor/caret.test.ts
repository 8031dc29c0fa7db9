import { EditorSelection } from '@codemirror/state'
import { expect, test } from 'vitest'
import { open, press, shown } from './testing'

test.each([
  ['a|b', 'Right', 'ab|'],
  ['a |**b** c', 'Right', 'a **b|** c'],
  ['a **b|** c', 'Right', 'a **b** |c'],
  ['a **b|** c', 'Left', 'a |**b** c'],
  ['a|\n\nb', 'Right', 'a\n\n|b'],
  ['a\n\n|b', 'Left', 'a|\n\nb'],
  ['a|\n\n# b', 'Right', 'a\n\n# |b'],
  ['a\n\n- |b', 'Left', 'a|\n\n- b'],
  ['a|\n\n---\n\nb', 'Right', 'a\n\n---\n\n|b'],
  ['a|\n\n![x](y.png)\n\nb', 'Right', 'a\n\n⟦![x](y.png)⟧\n\nb'],
  ['a\n\n⟦![x](y.png)⟧\n\nb', 'Right', 'a\n\n![x](y.png)\n\n|b'],
  ['a\n\n⟦![x](y.png)⟧\n\nb', 'Left', 'a|\n\n![x](y.png)\n\nb'],
  ['![x](y.png)\n\n|b', 'Left', '⟦![x](y.png)⟧\n\nb'],
  ['a |![x](y.png) b', 'Right', 'a ![x](y.png)| b'],
  ['👩‍🚀|b', 'Left', '|👩‍🚀b'],
  ['a|\n', 'Right', 'a|\n'],
])('%j Arrow%s', (before, way, after) => {
  const view = open(before)
  press(view, `Arrow${way}`)
  expect(shown(view)).toBe(after)
})

test.each([
  ['a\n\nb', 2, 'a\n\n|b'],
  ['a\n', 2, 'a|\n'],
  ['# a', 0, '# |a'],
  ['**a**', 5, '**a|**'],
  ['```\nx\n```', 0, '```\n|x\n```'],
  ['![x](y.png)', 0, '⟦![x](y.png)⟧'],
])('a caret put into %j at %i comes to rest', (body, at, after) => {
  const view = open('', { body })
  view.dispatch({ selection: EditorSelection.cursor(body.length) })
  view.dispatch({ selection: EditorSelection.cursor(1) })
  view.dispatch({ selection: EditorSelection.cursor(at) })
  expect(shown(view)).toBe(after)
})
