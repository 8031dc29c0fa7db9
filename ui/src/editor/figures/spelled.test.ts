import { afterEach, expect, test, vi } from 'vitest'
import { goToRemark } from '../proof/card'
import { open } from '../testing'
import type { SaidField } from './spelled'

const TEXT = '![one](a.png "two")\n\nwords\n\n![three](b.png)'

/** A page whose fields are checked by somebody who has something to say about those with these words. */
function page(...wrong: string[]) {
  const entered: [string, number][] = []
  const stopped: string[] = []
  const passes = new Map<string, (way: -1 | 1) => void>()
  const spelled = (field: SaidField, pass: (way: -1 | 1) => void) => {
    const told = () => field.value
    passes.set(field.value, pass)
    return {
      follow: vi.fn(),
      has: () => wrong.includes(told()),
      enter: (way: -1 | 1) => void entered.push([told(), way]),
      stop: () => void stopped.push(told()),
    }
  }
  const figures = {
    ways: () => WAYS,
    choose: () => Promise.resolve([]),
    embed: () => Promise.resolve(null),
    askEmbed: vi.fn(),
    spelled,
  }
  const proof = {
    check: () => Promise.resolve([]),
    suggest: () => Promise.resolve([]),
    ignore: vi.fn(),
    add: vi.fn(),
    off: vi.fn(),
  }
  const view = open('', { body: TEXT, figures, proof })
  return { view, entered, stopped, passes }
}
const WAYS = { figure: { tag: null, html: 'never' as const, braces: false }, gallery: null }

afterEach(() => document.body.replaceChildren())

test('F7 comes to the words of figures in the order of the text, and goes round', () => {
  const { view, entered } = page('two', 'three')
  view.dispatch({ selection: { anchor: 0 } })
  goToRemark(view, 1)
  view.dispatch({ selection: { anchor: TEXT.indexOf('words') } })
  goToRemark(view, 1)
  goToRemark(view, -1)
  expect(entered).toEqual([
    ['two', 1],
    ['three', 1],
    ['two', -1],
  ])
})

test('after the remarks of one field come those of the next, then those of the text', () => {
  const { entered, passes } = page('one', 'two', 'three')
  passes.get('one')?.(1)
  passes.get('two')?.(1)
  passes.get('two')?.(-1)
  expect(entered).toEqual([
    ['two', 1],
    ['three', 1],
    ['one', -1],
  ])
})

test('the checks of a figure end with it', () => {
  const { view, stopped } = page()
  view.dispatch({ changes: { from: TEXT.indexOf('\n\n![three'), to: TEXT.length } })
  expect(stopped).toEqual(['three', ''])
  view.destroy()
})
