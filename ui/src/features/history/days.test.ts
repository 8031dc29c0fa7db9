import { expect, test } from 'vitest'
import { days, nameOf, timeOf, today } from './days'

const version = (id: string, date: string) => ({
  id,
  date,
  author: null,
  where: 'local' as const,
  words: 1,
  why: '',
  here: false,
  on_website: false,
  can_take_back: false,
})

test('versions stand by the day of the person who reads them', () => {
  const all = [
    version('3', '2026-11-24T00:10:00+01:00'),
    version('2', '2026-11-23T23:50:00+01:00'),
    version('1', '2026-10-02T09:05:00+01:00'),
  ]
  const found = days(all, '2026-11-24').map(({ name, versions }) => [name, versions.map(({ id }) => id)])
  expect(found).toEqual([
    ['Today', ['3']],
    ['Yesterday', ['2']],
    ['2 October 2026', ['1']],
  ])
  expect(all.map(timeOf)).toEqual(['00:10', '23:50', '09:05'])
})

test('yesterday is the day before, also over the end of a month', () => {
  expect(nameOf('2026-02-28', '2026-03-01')).toBe('Yesterday')
  expect(nameOf('2026-02-27', '2026-03-01')).toBe('27 February 2026')
  expect(today(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05')
})
