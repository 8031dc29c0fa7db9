import { expect, test } from 'vitest'
import { placeOf, skeleton } from './frame'

const base = 'tauri://localhost/index.html'

test('the place of an address is its scheme and host', () => {
  const cases: [string, string][] = [
    ['post://localhost/site/', 'post://localhost'],
    ['http://post.localhost/x?y', 'http://post.localhost'],
    ['data:image/png,abc', 'data:'],
    ['relative', ''],
    ["https://a.example/;script-src 'unsafe-inline'", 'https://a.example'],
  ]
  for (const [address, place] of cases) expect(placeOf(address), address).toBe(place)
})

test('nothing may run, and pictures and style come only from the site', () => {
  const page = new DOMParser().parseFromString(
    skeleton({
      pictureBase: 'post://localhost/',
      looks: {
        styles: ['a{content:"</style><script>x</script>"}'],
        layout: {
          root_class: 'r"><script>x',
          body_class: 'b',
          body_id: 'i',
          inside: '<main><div data-place="content"></div></main>',
        },
      },
      cards: '<style>.missing{}</style>',
      base,
    }),
    'text/html',
  )
  const policy = page.querySelector('meta[http-equiv]')?.getAttribute('content') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain('img-src post://localhost data:')
  expect(policy).toContain('font-src tauri://localhost ')
  expect(policy).not.toContain('script-src')
  expect(page.querySelector('script')).toBeNull()
  expect(page.querySelector('link')).toBeNull()
  expect(page.documentElement.className).toBe('r"><script>x')
  expect(page.querySelector('body.b#i > main > [data-place=content]')).not.toBeNull()
})

test('a site without a style gets ours', () => {
  const page = skeleton({
    pictureBase: 'post://localhost/',
    looks: { styles: [], layout: null },
    cards: '<style>.missing{}</style>',
    base,
  })
  expect(page).toContain('byline-post')
  expect(page).toContain('<style>.missing{}</style>')
  expect(page).toContain('<style>@font-face')
})
