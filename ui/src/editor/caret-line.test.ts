import { EditorView } from '@codemirror/view'
import { expect, test } from 'vitest'
import { watchCaret } from './caret-line'

test('the line of the caret is told when it is another, and that nobody writes any more', async () => {
  const told: (number | null)[] = []
  const view = new EditorView({
    doc: 'one\ntwo\nthree',
    parent: document.body,
    extensions: watchCaret((line) => told.push(line)),
  })
  view.dispatch({ selection: { anchor: 5 } })
  expect(told).toEqual([])
  view.focus()
  await expect.poll(() => told).toEqual([1])
  view.dispatch({ selection: { anchor: 6 } })
  view.dispatch({ selection: { anchor: 9 } })
  expect(told).toEqual([1, 2])
  view.contentDOM.blur()
  await expect.poll(() => told).toEqual([1, 2, null])
  view.destroy()
})
