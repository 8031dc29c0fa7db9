import { afterEach, expect, test } from 'vitest'
import type { EditorView } from '@codemirror/view'
import { commandOf } from '../commands'
import { open, press, shown, type } from '../testing'

let view: EditorView
afterEach(() => {
  view.destroy()
})
const field = (): HTMLInputElement | null => view.dom.querySelector('.b-language input')
const write = (value: string): void => {
  const input = field()
  if (!input) throw new Error('no field')
  input.value = value
  input.dispatchEvent(new Event('input'))
}

test('an empty paragraph gets a block of code, a paragraph becomes one', () => {
  view = open('one\n\n|')
  commandOf('code-block')?.run(view)
  expect(shown(view)).toBe('one\n\n```\n|\n```')
  type(view, 'let x')
  expect(view.state.doc.toString()).toBe('one\n\n```\nlet x\n```')
  view.destroy()
  view = open('one\n\nlet| x\n\ntwo')
  commandOf('code-block')?.run(view)
  expect(shown(view)).toBe('one\n\n```\nlet| x\n```\n\ntwo')
  view.destroy()
  view = open('~~~\na\n~~~\n\nb|')
  commandOf('code-block')?.run(view)
  expect(shown(view)).toBe('~~~\na\n~~~\n\n~~~\nb|\n~~~')
})

test('the field edits the word after the fence and nothing else', () => {
  view = open('```\n|x\n```\n')
  write('rust')
  expect(view.state.doc.toString()).toBe('```rust\nx\n```\n')
  expect(field()?.value).toBe('rust')
  write('a b`c')
  expect(view.state.doc.toString()).toBe('```a-b-c\nx\n```\n')
  write('')
  expect(view.state.doc.toString()).toBe('```\nx\n```\n')
  view.destroy()
  view = open('~~~ js {1,3} title="x"\n|x\n~~~')
  expect(field()?.value).toBe('js')
  write('ts')
  expect(view.state.doc.toString()).toBe('~~~ ts {1,3} title="x"\nx\n~~~')
})

test('keys lead out of the field, and out of the code', () => {
  view = open('one\n\n```js\nx|\n```')
  commandOf('code-language')?.run(view)
  expect(document.activeElement).toBe(field())
  field()?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }))
  expect(view.hasFocus).toBe(true)
  expect(shown(view)).toBe('one\n\n```js\n|x\n```')
  press(view, 'ArrowDown')
  type(view, 'after')
  expect(view.state.doc.toString()).toBe('one\n\n```js\nx\n```\n\nafter')
})

test('what only reads keeps its language', () => {
  view = open('```js\nx\n```', { readOnly: true })
  expect(field()?.readOnly).toBe(true)
})
