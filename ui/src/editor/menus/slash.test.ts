import { undo } from '@codemirror/commands'
import type { EditorView } from '@codemirror/view'
import { afterEach, expect, test } from 'vitest'
import { hostOf } from '../options'
import { open, press, shown, type } from '../testing'
import { insertable } from './offer'

let view: EditorView
afterEach(() => {
  view.destroy()
})

const list = (): HTMLElement | null => view.dom.querySelector('[role=listbox]')
const options = (): string[] => [...(list()?.querySelectorAll('[role=option]') ?? [])].map((one) => one.textContent)
const marked = (): string | undefined => list()?.querySelector('[aria-selected=true]')?.textContent

test('a slash in an empty paragraph lists everything that can be put there', () => {
  view = open('one\n\n|')
  type(view, '/')
  expect(options()).toHaveLength(insertable(hostOf(view.state)).length)
  expect(view.contentDOM.getAttribute('aria-activedescendant')).toBe(list()?.querySelector('[aria-selected=true]')?.id)
  expect(marked()).toContain('paragraph')
  press(view, 'ArrowDown')
  expect(marked()).toContain('heading-1'.replace('1', '2'))
  press(view, 'ArrowUp')
  press(view, 'ArrowUp')
  expect(marked()).toBe(options().at(-1))
})

test('what is typed on narrows the list, and the choice takes its place in one step', () => {
  view = open('one\n\n|')
  type(view, '/heading-3')
  expect(options()).toEqual([expect.stringContaining('heading-3')])
  press(view, 'Enter')
  expect(list()).toBeNull()
  expect(shown(view)).toBe('one\n\n### |')
  undo(view)
  expect(shown(view)).toBe('one\n\n/heading-3|')
})

test('what puts in a block of its own leaves no empty paragraph behind', () => {
  view = open('one\n\n|\n\ntwo')
  type(view, '/divider')
  press(view, 'Enter')
  expect(view.state.doc.toString()).toBe('one\n\n---\n\n\n\ntwo')
})

test('Escape keeps the slash, and the list stays closed while one writes on', () => {
  view = open('|')
  type(view, '/')
  press(view, 'Escape')
  expect(list()).toBeNull()
  type(view, 'he')
  expect(list()).toBeNull()
  expect(shown(view)).toBe('/he|')
})

test('erasing the slash, words that go on and a caret elsewhere close it', () => {
  view = open('|')
  type(view, '/')
  press(view, 'Backspace')
  expect(list()).toBeNull()
  type(view, '/and then he said')
  expect(list()).toBeNull()
  view.destroy()
  view = open('one\n\n|')
  type(view, '/h')
  view.dispatch({ selection: { anchor: 1 } })
  expect(list()).toBeNull()
})

test('nowhere else: after words, before words, in code, in one that only reads', () => {
  for (const text of ['word |', '| word', '```\n|\n```', '`a|`', 'one\n|two']) {
    view = open(text)
    type(view, '/')
    expect(list(), text).toBeNull()
    view.destroy()
  }
  view = open('|', { readOnly: true })
  type(view, '/')
  expect(list()).toBeNull()
})

test('in an empty item and an empty quote it opens too', () => {
  for (const text of ['- one\n- |', '> |', '- [ ] |']) {
    view = open(text)
    type(view, '/')
    expect(list(), text).not.toBeNull()
    view.destroy()
  }
  view = open('|')
})

test('a click takes an entry', () => {
  view = open('|')
  type(view, '/quote')
  list()?.querySelector<HTMLElement>('[role=option]')?.click()
  expect(view.state.doc.toString()).toBe('> ')
})
