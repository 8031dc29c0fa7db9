import { undo } from '@codemirror/commands'
import type { EditorView } from '@codemirror/view'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commandOf } from '../commands'
import { open, press, shown, type, understood } from '../testing'
import { cardAt } from './cards'

/** The lines of the page: the card's name between angle brackets, after what is drawn beside it. */
const lines = (view: EditorView): string[] =>
  [...view.contentDOM.children].map((line) => {
    const card = line.querySelector(':scope > .b-card')
    const words = [...line.childNodes].map((one) => (one === card ? '' : (one.textContent ?? ''))).join('')
    return words + (card ? `<${card.getAttribute('aria-label') ?? ''}>` : '')
  })
const card = (view: EditorView): HTMLElement => {
  const found = view.contentDOM.querySelector<HTMLElement>('.b-card')
  if (!found) throw new Error('no card')
  return found
}

const HTML = '<Written in HTML>'

test.each([
  ['- a\n\n  <div>\n    <p>x</p>\n  </div>\n\n  b', ['•a', '', HTML, '', 'b']],
  ['- a\n  <div>x</div>\n- b', ['•a', HTML, '•b']],
  ['- <div>x</div>\n- b', [`•${HTML}`, '•b']],
  ['1. <div>\n   x\n   </div>\n2. b', [`1.${HTML}`, '2.b']],
  ['> a\n>\n> <div>\n> x\n> </div>\n>\n> b', ['a', '', HTML, '', 'b']],
  ['> <div>x</div>\n>\n> b', [HTML, '', 'b']],
  ['> - <!-- x -->\n> - b', ['•<Remark>', '•b']],
  ['- - {{ name }}', ['••<Made by the website: name>']],
  ['- {{ name }}\n- b', ['•<Made by the website: name>', '•b']],
  ['- a\n\n  {{< shelf abc >}}', ['•a', '', '<Made by the website: shelf>']],
  ['[^1]: a\n\n    <div>x</div>', ['*.a', '', HTML]],
  ['- <b>x</b>', ['•<b>x</b>']],
  ['- a {{ name }} b', ['•a {{ name }} b']],
])('%j has its card where it stands', (body, expected) => {
  const view = open('', { body })
  expect(lines(view)).toEqual(expected)
  view.destroy()
})

test('a line of nothing but the marks of a quote ends the HTML in it', () => {
  const view = open('', { body: '> <div>\n> x\n>\n> words _that_ show' })
  expect(lines(view)).toEqual([HTML, '', 'words that show'])
  view.destroy()
})

test('a line with a card has the looks of its list or quote, and none of code', () => {
  const view = open('', { body: '> 1. a\n>\n>    <div>x</div>' })
  const line = card(view).parentElement
  expect(line?.className.split(' ').sort()).toEqual(['b-list', 'b-quote', 'cm-line'])
  expect(line?.style.getPropertyValue('--depth')).toBe('1')
  view.destroy()
})

const BODY = '- one\n\n  <div>\n    x\n  </div>\n\n  two'
const SELECTED = BODY.replace('  <div>', '⟦  <div>').replace('</div>', '</div>⟧')

test('arrows pass it as one thing, erasing selects it first, and Delete takes it with its blank line', () => {
  const view = open(BODY.replace('one', 'one|'))
  press(view, 'ArrowRight')
  expect(shown(view)).toBe(SELECTED)
  press(view, 'ArrowRight')
  expect(shown(view)).toBe(BODY.replace('two', '|two'))
  press(view, 'Backspace')
  expect(shown(view)).toBe(SELECTED)
  press(view, 'ArrowLeft')
  expect(shown(view)).toBe(BODY.replace('one', 'one|'))
  press(view, 'Delete')
  expect(shown(view)).toBe(SELECTED)
  press(view, 'Delete')
  expect(shown(view)).toBe('- one\n\n|  two')
  undo(view)
  expect(shown(view)).toBe(SELECTED)
  view.destroy()
})

test('words typed at a selected card go after it, in the same item or quote', () => {
  const view = open(SELECTED)
  type(view, 'w')
  expect(shown(view)).toBe(BODY.replace('</div>', '</div>\n\n  w|'))
  view.destroy()
  const quote = open('> ⟦<div>⟧')
  type(quote, 'w')
  expect(shown(quote)).toBe('> <div>\n>\n> w|')
  quote.destroy()
})

test.each([
  ['- ⟦<div>⟧\n- b', '- |\n- b'],
  ['- a\n- ⟦<div>⟧', '- a\n- |'],
  ['- ⟦<div>\n  </div>⟧\n\n  b', '- |b'],
  ['- ⟦<!-- x -->⟧\n  - b', '- |- b'],
  ['a\n- ⟦<div>⟧', 'a\n\n- |'],
  ['> a\n>\n> ⟦<div>⟧\n>\n> b', '> a\n>\n|> b'],
  ['> - ⟦{{ x }}⟧\n> - b', '> - |\n> - b'],
])('Backspace on %j', (before, after) => {
  const view = open(before)
  press(view, 'Backspace')
  expect(shown(view)).toBe(after)
  view.destroy()
})

test.each([
  ['- ⟦<div>\n- wo⟧rds', '- |rds'],
  ['a⟦b\n\n⟧<div>', 'a|\n\n<div>'],
  ['- a⟦b\n\n⟧  <div>', '- a|\n\n  <div>'],
  ['- a⟦b\n- ⟧<div>', '- a|\n- <div>'],
  ['- a⟦b\n\n  <div>⟧\n\n  c', '- a|\n\n  c'],
  ['> ⟦<div>\n>\n> wo⟧rds', '> |rds'],
  ['  - ⟦<div>\n\n    wo⟧rds', '  - |rds'],
])('a selection that begins or ends with it: %j', (before, after) => {
  const view = open(before)
  press(view, 'Delete')
  expect(shown(view)).toBe(after)
  view.destroy()
})

function enter(view: EditorView, code: string): void {
  const field = card(view).querySelector('textarea')
  if (!field) throw new Error('no field')
  field.value = code
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

test('its code is shown without what places it, and a change keeps every mark around it', () => {
  const body = '- a\n\n  > <div>\n  >   x\n  >y\n  >\n  > b'
  const view = open('', { body })
  card(view).querySelector('button')?.click()
  expect(card(view).querySelector('textarea')?.value).toBe('<div>\n  x\ny')
  enter(view, '<div>\n  x\nz\n\nw')
  expect(view.state.doc.toString()).toBe('- a\n\n  > <div>\n  >   x\n  >z\n  >\n  > w\n  >\n  > b')
  enter(view, '<p>\n  x\nz')
  expect(view.state.doc.toString()).toBe('- a\n\n  > <p>\n  >   x\n  >z\n  >\n  > b')
  enter(view, '<div>\n  x\ny')
  expect(view.state.doc.toString()).toBe(body)
  enter(view, '')
  enter(view, 'w')
  expect(view.state.doc.toString()).toBe('- a\n\n  > w\n  >\n  > b')
  card(view).querySelector('button')?.click()
  expect(view.contentDOM.querySelector('.b-card')).toBeNull()
  view.destroy()
})

test('an item keeps its mark when the code of its card is another', () => {
  const view = open('', { body: '1. <div>\n   </div>\n2. b' })
  card(view).querySelector('button')?.click()
  enter(view, '<p>\n\n</p>')
  expect(view.state.doc.toString()).toBe('1. <p>\n\n   </p>\n2. b')
  view.destroy()
})

test('Enter in the words before it leaves its code alone, and a list made anew around it takes it along', () => {
  const view = open(BODY.replace('one', 'o|ne'))
  press(view, 'Enter')
  expect(shown(view)).toBe('- o\n- |ne\n\n  <div>\n    x\n  </div>\n\n  two')
  commandOf('ordered-list')?.run(view)
  expect(view.state.doc.toString()).toBe('- o\n1. ne\n\n   <div>\n     x\n   </div>\n\n   two')
  view.destroy()
})

test('cards in lists and quotes follow the text: after any lines are others they are as in a newly opened one', () => {
  const line = fc.constantFrom(
    ...['- w', '  w', '', '', '- <div>', '  <div>', '  </div>', '  {{ x }}', '1. {{ x }}', '   - <!-- x -->', 'w'],
    ...['> w', '>', '> <div>', '> - {{ x }}', '[^1]: w', '    <div>', '- [a]: /b', '  [c]: /d', '<div>', '{{ x }}'],
  )
  const change = fc.tuple(fc.nat(20), fc.nat(3), fc.array(line, { maxLength: 3 }))
  fc.assert(
    fc.property(fc.array(line, { maxLength: 16 }), fc.array(change, { maxLength: 6 }), (body, changes) => {
      const view = open('', { body: body.join('\n') })
      for (const [at, count, insert] of changes) {
        const { doc } = view.state
        const first = doc.line(Math.min(at + 1, doc.lines))
        const last = doc.line(Math.min(first.number + count, doc.lines))
        view.dispatch({ changes: { from: first.from, to: last.to, insert: insert.join('\n') } })
      }
      const fresh = open('', { body: view.state.doc.toString() })
      expect(lines(understood(view)), JSON.stringify(view.state.doc.toString())).toEqual(lines(understood(fresh)))
      view.destroy()
      fresh.destroy()
    }),
    { numRuns: 150 },
  )
}, 60_000)

test('in a long list only the item that is written in is read again', () => {
  const item = '- words\n\n  <div>x</div>\n'
  const view = understood(open('', { body: item.repeat(300) }))
  const far = item.length * 250 + 12
  const before = cardAt(view.state, far)?.card
  expect(before).toBeDefined()
  view.dispatch({ changes: { from: item.length * 100 + 4, insert: 'w' } })
  expect(cardAt(view.state, far + 1)?.card).toBe(before)
  view.destroy()
})
