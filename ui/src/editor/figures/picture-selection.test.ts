import { expect, test } from 'vitest'
import { open, press } from '../testing'

test('a selected picture is shown as selected, and only while it is', () => {
  const view = open('a|\n\n![x](y.png)\n\nb')
  const figure = view.contentDOM.querySelector('.b-figure')
  expect(figure?.classList.contains('b-picked')).toBe(false)
  press(view, 'ArrowRight')
  expect(figure?.classList.contains('b-picked')).toBe(true)
  expect(view.dom.classList.contains('b-on-picture')).toBe(true)
  press(view, 'ArrowRight')
  expect(figure?.classList.contains('b-picked')).toBe(false)
  expect(view.dom.classList.contains('b-on-picture')).toBe(false)
})
