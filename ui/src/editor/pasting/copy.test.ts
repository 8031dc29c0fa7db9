import fc from 'fast-check'
import { expect, test } from 'vitest'
import { marksOf } from '../marks'
import { open, shown } from '../testing'
import { take } from './index'
import { copiedOf, copyTo, takeAway } from './copy'
import { toHtml, toText } from './render'
import { sliceOf } from './slice'

test.each([
  ['a **b⟦c d⟧e** f', '**c d**'],
  ['a ⟦[b](https://x.org) c⟧', '[b](https://x.org) c'],
  ['one [t⟦w⟧o](https://x.org)', '[w](https://x.org)'],
  ['a⟦b\n\nc⟧d', 'b\n\nc'],
  ['## a⟦b\n\nc⟧', '## b\n\nc'],
  ['- a\n- ⟦b\n- c⟧\n- d', '- b\n- c'],
  ['- a\n  - ⟦b\n  - c⟧', '- b\n- c'],
  ['1. a⟦b\n2. c⟧d', '1. b\n2. c'],
  ['> a⟦b\n>\n> c⟧d', 'b\n\nc'],
  ['a⟦b\n\n> c⟧d', 'b\n\n> c'],
  ['```js\na⟦b\nc⟧d\n```', 'b\nc'],
  ['x⟦y\n\n```js\nab\nc⟧d\n```', 'y\n\n```js\nab\ncd\n```'],
  ['⟦![x](y.png)⟧', '![x](y.png)'],
])('the selection in %j is %j', (marked, slice) => {
  const view = open(marked)
  const { from, to } = view.state.selection.main
  expect(sliceOf(view.state, from, to)).toBe(slice)
})

const whole = `## A **b**

One *two* \\*three\\* &amp; [four](https://x.org/?a=1&b=2)\\
five ~~six~~ \`se<ven\`

3. x
   - y
4. z

- [x] done
- [ ] open

> quoted

| h | i |
| - | - |
| j | **k** |

![a *boat*](b.png)

\`\`\`js
let a = 1
\`\`\`

---

<div>raw</div>

end https://x.org.[^1]`

test('words that go on over lines of the file are copied as one paragraph', () => {
  expect(toText('a\nb\n\n> c\n> d\n> > e\n> > f')).toBe('a b\n\nc d\n\ne f')
})

test('other programs get words without marks', () => {
  expect(toText(whole)).toBe(
    [
      'A b',
      'One two *three* & four\nfive six se<ven',
      '3. x\n   - y\n4. z',
      '☑ done\n☐ open',
      'quoted',
      'h\ti\nj\tk',
      'a *boat*',
      'let a = 1',
      'end https://x.org.[1]',
    ].join('\n\n'),
  )
})

test('and clean HTML', () => {
  expect(toHtml(whole)).toBe(
    [
      '<h2>A <strong>b</strong></h2>',
      '<p>One <em>two</em> *three* &amp; <a href="https://x.org/?a=1&amp;b=2">four</a><br>five <del>six</del> <code>se&lt;ven</code></p>',
      '<ol start="3"><li>x<ul><li>y</li></ul></li><li>z</li></ol>',
      '<ul><li>☑ done</li><li>☐ open</li></ul>',
      '<blockquote><p>quoted</p></blockquote>',
      '<table><thead><tr><th>h</th><th>i</th></tr></thead><tbody><tr><td>j</td><td><strong>k</strong></td></tr></tbody></table>',
      '<p><em>a *boat*</em></p>',
      '<pre><code>let a = 1</code></pre>',
      '<hr>',
      '<p>end <a href="https://x.org">https://x.org</a>.[1]</p>',
    ].join(''),
  )
})

test('no script and no address that could do harm is copied', () => {
  const html = toHtml(
    '[a](javascript:alert(1)) <script>x</script> ![b](data:image/png;base64,x"onerror=) <b onclick=x>c</b>',
  )
  expect(html).not.toMatch(/script:|<script|onerror|onclick/)
})

/** A clipboard that keeps what it is given. */
function clipboard() {
  const data = new Map<string, string>()
  const all = {
    clearData: () => data.clear(),
    setData: (type: string, value: string) => data.set(type, value),
    getData: (type: string) => data.get(type) ?? '',
    files: [],
  }
  return { data, all: all as unknown as DataTransfer }
}

const copied = (data: Map<string, string>) => ({
  html: data.get('text/html') ?? '',
  text: data.get('text/plain') ?? '',
  files: [],
})

test('a cut takes the words away and they come back as they were', () => {
  const view = open('a **b⟦c d⟧e** f')
  const { data, all } = clipboard()
  expect(copyTo(view, all)).toBe(true)
  takeAway(view)
  expect(shown(view)).toBe('a **b|e** f')
  expect(data.get('text/plain')).toBe('c d')
  take(view, copied(data))
  expect(shown(view)).toBe('a **bc d|e** f')
})

test('what only says that it is of Byline is read like any other', async () => {
  const mark = '12345678-1234-1234-1234-123456789abc'
  const asked: string[] = []
  const view = open('|', {
    pasting: {
      read: ({ html }) => {
        asked.push(html)
        return Promise.resolve({ parts: [{ kind: 'paragraph', text: 'safe', pictures: [] }], left_out: [] })
      },
      bring: () => Promise.reject(new Error('none')),
      onPasted: () => undefined,
    },
  })
  take(view, { html: `<div data-byline="${mark}">&lt;script></div>`, text: 'x', files: [] })
  await new Promise((done) => setTimeout(done, 0))
  expect(asked).toHaveLength(1)
  expect(view.state.doc.toString()).toBe('safe')
})

/** What a reader sees between two places, without blanks and signs of lists. */
function letters(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '')
}

const word = fc.constantFrom('one', 'two', 'thr33', 'Ünder')
const inline = fc.oneof(
  word,
  word.map((it) => `**${it} x**`),
  word.map((it) => `*${it}*`),
  word.map((it) => `[${it}](https://x.org)`),
  word.map((it) => `\`${it}\``),
)
const line = fc.array(inline, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' '))
const block = fc.oneof(
  line,
  line.map((it) => `## ${it}`),
  fc.array(line, { minLength: 1, maxLength: 3 }).map((items) => items.map((it) => `- ${it}`).join('\n')),
  fc.tuple(line, line).map(([a, b]) => `1. ${a}\n   - ${b}`),
  line.map((it) => `> ${it}`),
)
const text = fc.array(block, { minLength: 1, maxLength: 4 }).map((blocks) => blocks.join('\n\n'))

test('any selection is copied with all its words and no mark, and comes back with its looks', () => {
  fc.assert(
    fc.property(text, fc.nat(), fc.nat(), (body, a, b) => {
      const view = open('', { body })
      const [from, to] = [a % (body.length + 1), b % (body.length + 1)].sort((x, y) => x - y) as [number, number]
      if (from === to) return
      view.dispatch({ selection: { anchor: from, head: to } })
      const { from: start, to: end } = view.state.selection.main
      const { hidden } = marksOf(view.state, start, end)
      let seen = ''
      for (let at = start; at < end; at++) {
        if (!hidden.some((mark) => mark.from <= at && at < mark.to)) seen += body[at] ?? ''
      }
      const now = copiedOf(view)
      if (letters(seen) === '') return
      const words = (now?.text ?? '').replace(/^\s*\d+\. /gm, '')
      expect(letters(words)).toBe(letters(seen))
      expect(words).not.toMatch(/\*\*|\]\(|`/)
      const elsewhere = open('')
      take(elsewhere, { html: now?.html ?? '', text: now?.text ?? '', files: [] })
      expect(toHtml(elsewhere.state.doc.toString())).toBe(now?.html.replace(/^<div[^>]*>|<\/div>$/g, ''))
      view.destroy()
      elsewhere.destroy()
    }),
    { numRuns: 30 },
  )
})
