import { EditorState } from '@codemirror/state'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { markdown } from '../language'
import { open, press } from '../testing'
import { adding, orderMoving, reordered, taking, writeGallery } from './gallery-edits'
import { applied } from './patch'
import { selectedThing } from './pictures'
import { thingAtLine, type Thing } from './things'
import { HUGO_FIGURE, PLAIN, type Ways } from './ways'

const hugo = (inside: 'markdown' | 'html' | 'figure'): Ways => ({
  figure: { tag: HUGO_FIGURE, html: 'never', braces: false },
  gallery: { syntax: 'hugo', name: 'gallery', inside },
})

const host = (ways: Ways, links: string[] = []) => ({
  ways: () => ways,
  choose: () => Promise.resolve(links),
  embed: () => Promise.resolve(null),
  askEmbed: () => undefined,
})

function galleryIn(body: string, ways: Ways): Thing & { kind: 'gallery' } {
  const state = EditorState.create({ doc: body, extensions: markdown })
  const thing = thingAtLine(state, state.doc.line(1), ways)?.thing
  if (thing?.kind !== 'gallery') throw new Error(`no gallery: ${body}`)
  return thing
}

test.each<[Ways, string]>([
  [PLAIN, '![](/a.png)\n![](</b c.png>)'],
  [hugo('markdown'), '{{< gallery >}}\n![](/a.png)\n![](</b c.png>)\n{{< /gallery >}}'],
  [hugo('html'), '{{< gallery >}}\n<img src="/a.png">\n<img src="/b c.png">\n{{< /gallery >}}'],
  [hugo('figure'), '{{< gallery >}}\n{{< figure src="/a.png" >}}\n{{< figure src="/b c.png" >}}\n{{< /gallery >}}'],
  [
    { ...PLAIN, gallery: { syntax: 'liquid', name: 'gallery', inside: 'markdown' } },
    '{% gallery %}\n![](/a.png)\n![](</b c.png>)\n{% endgallery %}',
  ],
  [
    { ...PLAIN, gallery: { syntax: 'tera', name: 'gallery', inside: 'markdown' } },
    '{% gallery() %}\n![](/a.png)\n![](</b c.png>)\n{% end %}',
  ],
])('a gallery is written as the site has it, and read back', (ways, expected) => {
  const written = writeGallery(['/a.png', '/b c.png'], ways)
  expect(written).toBe(expected)
  expect(galleryIn(written, ways).items.map(({ source }) => source.link)).toEqual(['/a.png', '/b c.png'])
})

test('pictures are put in order, taken out and added, and only their lines change', () => {
  const order = fc.constantFrom(PLAIN, hugo('markdown'), hugo('html'), hugo('figure'))
  const names = fc.uniqueArray(fc.constantFrom<string>('/a.png', '/b.png', '/c.png', '/d e.png', '/f.png'), {
    minLength: 2,
  })
  fc.assert(
    fc.property(order, names, fc.nat(4), fc.nat(4), (ways, links, a, b) => {
      const text = writeGallery(links, ways)
      const gallery = galleryIn(text, ways)
      const from = a % links.length
      const to = b % links.length
      const moved = applied(text, reordered(gallery, orderMoving(links.length, from, to)))
      const wanted = links.filter((_, at) => at !== from)
      wanted.splice(to, 0, links[from] ?? '')
      expect(moved).toBe(writeGallery(wanted, ways))
      expect(applied(text, adding(gallery, ['/new.png'], ways))).toBe(writeGallery([...links, '/new.png'], ways))
      const rest = links.filter((_, at) => at !== from)
      expect(applied(text, taking(gallery, from) ?? [])).toBe(writeGallery(rest, ways))
    }),
    { numRuns: 60 },
  )
})

test('on the page: described, put in order by its buttons and keys, added to, and one picture alone is a figure', async () => {
  const ways = PLAIN
  const body = 'a\n\n![x](y.png)\n![](w.png)\n\nb'
  const view = open('', { body, figures: host(ways, ['/new.png', '/n2.png']) })
  const gallery = view.contentDOM.querySelector<HTMLElement>('.b-gallery')
  expect(gallery?.getAttribute('aria-label')).toBe('Gallery of 2 pictures')
  const fields = () => [...view.contentDOM.querySelectorAll<HTMLInputElement>('.b-gallery .b-description')]
  const [, second] = fields()
  if (!second) throw new Error('no field')
  second.value = 'Second'
  second.dispatchEvent(new Event('input', { bubbles: true }))
  expect(view.state.doc.toString()).toBe('a\n\n![x](y.png)\n![Second](w.png)\n\nb')
  expect(fields()[1]).toBe(second)
  view.contentDOM.querySelectorAll<HTMLButtonElement>('.b-later')[0]?.click()
  expect(view.state.doc.toString()).toBe('a\n\n![Second](w.png)\n![x](y.png)\n\nb')
  fields()[1]?.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'ArrowLeft', altKey: true, bubbles: true, cancelable: true }),
  )
  expect(view.state.doc.toString()).toBe('a\n\n![x](y.png)\n![Second](w.png)\n\nb')
  view.contentDOM.querySelector<HTMLButtonElement>('.b-add')?.click()
  await Promise.resolve()
  await Promise.resolve()
  expect(view.state.doc.toString()).toBe('a\n\n![x](y.png)\n![Second](w.png)\n![](/new.png)\n![](/n2.png)\n\nb')
  press(view, 'Ctrl-z')
  view.contentDOM.querySelector<HTMLButtonElement>('.b-remove-item')?.click()
  expect(view.state.doc.toString()).toBe('a\n\n![Second](w.png)\n\nb')
  expect(view.contentDOM.querySelector('.b-gallery')).toBeNull()
  expect(view.contentDOM.querySelector('figure.b-figure')).not.toBeNull()
  expect(selectedThing(view.state)?.thing.kind).toBe('figure')
})
