import { expect, test } from 'vitest'
import { commandOf } from '../commands'
import { open, press, seen, shown } from '../testing'
import type { FigureHost } from './host'
import { HUGO_FIGURE } from './ways'

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
  expect(figure?.querySelector('.b-another')?.textContent).toBe('Choose another…')
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

const hugo = (links: string[] = []): FigureHost => ({
  ways: () => ({ figure: { tag: HUGO_FIGURE, html: 'never', braces: false }, gallery: null }),
  choose: () => Promise.resolve(links),
  embed: () => Promise.resolve(null),
  askEmbed: () => undefined,
})

const settled = () => new Promise((done) => setTimeout(done, 0))

test('a caption takes the site’s own form, keeps its field, and gives it up again', () => {
  const view = open('', { body: 'a\n\n![x](y.png)\n\nb', figures: hugo() })
  const caption = view.contentDOM.querySelector<HTMLTextAreaElement>('.b-caption')
  if (!caption) throw new Error('no caption')
  const write = (words: string) => {
    caption.value = words
    caption.dispatchEvent(new Event('input', { bubbles: true }))
    expect(view.contentDOM.querySelector('.b-caption')).toBe(caption)
    return view.state.doc.toString()
  }
  expect(write('The ')).toBe('a\n\n{{< figure src="y.png" alt="x" caption="The " >}}\n\nb')
  expect(write('The sea')).toBe('a\n\n{{< figure src="y.png" alt="x" caption="The sea" >}}\n\nb')
  expect(write('')).toBe('a\n\n![x](y.png)\n\nb')
  press(view, 'Ctrl-z')
  press(view, 'Ctrl-z')
  expect(view.state.doc.toString()).toBe('a\n\n![x](y.png)\n\nb')
})

test('a picture that needs no description says so where the site has words for it', () => {
  const view = open('', { body: '![](y.png)', figures: hugo() })
  const box = () => view.contentDOM.querySelector<HTMLInputElement>('.b-decorative input')
  box()?.click()
  expect(view.state.doc.toString()).toBe('{{< figure src="y.png" alt="" >}}')
  expect(field(view.contentDOM).readOnly).toBe(true)
  box()?.click()
  expect(view.state.doc.toString()).toBe('![](y.png)')
  const plain = open('', { body: '![](y.png)' })
  expect(plain.contentDOM.querySelector<HTMLElement>('.b-decorative')?.hidden).toBe(true)
  expect(plain.contentDOM.querySelector('select')?.hidden).toBe(true)
})

test('a size is chosen, and one of another kind stays as it is written', () => {
  const view = open('', { body: '{{< figure src="y.png" width="300" >}}', figures: hugo() })
  const sizes = view.contentDOM.querySelector('select')
  if (!sizes) throw new Error('no sizes')
  expect([...sizes.options].map((option) => option.text)).toContain('As written: 300')
  sizes.value = '33%'
  sizes.dispatchEvent(new Event('change', { bubbles: true }))
  expect(view.state.doc.toString()).toBe('{{< figure src="y.png" width="33%" >}}')
})

test('another picture takes the same place, and keeps what was said', async () => {
  const view = open('a\n\n⟦![x](y.png "t")⟧', { figures: hugo(['/new one.png']) })
  commandOf('replace-picture')?.run(view)
  await settled()
  expect(shown(view)).toBe('a\n\n⟦![x](</new one.png> "t")⟧')
})

test('pictures and a gallery are put in after the caret’s block', async () => {
  const view = open('a|\n\nb', { figures: hugo(['/1.png', '/2.png']) })
  commandOf('picture')?.run(view)
  await settled()
  expect(view.state.doc.toString()).toBe('a\n\n![](/1.png)\n\n![](/2.png)\n\nb')
  const other = open('a|\n\nb', { figures: hugo(['/1.png', '/2.png']) })
  commandOf('gallery')?.run(other)
  await settled()
  expect(other.state.doc.toString()).toBe('a\n\n![](/1.png)\n![](/2.png)\n\nb')
})

test('keys lead into a selected picture, back to it, and on', () => {
  const view = open('a|\n\n![x](y.png)\n\nb')
  press(view, 'ArrowRight')
  expect(shown(view)).toBe('a\n\n⟦![x](y.png)⟧\n\nb')
  press(view, 'Enter')
  const description = field(view.contentDOM)
  expect(document.activeElement).toBe(description)
  description.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }))
  expect(document.activeElement).toBe(view.contentDOM)
  expect(shown(view)).toBe('a\n\n⟦![x](y.png)⟧\n\nb')
  press(view, 'ArrowRight')
  expect(shown(view)).toBe('a\n\n![x](y.png)\n\n|b')
  press(view, 'ArrowLeft')
  press(view, 'Enter')
  field(view.contentDOM).dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
  expect(shown(view)).toBe('a\n\n![x](y.png)\n\n|b')
})

test('Tab reaches a picture’s fields only while it is selected', () => {
  const view = open('a|\n\n![x](y.png)')
  expect(field(view.contentDOM).tabIndex).toBe(-1)
  press(view, 'ArrowRight')
  expect(field(view.contentDOM).tabIndex).toBe(0)
  press(view, 'ArrowLeft')
  expect(field(view.contentDOM).tabIndex).toBe(-1)
})

test('only the lines of the figure change, whatever is said of it', () => {
  const view = open('', { body: '# T  \n\n\n{{< figure src="y.png"   class="w" >}}\n* a\n', figures: hugo() })
  const input = field(view.contentDOM)
  input.value = 'New'
  input.dispatchEvent(new Event('input', { bubbles: true }))
  expect(view.state.doc.toString()).toBe('# T  \n\n\n{{< figure src="y.png"   class="w" alt="New" >}}\n* a\n')
})
