import { afterEach, expect, test } from 'vitest'
import { inShadow, PAPER, toPaper } from './paper'

afterEach(() => {
  document.head.replaceChildren()
  document.body.replaceChildren()
})

test('selectors of the page are those of the paper', () => {
  const cases: [string, string][] = [
    ['html', '.paper-root'],
    [':root', '.paper-root'],
    ['body.site, html body > main', '.paper-body.site, .paper-root .paper-body > main'],
    ['.body, #body, body-x, .html5', '.body, #body, body-x, .html5'],
    ['html[lang=en] :is(body p)', '.paper-root[lang=en] :is(.paper-body p)'],
  ]
  for (const [from, to] of cases) expect(inShadow(from), from).toBe(to)
})

test('what is printed is the post with its style, and nothing of the window', async () => {
  const from = document.implementation.createHTMLDocument('x')
  from.body.className = 'site'
  from.body.innerHTML = '<article><p>Words <a data-link="https://example.org/">link</a></p></article>'
  const paper = toPaper(from, document, true)
  await paper.ready
  const host = document.querySelector(`body > .${PAPER}`)
  expect(host?.shadowRoot?.querySelector('.paper-root.with-addresses > .paper-body.site > article')?.textContent).toBe(
    'Words link',
  )
  expect(document.head.textContent).toContain(`body>:not(.${PAPER}){display:none!important}`)
  paper.away()
  expect(document.querySelector(`.${PAPER}`)).toBeNull()
  expect(document.head.textContent).toBe('')
})
