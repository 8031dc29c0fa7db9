import { expect, test, vi } from 'vitest'
import { take } from './paste'
import { open, shown } from './testing'

function clipboard(text: string, html = '', files: File[] = []): DataTransfer {
  const data = { getData: (type: string) => (type === 'text/html' ? html : type === 'text/plain' ? text : ''), files }
  return data as unknown as DataTransfer
}

test.each([
  ['a |b', 'x', '', 'a x|b'],
  ['a |b', 'one\r\n\r\ntwo', '', 'a one\n\ntwo|b'],
  ['a ⟦word⟧ b', 'https://a.b/c', '', 'a [word|](https://a.b/c) b'],
  ['a **⟦b⟧** c', 'x', '', 'a **x|** c'],
  ['|', 'x', '<h1>T</h1><p>a <b>b</b></p>', '## T\n\na **b**|'],
  ['⟦![x](y.png)⟧', 'w', '', '![x](y.png)\n\nw|'],
])('paste into %j', (before, text, html, after) => {
  const view = open(before)
  expect(take(view, clipboard(text, html))).toBe(true)
  expect(shown(view)).toBe(after)
})

test('files and empty pastes go to the window', () => {
  const onFiles = vi.fn()
  const onPasteEmpty = vi.fn()
  const view = open('ab|', { onFiles, onPasteEmpty })
  const file = new File(['x'], 'x.png', { type: 'image/png' })
  take(view, clipboard('', '', [file]))
  expect(onFiles).toHaveBeenCalledExactlyOnceWith([file], 2)
  take(view, clipboard(''))
  expect(onPasteEmpty).toHaveBeenCalledOnce()
  expect(shown(view)).toBe('ab|')
})
