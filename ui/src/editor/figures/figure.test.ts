import { expect, test } from 'vitest'
import { open, press, seen, shown } from '../testing'

const field = (dom: HTMLElement): HTMLInputElement => {
  const input = dom.querySelector<HTMLInputElement>('.b-description')
  if (!input) throw new Error('no description')
  return input
}

test('writing a description changes the description and nothing else, and keeps the field', () => {
  const view = open('', { body: 'a\n\n![AWS Summit](aws summit .jpg)\n\nb' })
  const input = field(view.contentDOM)
  expect(input.getAttribute('aria-label')).toBe('Description')
  expect(input.value).toBe('AWS Summit')
  for (const value of ['AWS Summi', 'A [big] hall', 'A [big] hall \\', '']) {
    input.value = value
    input.dispatchEvent(new Event('input', { bubbles: true }))
    const written = value.replace(/[\\[\]]/g, '\\$&')
    expect(view.state.doc.toString()).toBe(`a\n\n![${written}](aws summit .jpg)\n\nb`)
    expect(field(view.contentDOM)).toBe(input)
    expect(input.value).toBe(value)
  }
})

test('a picture is shown from where the window says, with its description', () => {
  const view = open('', { body: '![A hall](/p/hall.jpg)' })
  const image = view.contentDOM.querySelector('img')
  expect(image?.getAttribute('src')).toBe('picture:/p/hall.jpg')
  expect(image?.alt).toBe('A hall')
})

test('a picture that cannot be loaded says so', () => {
  const view = open('', { body: '![](my%20hall.jpg)' })
  view.contentDOM.querySelector('img')?.dispatchEvent(new Event('error'))
  const figure = view.contentDOM.querySelector('.b-figure')
  expect(figure?.classList.contains('b-missing')).toBe(true)
  expect(figure?.querySelector('p')?.textContent).toBe('Missing: my hall.jpg')
})

test('Remove takes the picture and its gap', () => {
  const view = open('', { body: 'a\n\n![x](y.png)\n\nb' })
  view.contentDOM.querySelector<HTMLButtonElement>('.b-remove')?.click()
  expect(shown(view)).toBe('a\n\n|b')
  press(view, 'Ctrl-z')
  expect(view.state.doc.toString()).toBe('a\n\n![x](y.png)\n\nb')
})

test('figures follow the text: typed, broken, and fenced in', () => {
  const view = open('', { body: 'a\n\n![x](y.png)\n\nb' })
  view.dispatch({ changes: { from: 0, insert: 'more\n\n' } })
  expect(seen(view)).toEqual(['more', '', 'a', '', '<x>', '', 'b'])
  const at = view.state.doc.toString().indexOf('](')
  view.dispatch({ changes: { from: at, to: at + 1 } })
  expect(seen(view)[4]).toBe('![x(y.png)')
  view.dispatch({ changes: { from: at, insert: ']' } })
  expect(seen(view)[4]).toBe('<x>')
  view.dispatch({ changes: { from: 0, insert: '```\n' } })
  expect(seen(view)).toContain('![x](y.png)')
})
