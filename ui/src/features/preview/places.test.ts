import { expect, test } from 'vitest'
import { placesIn } from './places'

test('the post goes into the places of the layout, with nothing of ours around it', () => {
  const doc = document.implementation.createHTMLDocument('x')
  doc.body.innerHTML =
    '<article style="min-height: 100vh"><h1><span data-place="title"></span></h1><time data-place="date"></time><div class="entry"><div data-place="content"></div></div></article>'
  const places = placesIn(doc)
  const first = doc.createElement('p')
  places?.end.parentNode?.insertBefore(first, places.end)
  expect(doc.querySelector('.entry > p:only-child')).toBe(first)
  places?.head({ title: '<b>A</b>', date: '2024-03-05', day: '5 March 2024', author: null })
  expect(doc.querySelector('h1')?.textContent).toBe('<b>A</b>')
  expect(doc.querySelector('time')?.getAttribute('datetime')).toBe('2024-03-05')
  expect(doc.querySelector('article')?.style.minHeight).toMatch(/^0(px)?$/)
  expect(placesIn(document.implementation.createHTMLDocument('x'))).toBeNull()
})
