import { expect, test } from 'vitest'
import { longDate, readDate, readTime, shortDate, shortTime } from './dates'

test('a typed date is read in the ways people write it', () => {
  const cases: [string, string | null][] = [
    ['2017-08-24', '2017-08-24'],
    ['24 August 2017', '2017-08-24'],
    ['August 24, 2017', '2017-08-24'],
    ['24th aug 2017', '2017-08-24'],
    [' 1 Sept 2017 ', '2017-09-01'],
    ['2017/8/4', '2017-08-04'],
    ['24/8/2017', '2017-08-24'],
    ['8/24/2017', '2017-08-24'],
    ['4/4/2017', '2017-04-04'],
    ['3/4/2017', null],
    ['31 June 2017', null],
    ['August 2017', null],
    ['tomorrow-ish', null],
    ['', null],
  ]
  for (const [typed, date] of cases) expect(readDate(typed), typed).toBe(date)
})

test('what is shown can be read again', () => {
  for (let day = 0; day < 400; day++) {
    const iso = new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10)
    expect(readDate(longDate(iso))).toBe(iso)
    expect(readDate(shortDate(iso))).toBe(iso)
  }
  expect(longDate('someday')).toBe('someday')
})

test('times are read as people write them', () => {
  const cases: [string, string | null][] = [
    ['9:30', '09:30'],
    ['09.30', '09:30'],
    ['9', '09:00'],
    ['9:30 pm', '21:30'],
    ['12 am', '00:00'],
    ['', ''],
    ['25:00', null],
    ['9:75', null],
    ['13 pm', null],
    ['soon', null],
  ]
  for (const [typed, expected] of cases) expect(readTime(typed), typed).toBe(expected)
})

test('a moment is as short as it can be understood', () => {
  const now = new Date(2026, 10, 20, 12, 0)
  const at = (year: number, month: number, day: number) => new Date(year, month, day, 9, 0).toISOString()
  expect(shortTime(at(2026, 10, 20), now)).toBe('09:00')
  expect(shortTime(at(2026, 11, 1), now)).toBe('1 Dec, 09:00')
  expect(shortTime(at(2027, 0, 1), now)).toBe('1 Jan 2027, 09:00')
})
