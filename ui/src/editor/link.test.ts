import { expect, test, vi } from 'vitest'
import { linkAt, runLink } from './link'
import { open, press, shown } from './testing'

test.each([
  ['a ⟦b c⟧ d', { text: 'b c', url: 'http://x.y' }, 'a [b c|](http://x.y) d'],
  ['a [b|c](http://x.y "T") d', { text: 'bc', url: 'http://z.w' }, 'a [bc|](http://z.w) d'],
  ['a [b|c](http://x.y) d', { text: 'new', url: 'http://z.w' }, 'a [new|](http://z.w) d'],
  ['a [b|c](http://x.y) d', { text: 'bc', url: '' }, 'a bc| d'],
  ['a **⟦b⟧ c** d', { text: 'b', url: '/about' }, 'a **[b|](/about) c** d'],
  ['a |', { text: 'site', url: 'http://x.y/(z)' }, 'a [site|](http://x.y/%28z%29)'],
  ['see http://a.b/c| d', { text: '', url: '' }, 'see http\\://a.b/c| d'],
  ['see <https://a.b/c|> d', { text: '', url: '' }, 'see https\\://a.b/c| d'],
  ['see a@b|.org d', { text: '', url: '' }, 'see a\\@b.org| d'],
  ['see www.a|.org d', { text: '', url: '' }, 'see www\\.a.org| d'],
])('a link in %j', (before, answer, after) => {
  const view = open(before)
  expect(runLink(view, answer)).toBe(true)
  expect(shown(view)).toBe(after)
  if (answer.url === '') expect(linkAt(view.state, view.state.selection.main.head)).toBeNull()
})

test('the window is asked with what is there', () => {
  const onAskLink = vi.fn()
  runLink(open('a [b|c](http://x.y) d', { onAskLink }), undefined)
  expect(onAskLink).toHaveBeenLastCalledWith({ text: 'bc', url: 'http://x.y' })
  runLink(open('a ⟦**b** c⟧ d', { onAskLink }), undefined)
  expect(onAskLink).toHaveBeenLastCalledWith({ text: 'b c', url: '' })
})

test('a bare address is a link', () => {
  const view = open('see http://a.b/c|')
  expect(linkAt(view.state, view.state.selection.main.head)?.url).toBe('http://a.b/c')
})

test('Alt+Enter opens the link at the caret', () => {
  const onOpenLink = vi.fn()
  const view = open('a [b|](https://x.org) c', { onOpenLink })
  expect(press(view, 'Alt-Enter')).toBe(true)
  expect(onOpenLink).toHaveBeenCalledExactlyOnceWith('https://x.org')
})
