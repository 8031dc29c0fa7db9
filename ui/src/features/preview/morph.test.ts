import fc from 'fast-check'
import { expect, test } from 'vitest'
import { morph, type Drawn } from './morph'

const blocks = (...html: string[]) => html.map((each, at) => ({ html: each, line: at + 1 }))
function root() {
  const element = document.createElement('article')
  const end = document.createComment('')
  element.append(end)
  let drawn: Drawn[] = []
  return { element, show: (...html: string[]) => (drawn = morph(end, drawn, blocks(...html))) }
}
const shown = (element: Element) => element.innerHTML.replace(/<!---->$/, '')

test('blocks that did not change keep their elements', () => {
  const { element, show } = root()
  show('<p>a</p>', '<p>b</p>', '<p>c</p>')
  const [a, , c] = [...element.children]
  show('<p>a</p>', '<p>b!</p>', '<p>new</p>', '<p>c</p>')
  expect(shown(element)).toBe('<p>a</p><p>b!</p><p>new</p><p>c</p>')
  expect(element.children[0]).toBe(a)
  expect(element.children[3]).toBe(c)
})

test('a picture stays when the words around it change', () => {
  const { element, show } = root()
  show('<figure><img src="a.jpg" alt="one"><figcaption>x</figcaption></figure>')
  const picture = element.querySelector('img')
  show('<figure><img src="a.jpg" alt="two"><figcaption>xy</figcaption></figure>')
  expect(element.querySelector('img')).toBe(picture)
  expect(picture?.alt).toBe('two')
  expect(element.textContent).toBe('xy')
})

test('a picture stays through whatever is typed around it, and when its block moves', () => {
  const { element, show } = root()
  const picture = '<img src="a.jpg" alt="">'
  show('<p>one</p>', `<p>two ${picture} three</p>`, '<p>four</p>')
  const first = element.querySelector('img')
  const steps = [
    ['<p>one!</p>', `<p>two ${picture} three</p>`, '<p>four</p>'],
    ['<p>new</p>', '<p>one!</p>', `<p>two <em>and</em> ${picture} three</p>`],
    [`<blockquote><p>two ${picture}</p></blockquote>`, '<p>one!</p>'],
    ['<p>one!</p>', '<p>x</p>', `<ul><li>${picture}</li></ul>`],
  ]
  for (const step of steps) {
    show(...step)
    expect(shown(element)).toBe(step.join(''))
    expect(element.querySelector('img')).toBe(first)
  }
})

test('of a long list or table only what changed is replaced', () => {
  const rows = Array.from({ length: 300 }, (_, at) => `<li>${String(at)}</li>`)
  const { element, show } = root()
  show(`<ul>${rows.join('')}</ul>`)
  const before = [...element.querySelectorAll('li')]
  rows[150] = '<li>changed <b>now</b></li>'
  rows.splice(200, 0, '<li>new</li>')
  show(`<ul>${rows.join('')}</ul>`)
  const after = [...element.querySelectorAll('li')]
  expect(after.map((row) => row.textContent)[150]).toBe('changed now')
  expect(before.filter((row) => !after.includes(row))).toEqual([])
  const seen: MutationRecord[] = []
  const watch = new MutationObserver((records) => seen.push(...records))
  watch.observe(element, { subtree: true, childList: true, characterData: true, attributes: true })
  rows[7] = '<li>seven</li>'
  show(`<ul>${rows.join('')}</ul>`)
  seen.push(...watch.takeRecords())
  expect(seen).toHaveLength(1)
})

test('whatever changes, the result is what a fresh drawing gives', () => {
  const html = fc.constantFrom(
    '<p>a</p>',
    '<p>b</p>',
    '<p data-line="1">b<img src="x"> c</p>',
    '<ul><li>1</li><li>2</li><li><p>3</p></li></ul>',
    '<ul><li>2</li><li class="x">3</li></ul>',
    'text',
    '<p>c</p><p>d</p>',
    '<img src="x">',
    '<img src="y" alt="z">',
    '',
    '<hr>',
  )
  fc.assert(
    fc.property(fc.array(fc.array(html, { maxLength: 8 }), { maxLength: 6 }), (steps) => {
      const { element, show } = root()
      for (const step of steps) {
        show(...step)
        expect(shown(element)).toBe(step.join(''))
      }
    }),
  )
})

test('a link cannot take the frame away, and keeps its address for a click', () => {
  const { element, show } = root()
  show('<p><a href="https://example.org/">x</a></p>')
  const link = element.querySelector('a')
  expect(link?.hasAttribute('href')).toBe(false)
  expect(link?.dataset['link']).toBe('https://example.org/')
})

test('only what changed is put in its place', () => {
  const { element, show } = root()
  const all = Array.from({ length: 200 }, (_, at) => `<p>${String(at)}</p>`)
  show(...all)
  const put: Node[] = []
  const insert = element.insertBefore.bind(element)
  element.insertBefore = <T extends Node>(node: T, before: Node | null): T => {
    put.push(node)
    return insert(node, before)
  }
  show(...all.slice(0, 100), '<p>new</p>', ...all.slice(100))
  expect(put.map((node) => node.textContent)).toEqual(['new'])
  expect(shown(element)).toBe([...all.slice(0, 100), '<p>new</p>', ...all.slice(100)].join(''))
})
