import { expect, test } from 'vitest'
import { fakeForm } from '../../../ipc/fake-form'
import type { SiteField } from '../../../ipc'
import { isProse } from './prose'

const [{ field } = { field: {} as SiteField }] = fakeForm()

test('titles, summaries and captions are sentences; addresses, names and codes are not', () => {
  const prose = (name: string, label = name, type = 'text') => isProse({ ...field, name, label, type })
  for (const name of ['subtitle', 'seo.title', 'metaDescription', 'og_description', 'hero-caption', 'image.alt']) {
    expect([name, prose(name)]).toEqual([name, true])
  }
  expect(prose('dsc', 'Short description')).toBe(true)
  for (const name of [
    'slug',
    'url',
    'permalink',
    'canonical',
    'layout',
    'author',
    'tags',
    'default',
    'context',
    'weight',
  ])
    expect([name, prose(name)]).toEqual([name, false])
  expect(prose('summary', 'Summary', 'date')).toBe(false)
  expect(prose('anything', 'Anything', 'multiline')).toBe(true)
  expect(prose('custom_css', 'CSS', 'multiline')).toBe(false)
  expect(isProse({ ...field, type: 'text', name: 'title', options: ['One', 'Two'] })).toBe(false)
})
