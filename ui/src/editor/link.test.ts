import { expect, test, vi } from 'vitest'
import { runLink } from './link'
import { linkAt } from './link-at'
import { open, press, shown } from './testing'

test.each([
  ['a ⟦b c⟧ d', { text: 'b c', url: 'http://x.y' }, 'a [b c|](http://x.y) d'],
  ['a [b|c](http://x.y "T") d', { text: 'bc', url: 'http://z.w' }, 'a [bc|](http://z.w) d'],
  ['a [b|c](http://x.y) d', { text: 'new', url: 'http://z.w' }, 'a [new|](http://z.w) d'],
  ['a [b|c](http://x.y) d', { text: 'bc', url: '' }, 'a bc| d'],
  ['a **⟦b⟧ c** d', { text: 'b', url: '/about' }, 'a **[b|](/about) c** d'],
  ['a wo|rd b', { text: 'word', url: '/x' }, 'a [word|](/x) b'],
  ['a word| b', { text: 'site', url: '/x' }, 'a word[site|](/x) b'],
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
  runLink(open('a wo**r|d** b', { onAskLink }), undefined)
  expect(onAskLink).toHaveBeenLastCalledWith({ text: 'word', url: '' })
})

test.each([
  ['see [wor|ds][r] y\n\n[r]: https://r.org "T"', 'https://r.org'],
  ['see [r|ef][] y\n\n[Ref]: https://r.org', 'https://r.org'],
  ['see [r|ef] y\n\n[ref]: <https://r.org>', 'https://r.org'],
])('a link by a name leads to its address in %j', (text, url) => {
  const onOpenLink = vi.fn()
  press(open(text, { onOpenLink }), 'Alt-Enter')
  expect(onOpenLink).toHaveBeenCalledExactlyOnceWith(url)
})

test('words of a link are told as they are read, and stay as they are written', () => {
  const onAskLink = vi.fn()
  const view = open('see [a \\[b|\\] &amp; c](/d) e', { onAskLink })
  runLink(view, undefined)
  expect(onAskLink).toHaveBeenLastCalledWith({ text: 'a [b] & c', url: '/d' })
  runLink(view, { text: 'a [b] & c', url: '/f' })
  expect(view.state.doc.toString()).toBe('see [a \\[b\\] &amp; c](/f) e')
})

test.each(['```\nlet| a\n```', '```\n⟦let⟧ a\n```', '    co|de', '⟦![a](b.png)⟧\n\nx'])(
  'no link is made of what is no words in %j',
  (text) => {
    const onAskLink = vi.fn()
    const view = open(text, { onAskLink })
    expect(runLink(view, undefined)).toBe(false)
    expect(runLink(view, { text: 'w', url: '/x' })).toBe(false)
    expect(onAskLink).not.toHaveBeenCalled()
    expect(shown(view)).toBe(text)
  },
)

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

test('an address is told as it is meant, whatever keeps its letters from being marks', () => {
  const onAskLink = vi.fn()
  const asked = (text: string): unknown => {
    press(open(text, { onAskLink }), 'Ctrl-k')
    return onAskLink.mock.lastCall
  }
  expect(asked('[o|ne](https://a.b/c\\_d?e&amp;f&copy)')).toEqual([{ text: 'one', url: 'https://a.b/c_d?e&f&copy' }])
  expect(asked('[o|ne](<https://a.b/c\\>>)')).toMatchObject([{ text: 'one' }])
  expect(asked('[o|ne]({{< ref "a\\_b" >}})')).toMatchObject([{ url: '{{< ref "a\\_b" >}}' }])
})
