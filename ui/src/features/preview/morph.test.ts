import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PreviewBlock } from '../../ipc'
import { morph, type Drawn } from './morph'

const blocks = (...html: string[]): PreviewBlock[] => html.map((each, at) => ({ html: each, line: at + 1 }))
function root() {
  const element = document.createElement('article')
  let drawn: Drawn[] = []
  return { element, show: (...html: string[]) => (drawn = morph(element, drawn, blocks(...html))) }
}

test('blocks that did not change keep their elements', () => {
  const { element, show } = root()
  show('<p>a</p>', '<p>b</p>', '<p>c</p>')
  const [a, , c] = [...element.children]
  show('<p>a</p>', '<p>b!</p>', '<p>new</p>', '<p>c</p>')
  expect(element.innerHTML).toBe('<p>a</p><p>b!</p><p>new</p><p>c</p>')
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

test('whatever changes, the result is what a fresh drawing gives', () => {
  const html = fc.constantFrom('<p>a</p>', '<p>b</p>', 'text', '<p>c</p><p>d</p>', '<img src="x">', '', '<hr>')
  fc.assert(
    fc.property(fc.array(fc.array(html, { maxLength: 8 }), { maxLength: 6 }), (steps) => {
      const { element, show } = root()
      for (const step of steps) {
        show(...step)
        expect(element.innerHTML).toBe(step.join(''))
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
