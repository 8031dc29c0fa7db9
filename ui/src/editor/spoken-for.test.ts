import { Text } from '@codemirror/state'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commands } from './commands'
import { wholeLines } from './spoken-for'
import { open, press, seen, shown, type } from './testing'

const BODY = '\n # ** ` Title `**\n***\nfirst\n\n**Date\n|\nName**\n\nlast\n'
const head = BODY.slice(0, BODY.indexOf('first'))
const middle = '**Date\n|\nName**'
const spoken = [
  { from: 0, to: head.length - 1 },
  { from: BODY.indexOf(middle), to: BODY.indexOf(middle) + middle.length },
]

test('ranges become whole lines', () => {
  const doc = Text.of(['ab', 'cd', 'ef', 'gh'])
  expect(
    wholeLines(doc, [
      { from: 4, to: 6 },
      { from: 0, to: 1 },
    ]),
  ).toEqual([{ from: 0, to: 5 }])
  expect(wholeLines(doc, [{ from: 0, to: 3 }])).toEqual([{ from: 0, to: 2 }])
  expect(wholeLines(doc, [{ from: 9, to: 99 }])).toEqual([{ from: 9, to: 11 }])
  expect(
    wholeLines(doc, [
      { from: 50, to: 99 },
      { from: 2, to: 2 },
    ]),
  ).toEqual([])
})

test('hidden lines are not on the page and the caret passes them by', () => {
  const page = openReal()
  expect(seen(page).join('/')).not.toMatch(/Title|Date|Name/)
  page.dispatch({ selection: { anchor: BODY.indexOf('first') + 5 } })
  press(page, 'ArrowRight')
  expect(page.state.selection.main.head).toBe(BODY.indexOf('last'))
  press(page, 'ArrowLeft')
  expect(page.state.selection.main.head).toBe(BODY.indexOf('first') + 5)
})

function openReal() {
  return open('', { body: BODY, spokenFor: spoken })
}

test('nothing a person does changes a hidden line', () => {
  const act = fc.oneof(
    fc.constantFrom('Enter', 'Backspace', 'Delete', 'Shift-Enter', 'Ctrl-Backspace').map((key) => ({ key })),
    fc.constantFrom('w', 'w', ' ', '*').map((text) => ({ text })),
    fc.constantFrom(...commands.map(({ id }) => id)).map((id) => ({ id })),
    fc.tuple(fc.nat(BODY.length + 9), fc.nat(BODY.length + 9)).map(([anchor, to]) => ({ anchor, head: to })),
  )
  fc.assert(
    fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
      const view = openReal()
      for (const one of acts) {
        const { length } = view.state.doc
        if ('key' in one) press(view, one.key)
        else if ('text' in one) {
          const letters = (text: string): number => text.split('w').length
          const selected = view.state.sliceDoc(view.state.selection.main.from, view.state.selection.main.to)
          const before = letters(view.state.doc.toString()) - letters(selected)
          type(view, one.text)
          // A word typed is a word kept, wherever the caret was.
          const after = letters(view.state.doc.toString()) - 1
          if (one.text === 'w' && after < before + 1) throw new Error(`lost at ${shown(view)}`)
        } else if ('id' in one) commands.find(({ id }) => id === one.id)?.run(view)
        else view.dispatch({ selection: { anchor: Math.min(one.anchor, length), head: Math.min(one.head, length) } })
        const text = `${view.state.doc.toString()}\n`
        if (!text.startsWith(head) || !text.includes(`\n${middle}\n`))
          throw new Error(`${shown(view)} after ${JSON.stringify(one)}`)
      }
      view.destroy()
    }),
    { numRuns: 150 },
  )
})

test('a post of nothing but hidden lines can be written in', () => {
  const view = open('# Title\n', { spokenFor: [{ from: 0, to: 7 }] })
  type(view, 'w')
  type(view, 'x')
  expect(shown(view)).toBe('# Title\n\nwx|')
})
