import { expect, test } from 'vitest'
import { fromHtml } from './from-html'

test.each([
  ['<p>a <strong>b </strong>c</p>', 'a **b** c'],
  ['<b style="font-weight:normal"><p>one</p><p>two</p></b>', 'one\n\ntwo'],
  ['<p><span style="font-weight:700">x</span> <span style="font-style:italic">y</span></p>', '**x** *y*'],
  ['<h2>T</h2><ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>', '## T\n\n- a\n- b\n  1. c'],
  ['<a href="https://a.b/(c)">l</a>', '[l](https://a.b/%28c%29)'],
  ['<a href="javascript:alert(1)">l</a>', 'l'],
  ['<script>alert(1)</script><style>p{}</style>', ''],
  ['<p>1 * 2 * 3 &lt;tag&gt; [x]</p>', '1 \\* 2 \\* 3 \\<tag> \\[x\\]'],
  ['<p>- no list</p><p>1. no list</p>', '\\- no list\n\n1\\. no list'],
  ['<blockquote><p>a</p><p>b</p></blockquote>', '> a\n>\n> b'],
  ['<p>a<br>b</p>', 'a\\\nb'],
  ['<img src=x onerror=alert(1)>', ''],
])('%s', (html, markdown) => {
  expect(fromHtml(html)).toBe(markdown)
})
