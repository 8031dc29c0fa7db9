import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canSay, change, write, type Wish } from './change'
import { applied } from './patch'
import { readSource, type Said } from './source'
import { HUGO_FIGURE, type FigureWays } from './ways'

const hugo: FigureWays = { tag: HUGO_FIGURE, html: 'never', braces: false }
const liquid: FigureWays = {
  tag: { syntax: 'liquid', name: 'include figure.html', link: 'src', alt: 'alt', caption: 'caption', size: 'width' },
  html: 'always',
  braces: true,
}
const tera: FigureWays = {
  tag: { syntax: 'tera', name: 'figure', link: 'src', alt: 'alt', caption: 'caption', size: 'width' },
  html: 'always',
  braces: false,
}
const html: FigureWays = { tag: null, html: 'always', braces: false }
const rooted: FigureWays = { tag: null, html: 'absolute', braces: false }
const plain: FigureWays = { tag: null, html: 'never', braces: false }
const kramdown: FigureWays = { tag: null, html: 'never', braces: true }

function after(text: string, wish: Wish, ways: FigureWays): string {
  const source = readSource(text, ways.tag)
  if (!source) throw new Error(`no picture: ${text}`)
  return applied(text, change(text, source, wish, ways))
}

test.each<[string, Wish, FigureWays, string]>([
  ['![a](b.png)', { caption: 'C' }, hugo, '{{< figure src="b.png" alt="a" caption="C" >}}'],
  [
    '![a](b.png)',
    { caption: 'C' },
    html,
    '<figure>\n  <img src="b.png" alt="a">\n  <figcaption>C</figcaption>\n</figure>',
  ],
  ['![a](b.png)', { caption: 'C' }, plain, '![a](b.png "C")'],
  ['![a](b.png)', { caption: 'C' }, rooted, '![a](b.png "C")'],
  ['![a](/b.png)', { alt: '' }, rooted, '<img src="/b.png" alt="">'],
  ['![a](b.png)', { caption: 'C' }, tera, '{{ figure(src="b.png", alt="a", caption="C") }}'],
  ['![a](b.png)', { caption: 'C' }, liquid, '{% include figure.html src="b.png" alt="a" caption="C" %}'],
  ['![a](b.png)', { size: '33%' }, kramdown, '![a](b.png){: width="33%"}'],
  ['![a](b.png){: .wide width="33%"}', { size: null }, kramdown, '![a](b.png){: .wide}'],
  ['![a](b.png){: width="33%" }', { size: '66%' }, kramdown, '![a](b.png){: width="66%" }'],
  ['![a](b.png){: width="33%"}', { size: null }, kramdown, '![a](b.png)'],
  ['![a](b.png){:.wide}', { size: '66%' }, kramdown, '![a](b.png){:.wide width="66%"}'],
  ["  ![a](<b c.png> 'Old')  ", { caption: 'New' }, hugo, '  ![a](<b c.png> "New")  '],
  ['![a](b.png "Old")', { caption: null }, hugo, '![a](b.png)'],
  ['![a](b.png)', { link: '/c d.png' }, hugo, '![a](</c d.png>)'],
  ['![a](b.png)', { alt: '' }, hugo, '{{< figure src="b.png" alt="" >}}'],
  ['{{< figure src="b.png" alt="" >}}', { alt: null }, hugo, '![](b.png)'],
  ['{{< figure src="b.png" caption="C" >}}', { caption: null }, hugo, '![](b.png)'],
  [
    '{{<figure   class=x src=b.png  caption="C">}}',
    { caption: 'D' },
    hugo,
    '{{<figure   class=x src=b.png  caption="D">}}',
  ],
  ['{{% figure src="b.png" %}}', { alt: 'said "so"' }, hugo, '{{% figure src="b.png" alt=`said "so"` %}}'],
  ['{{< figure src="b.png" width="300" class="w" >}}', { size: null }, hugo, '{{< figure src="b.png" class="w" >}}'],
  [
    "{% include image.html url='b.png' caption='C' %}",
    { caption: "It's" },
    html,
    "{% include image.html url='b.png' caption='It\\'s' %}",
  ],
  ['{{ figure(alt="a", src="b.png") }}', { alt: null }, html, '{{ figure(src="b.png") }}'],
  ['<img alt="a" src="b.png" />', { alt: 'x & "y"' }, html, '<img alt="x &amp; &quot;y&quot;" src="b.png" />'],
  [
    '<img src="b.png">',
    { caption: 'C' },
    html,
    '<figure>\n  <img src="b.png">\n  <figcaption>C</figcaption>\n</figure>',
  ],
  [
    '<figure class="w">\n    <img src="b.png">\n</figure>',
    { caption: 'C' },
    html,
    '<figure class="w">\n    <img src="b.png">\n    <figcaption>C</figcaption>\n</figure>',
  ],
  [
    '<figure class="w">\n    <img src="b.png">\n    <figcaption>\n      Old\n    </figcaption>\n</figure>',
    { caption: 'New <b>' },
    html,
    '<figure class="w">\n    <img src="b.png">\n    <figcaption>\n      New &lt;b&gt;\n    </figcaption>\n</figure>',
  ],
  [
    '<figure class="w">\n    <img src="b.png">\n    <figcaption>Old</figcaption>\n</figure>',
    { caption: null },
    html,
    '<figure class="w">\n    <img src="b.png">\n</figure>',
  ],
])('%s, wished %o', (text, wish, ways, expected) => {
  expect(after(text, wish, ways)).toBe(expected)
})

test.each([
  '{{< youtube id="x" >}}',
  '<p>Words <img src="b.png"></p>',
  '<img src="a.png"><img src="b.png">',
  '<table><img src="b.png"></table>',
  '{{< figure caption="none" >}}',
  '{% include header.html src="b.png" %}',
  '{{< figure src="b.png" >}} words',
])('%s is no figure', (text) => {
  expect(readSource(text, null)).toBeNull()
})

test('a caption with marks of its own is shown and left alone', () => {
  const text = '<figure><img src="b.png"><figcaption>By <a href="/x">Ann</a> &amp; Bo</figcaption></figure>'
  const source = readSource(text, null)
  expect(source?.caption).toBe('By Ann & Bo')
  expect(source && canSay('caption', source, html)).toBe(false)
  expect(after(text, { caption: 'x' }, html)).toBe(text)
})

test('what no quotes of a generator can hold is written with a printer’s mark', () => {
  expect(write('tag', { link: 'b.png', alt: 'a "b" `c`', caption: null, size: null }, hugo)).toBe(
    '{{< figure src="b.png" alt=`a "b" ’c’` >}}',
  )
})

// Backticks beside quotes are the one thing that no quotes can hold; see above.
const word = fc.string({ unit: fc.constantFrom(...'aé *_[]()<>"\'&;#!|{=}%é✓'), minLength: 1, maxLength: 12 })
const text = word.map((words) => words.trim()).filter((words) => words !== '' && !/[%}>]\}/.test(words))
const link = fc.constantFrom('b.png', '/img/a b.png', '../x(1).jpg', 'https://a.org/x.png?a=1&b=2')
const said = fc.record<Said>({
  link,
  alt: fc.option(text),
  caption: fc.option(text),
  size: fc.option(fc.constantFrom('33%', '66%', '100%')),
})

test.each([
  ['markdown', kramdown],
  ['tag', hugo],
  ['tag', liquid],
  ['tag', tera],
  ['html', html],
] as const)('what is written as %s is read back', (form, ways) => {
  fc.assert(
    fc.property(said, (wanted) => {
      const source = readSource(write(form, wanted, ways), ways.tag)
      expect(source).toMatchObject(wanted)
    }),
  )
})

test('any wish on any form comes true, and wishing for what is changes nothing', () => {
  const wish = fc.record<Wish>(
    { alt: text, caption: fc.option(text), size: fc.option(fc.constantFrom('33%', '66%')) },
    { requiredKeys: [] },
  )
  const from = fc.constantFrom<['markdown' | 'tag' | 'html', FigureWays]>(
    ['markdown', kramdown],
    ['markdown', hugo],
    ['tag', hugo],
    ['tag', liquid],
    ['tag', tera],
    ['html', html],
    ['markdown', html],
  )
  fc.assert(
    fc.property(from, said, wish, ([form, ways], first, wanted) => {
      const before = write(form, first, ways)
      const source = readSource(before, ways.tag)
      if (!source) throw new Error(before)
      const now = applied(before, change(before, source, wanted, ways))
      expect(readSource(now, ways.tag)).toMatchObject(wanted)
      expect(change(before, source, { alt: source.alt, caption: source.caption, size: source.size }, ways)).toEqual([])
    }),
  )
})
