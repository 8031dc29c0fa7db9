import { EditorView } from '@codemirror/view'
import { expect, test } from 'vitest'
import { open, press, shown, type } from './testing'

const event = (view: EditorView, name: string): void => {
  view.contentDOM.dispatchEvent(new CompositionEvent(name, { bubbles: true }))
}

/** Composes letters at the caret as an input method does: each state of them replaces the one before. */
async function compose(view: EditorView, ...states: string[]): Promise<void> {
  event(view, 'compositionstart')
  const from = view.state.selection.main.head
  let to = from
  for (const text of states) {
    view.dispatch({
      changes: { from, to, insert: text },
      selection: { anchor: from + text.length },
      userEvent: 'input.type.compose',
    })
    to = from + text.length
  }
  event(view, 'compositionend')
  await new Promise((resolve) => setTimeout(resolve, 5))
}

test.each([
  ['a |', ['<b>'], 'a \\<b>|'],
  ['*a|', ['*'], '_a|_'],
  ['**foo|** x', ['n', 'に'], '**fooに|** x'],
  ['[a|](http://x.y) b', ['n', 'に'], '[a](http://x.y)に| b'],
  ['a|', ['n', 'に'], 'aに|'],
  ['|', ['-', '- x'], '\\- x|'],
])('composing in %j cares for its words at the end', async (body, states, after) => {
  const view = open(body)
  await compose(view, ...states)
  expect(shown(view)).toBe(after)
  view.destroy()
})

test('nothing is changed half way, and composing with its care is one step to undo', async () => {
  const view = open('a |')
  event(view, 'compositionstart')
  view.dispatch({ changes: { from: 2, insert: '<b>' }, selection: { anchor: 5 }, userEvent: 'input.type.compose' })
  expect(shown(view)).toBe('a <b>|')
  event(view, 'compositionend')
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(shown(view)).toBe('a \\<b>|')
  press(view, 'Ctrl-z')
  expect(shown(view)).toBe('a |')
  view.destroy()
})

test('composing over a selection takes out what is selected first, and leaves a picture where it is', async () => {
  const view = open('**a⟦b**\n\n**c⟧d**')
  await compose(view, 'に')
  expect(shown(view)).toBe('**aに|d**')
  view.destroy()
  const picture = open('⟦![x](y.png)⟧')
  await compose(picture, 'に')
  expect(shown(picture)).toBe('![x](y.png)\n\nに|')
  picture.destroy()
})

test('a style that was chosen holds for composed words', async () => {
  const view = open('a |')
  press(view, 'Ctrl-b')
  await compose(view, 'n', 'に')
  expect(shown(view)).toBe('a **に|**')
  view.destroy()
})

/** Puts `text` in as dictation or a correction does: at once, and not always at the caret. */
function insert(view: EditorView, from: number, to: number, text: string, caret: number): void {
  const plain = () =>
    view.state.update({ changes: { from, to, insert: text }, selection: { anchor: caret }, userEvent: 'input.type' })
  if (!view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, text, plain)))
    view.dispatch(plain())
}

test('a phrase that comes at once is words, and a new line in it a paragraph', () => {
  const view = open('**so|** on')
  insert(view, 4, 4, ' and <so> on', 16)
  expect(shown(view)).toBe('**so and \\<so> on|** on')
  view.destroy()
  const lines = open('a|')
  insert(lines, 1, 1, ' one.\n# Two', 12)
  expect(shown(lines)).toBe('a one.\n\n\\# Two|')
  lines.destroy()
})

test('a correction keeps marks whole and leaves the caret after its word', () => {
  const view = open('**helo** x|')
  insert(view, 5, 5, 'l', 7)
  expect(shown(view)).toBe('**hello|** x')
  insert(view, 2, 7, 'hallo', 7)
  expect(shown(view)).toBe('**hallo|** x')
  type(view, '!')
  expect(shown(view)).toBe('**hallo!|** x')
  view.destroy()
})

test('composing at a card in an item begins a paragraph of the item, and in an item next to one cares as elsewhere', async () => {
  const card = open('- ⟦<div>x</div>⟧\n- b')
  await compose(card, 'n', 'に')
  expect(shown(card)).toBe('- <div>x</div>\n\n  に|\n\n- b')
  card.destroy()
  const item = open('> - <div>x</div>\n> - a |')
  await compose(item, '<b>')
  expect(shown(item)).toBe('> - <div>x</div>\n> - a \\<b>|')
  item.destroy()
})

test('the key that an input method takes makes room at a selected card, before anything is composed', () => {
  const card = open('> ⟦<div>x</div>⟧')
  card.contentDOM.dispatchEvent(new KeyboardEvent('keydown', { key: 'Process', bubbles: true }))
  expect(shown(card)).toBe('> <div>x</div>\n>\n> |')
  card.destroy()
  const words = open('a ⟦b⟧ c')
  words.contentDOM.dispatchEvent(new KeyboardEvent('keydown', { key: 'Process', bubbles: true }))
  expect(shown(words)).toBe('a ⟦b⟧ c')
  words.destroy()
})
