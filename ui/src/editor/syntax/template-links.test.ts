import { expect, test } from 'vitest'
import { setLink } from '../link'
import { linkAt } from '../link-at'
import { open, seen, shown } from '../testing'

test.each([
  '{{< relref "/posts/x.md" >}}',
  '{% post_url 2026-01-05-x %}',
  '{{ site.baseurl }}/x/#y',
  '{{% ref "x" %}}',
])('a link to %s is a link', (url) => {
  const view = open(`see [t**h**is|](${url}) now`)
  expect(linkAt(view.state, 6)).toMatchObject({ text: 'this', url })
  expect(seen(view)).toEqual(['see this now'])
  const fresh = open('see ⟦this⟧ now')
  setLink(fresh, 4, 8, { text: 'this', url })
  expect(shown(fresh).replace('|', '')).toBe(`see [this](${url}) now`)
  setLink(view, 5, 13, { text: '', url: '' })
  expect(view.state.doc.toString()).not.toContain('{')
})
