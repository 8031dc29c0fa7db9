/** R4: Enter parts paragraphs by a blank line and items by none, and Shift+Enter breaks a line. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { open, press, understood } from '../testing'
import { runs } from './runs'

const word = fc.constantFrom('one', 'two', '**bold**', '_soft_', '`code`', '日本', 'שלום', 'a, b')
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((some) => some.join(' '))
/** A place between two letters of plain words, told by a part of all such places. */
const inside = (text: string, part: number): number => {
  const places = [...text.matchAll(/(?<=[a-z])(?=[a-z])/g)].map(({ index }) => index)
  return places[Math.floor(part * places.length)] ?? 0
}
const part = fc.double({ min: 0, max: 0.99, noNaN: true })

test('Enter inside a paragraph leaves one blank line, and Backspace right after gives back the text', () => {
  fc.assert(
    fc.property(words, words, part, (text, below, at) => {
      const body = `one ${text}\n\n${below}\n`
      const view = understood(open('', { body }))
      const place = inside(`one ${text}`, at)
      view.dispatch({ selection: { anchor: place } })
      press(view, 'Enter')
      const { state } = understood(view)
      const line = state.doc.lineAt(state.selection.main.head)
      expect(line.number, body).toBe(3)
      expect(state.doc.line(2).text).toBe('')
      expect(state.doc.lines).toBe(body.split('\n').length + 2)
      press(view, 'Backspace')
      expect(view.state.doc.toString()).toBe(body)
      view.destroy()
    }),
    runs(40),
  )
})

test('Shift+Enter inside a paragraph breaks the line as the text does', () => {
  fc.assert(
    fc.property(words, fc.constantFrom('\\', '  '), part, (text, mark, at) => {
      const rest = `\n\nbroken${mark}\nline\n`
      const view = understood(open('', { body: `one ${text}${rest}` }))
      const place = inside(`one ${text}`, at)
      view.dispatch({ selection: { anchor: place } })
      press(view, 'Shift-Enter')
      const now = understood(view).state.doc
      expect(now.line(1).text.endsWith(mark), now.toString()).toBe(true)
      expect(now.toString().endsWith(rest)).toBe(true)
      expect(now.lines).toBe(rest.split('\n').length + 1)
      view.destroy()
    }),
    runs(40),
  )
})

test('Enter in a list goes on tight with the next mark', () => {
  const marks = fc.constantFrom(['- ', '- '], ['* ', '* '], ['1. ', '2. '], ['3) ', '4) '], ['- [x] ', '- [ ] '])
  fc.assert(
    fc.property(marks, words, fc.boolean(), ([mark = '', next = ''], text, atEnd) => {
      const view = understood(open('', { body: `${mark}one ${text}\n` }))
      const place = atEnd ? view.state.doc.length - 1 : mark.length + 1
      view.dispatch({ selection: { anchor: place } })
      press(view, 'Enter')
      const { doc, selection } = view.state
      expect(doc.lines, doc.toString()).toBe(3)
      expect(doc.line(2).text).toBe(atEnd ? next : `${next}ne ${text}`)
      expect(selection.main.head).toBe(doc.line(2).from + next.length)
      view.destroy()
    }),
    runs(40),
  )
})
