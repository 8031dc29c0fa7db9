import { expect, test } from 'vitest'
import { open, seen } from './testing'

test.each([
  ['# Title #', ['Title']],
  ['  ## Title', ['Title']],
  ['Title\n=====\n\nx', ['Title', '', '', 'x']],
  ['a **b** _c_ ~~d~~ `e`', ['a b c d e']],
  ['***both***', ['both']],
  ['[text](http://a.b "t") end', ['text end']],
  ['[text][ref], [Ref], [ref][] and [sic][no]\n\n[ref]: /x', ['text, Ref, ref and [sic][no]', '', '<Addresses>']],
  ['a[^n] b[^m]\n\n[^m]: em\n[^n]: en\n    more', ['a1 b2', '', '2.em', '1.en more']],
  ['a &amp; b &copy; &nothing;', ['a & b © &nothing;']],
  ['<http://a.b>', ['http://a.b']],
  ['\\*not\\*', ['*not*']],
  ['a  \nb\\\nc', ['a', 'b', 'c']],
  ['> q\n> r', ['q r']],
  ['- a\n  - b', ['•a', '•b']],
  ['1. a\n1. b', ['1.a', '2.b']],
  ['- [x] done', ['done']],
  ['> - a', ['•a']],
  ['```js\n*x*\n```', ['', '*x*', '']],
  ['a\n\n***\n\nb', ['a', '', '', '', 'b']],
  ['![alt](x.png)', ['<alt>']],
  ['![AWS Summit](aws summit .jpg)', ['<AWS Summit>']],
  ['```\n![a](b.png)\n```', ['', '![a](b.png)', '']],
  ['a ![alt](x.png) b', ['a  b']],
  ['<div>*x*</div>', ['<Written in HTML>']],
  ['** ` loose `', ['**  loose ']],
])('%j is seen as %j', (body, lines) => {
  const view = open('', { body })
  expect(seen(view)).toEqual(lines)
  view.destroy()
})
