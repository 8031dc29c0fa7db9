import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Details, DetailsChange } from '../../ipc'
import { DetailsForm, REST } from './details.svelte'

const DETAILS: Details = {
  title: 'T',
  author: 'A',
  date: '2017-08-24',
  tags: ['x'],
  guessed: [],
  form: [],
  offers: { author: [], tags: [] },
  others: [],
  problem: null,
  broken: null,
}
const NONE = { title: null, author: null, date: null, tags: null, fields: [] }

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function form() {
  const sent: DetailsChange[] = []
  const made = new DetailsForm((change) => void sent.push(change))
  made.reset(DETAILS)
  return { made, sent }
}

test('one field typed changes one field, after a rest', () => {
  const { made, sent } = form()
  made.title = 'New\n title '
  made.type('title')
  vi.advanceTimersByTime(REST - 1)
  expect(sent).toEqual([])
  vi.advanceTimersByTime(1)
  expect(sent).toEqual([{ ...NONE, title: 'New title' }])
  made.commit(true)
  expect(sent).toHaveLength(1)
})

test('what is being typed is not overwritten from behind', () => {
  const { made } = form()
  made.author = 'Some'
  made.type('author')
  made.show({ ...DETAILS, title: 'Other', author: 'Other' })
  expect(made.title).toBe('Other')
  expect(made.author).toBe('Some')
})

test('a blank at the end, after which the person rests, is still there when she goes on', () => {
  const { made, sent } = form()
  made.title = 'One '
  made.type('title')
  vi.advanceTimersByTime(REST)
  expect(sent).toEqual([{ ...NONE, title: 'One' }])
  made.show({ ...DETAILS, title: 'One' })
  expect(made.title).toBe('One ')
  made.reset({ ...DETAILS, title: 'One' })
  expect(made.title).toBe('One')
})

test('a date is sent when it is one, and is wrong only when the person is done', () => {
  const { made, sent } = form()
  expect(made.date).toBe('24 August 2017')
  made.date = '25 Au'
  made.type('date')
  vi.advanceTimersByTime(REST)
  expect([sent, made.wrongDate]).toEqual([[], false])
  made.commit(true)
  expect([sent, made.wrongDate]).toEqual([[], true])
  made.date = 'Aug 25 2017'
  made.type('date')
  made.commit(true)
  expect(sent).toEqual([{ ...NONE, date: '2017-08-25' }])
  expect([made.date, made.wrongDate]).toEqual(['25 August 2017', false])
  made.date = ''
  made.type('date')
  made.commit(true)
  expect(sent.at(-1)).toEqual({ ...NONE, date: '' })
})

test('tags are tidied and sent at once', () => {
  const { made, sent } = form()
  made.setTags([...made.tags, ' cloud ', '', 'x'])
  expect(sent).toEqual([{ ...NONE, tags: ['x', 'cloud'] }])
})
