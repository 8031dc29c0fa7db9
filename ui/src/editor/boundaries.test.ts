/** What each key does at each edge of the page, as in Google Docs and Ghost. */
import { expect, test } from 'vitest'
import { kindOf } from './lines'
import { open, press, shown, type } from './testing'

const at = (body: string, key: string, after: string): void => {
  const view = open(body)
  if (key.startsWith('type ')) type(view, key.slice(5))
  else press(view, key)
  const now = shown(view)
  view.destroy()
  expect(now).toBe(after)
}

test.each([
  ['**a b|** c', '**a b**\n\n|c'],
  ['**|a b** c', '\n\n|**a b** c'],
  ['x [a|](u) y', 'x [a](u)\n\n|y'],
  ['x [|a](u) y', 'x\n\n|[a](u) y'],
  ['x `a|` y', 'x `a`\n\n|y'],
  ['- |', '|'],
  ['- a\n- |\n- b', '- a\n\n|\n\n- b'],
  ['- a\n  - b\n  - |\n- c', '- a\n  - b\n- |\n- c'],
  ['- |a\n- b', '- \n- |a\n- b'],
  ['- a\n- b|\n\nc', '- a\n- b\n- |\n\nc'],
  ['- ⟦a\n- b⟧\n- c', '- \n- |\n- c'],
  ['> |a', '> \n>\n> |a'],
  ['> |', '\n|'],
  ['> one\n>\n> |\n>\n> two', '> one\n\n|\n\n> two'],
  ['- one\n\n  |', '- one\n\n|'],
  ['> - one\n>\n>   |', '> - one\n>\n> |'],
  ['a[^1]\n\n[^1]: n\n\n    |', 'a[^1]\n\n[^1]: n\n\n|'],
  ['# |a', '\n\n# |a'],
  ['# a|\n\nb', '# a\n\n|\n\nb'],
  ['a|\n=\n\nb', 'a\n=\n\n|\n\nb'],
  ['a|\n\n![x](y.png)\n\nb', 'a\n\n|\n\n![x](y.png)\n\nb'],
  ['a\n\n![x](y.png)\n\n|b', 'a\n\n![x](y.png)\n\n\n\n|b'],
  ['a|\n\n```js\nx\n```\n\nb', 'a\n\n|\n\n```js\nx\n```\n\nb'],
  ['```\nx|\n```', '```\nx\n|\n```'],
  ['```\nx\n|\n```', '```\nx\n```\n\n|'],
  ['```\nx\n|\n```\n\nb', '```\nx\n```\n\n|\n\nb'],
  ['```\nx\n|', '```\nx\n```\n\n|'],
  ['```\na\n|\nb\n```', '```\na\n\n|\nb\n```'],
  ['```\n|\n```', '```\n\n|\n```'],
  ['> ```\n> x|\n> ```', '> ```\n> x\n> |\n> ```'],
  ['> ```\n> x\n> |\n> ```', '> ```\n> x\n> ```\n>\n> |'],
  ['- ```\n    x|\n  ```', '- ```\n    x\n    |\n  ```'],
  ['a|\n\n---\n\nb', 'a\n\n|\n\n---\n\nb'],
  ['a|\n\n<div>\n\nb', 'a\n\n|\n\n<div>\n\nb'],
  ['a\n\n<!-- more -->\n\n|b', 'a\n\n<!-- more -->\n\n\n\n|b'],
  ['|a', '\n\n|a'],
  ['\n\n|a', '\n\n\n|a'],
  ['x\n\n\n\n|a', 'x\n\n\n\n\n|a'],
  ['a|\n', 'a\n\n|\n'],
  ['|', '\n\n|'],
  ['|\n', '\n\n|\n'],
  ['\n\n|', '\n\n\n|\n'],
  ['a\n\n|', 'a\n\n\n|\n'],
  ['a\n\n|\n', 'a\n\n\n|\n'],
  ['```\nx\n```\n\n|', '```\nx\n```\n\n\n|\n'],
  ['one\ntwo| three\nfour', 'one\ntwo\n\n|three\nfour'],
  ['a⟦b\n\n# c⟧d', 'a\n\n|d'],
  ['```\nx⟦y\n```\n\na⟧b', '```\nx\n|\n```\n\nb'],
])('Enter at %j', (body, after) => {
  at(body, 'Enter', after)
})

test.each([
  ['**|a b** c', '**|a b** c'],
  ['x |**a** y', 'x|**a** y'],
  ['x **a**| y', 'x | y'],
  ['x [|a](u) y', 'x|[a](u) y'],
  ['x `a`| y', 'x | y'],
  ['- |', '|'],
  ['- a\n- |\n- b', '- a\n\n|\n\n- b'],
  ['1. a\n2. |\n3. c', '1. a\n\n|\n\n3. c'],
  ['- [ ] a\n- [ ] |\n- [ ] b', '- [ ] a\n\n|\n\n- [ ] b'],
  ['- a\n  - b\n  - |\n- c', '- a\n  - b\n- |\n- c'],
  ['- |a\n- b', '|a\n\n- b'],
  ['- a\n\n  |b', '- a|b'],
  ['> |a', '|a'],
  ['> |', '|'],
  ['> a\n>\n> |', '> a|'],
  ['> # |a', '> |a'],
  ['# |a', '|a'],
  ['# |', '|'],
  ['x\n\n# |a', 'x\n\n|a'],
  ['a\n\n![x](y.png)\n\n|b', 'a\n\n⟦![x](y.png)⟧\n\nb'],
  ['a\n\n⟦![x](y.png)⟧\n\nb', 'a\n\n|b'],
  ['a\n\n```\n|x\n```\n\nb', 'a|\n\n```\nx\n```\n\nb'],
  ['```\na\n|b\n```', '```\na|b\n```'],
  ['```\na\n|\nb\n```', '```\na|\nb\n```'],
  ['```\nx\n|\n```', '```\nx|\n```'],
  ['> ```\n> a\n> |b\n> ```', '> ```\n> a|b\n> ```'],
  ['a\n\n```js\n|\n```\n\nb', 'a\n\n|\n\nb'],
  ['```\n|\n```', '|'],
  ['- ```\n  |\n  ```\n- b', '- |\n- b'],
  ['a\n\n```\nx\n```\n\n|b', 'a\n\n```\nx|\n```\n\nb'],
  ['a\n\n---\n\n|b', 'a\n\n\n|b'],
  ['---\n\n|b', '|b'],
  ['a\n\n<div>\n\n|b', 'a\n\n⟦<div>⟧\n\nb'],
  ['a\n\n<!-- more -->\n\n|b', 'a\n\n⟦<!-- more -->⟧\n\nb'],
  ['|a', '|a'],
  ['|\n\na', '|a'],
  ['|\n\n\na', '|\n\na'],
  ['|\n\n- a', '- |a'],
  ['|\n\n```\nx\n```', '```\n|x\n```'],
  ['|\n\n---\n\na', '---\n\n|a'],
  ['|\n\n![x](y.png)', '⟦![x](y.png)⟧'],
  ['\n\n|', '|'],
  ['a[^1] b\n\n[^1]: |x', 'a[^1] b\n\n[^1]: |x'],
  ['a[^1] b\n\n[^1]: |\n', 'a| b\n'],
  ['**a[^2]** b[^1][^2]\n\n[^2]: |\n[^1]: x', '**a|** b[^1]\n\n[^1]: x'],
  ['a[^1] b[^2]\n\n[^1]: x\n[^2]: |\n', 'a[^1] b|\n\n[^1]: x\n'],
  ['a\n\n\n|\n', 'a\n\n|\n'],
  ['a\\\n|b', 'a|b'],
  ['a  \n|b', 'a|b'],
  ['a\n|b', 'a|b'],
  ['🇫🇷🇩🇪|', '🇫🇷|'],
  ['👩‍👩‍👧|', '|'],
  ['👍🏽|', '|'],
  ['⟦a\n\n```\nx\n```⟧', '|'],
  ['⟦```\nx\n```⟧', '|'],
  ['```\n⟦x⟧\n```', '```\n|\n```'],
  ['⟦```\nx\n```\n\na⟧b', '|b'],
  ['a⟦b\n\n```\nx⟧y\n```', 'a|\n\n```\ny\n```'],
  ['⟦> a\n\nb⟧', '> |'],
  ['⟦# a\n\n- b⟧', '# |'],
])('Backspace at %j', (body, after) => {
  at(body, 'Backspace', after)
})

test.each([
  ['**a b|** c', '**a b|**c'],
  ['**|a b** c', '| **b** c'],
  ['x [a|](u) y', 'x [a|](u)y'],
  ['- |\n- b', '- |b'],
  ['- |', '- |'],
  ['- a\n- b|\n\nc', '- a\n- b|c'],
  ['> a|\n\nb', '> a|b'],
  ['# a|\n\nb', '# a|b'],
  ['a|\n=\n\nb', 'a|b'],
  ['a|\n\n![x](y.png)\n\nb', 'a\n\n⟦![x](y.png)⟧\n\nb'],
  ['a|\n\n```js\nx\n```\n\nb', 'a\n\n```js\n|x\n```\n\nb'],
  ['```\na|\nb\n```', '```\na|b\n```'],
  ['a\n\n```\nx|\n```\n\nb', 'a\n\n```\nx\n```\n\n|b'],
  ['a|\n\n---\n\nb', 'a|\n\n\nb'],
  ['a|\n\n---', 'a|'],
  ['a|\n\n---\n', 'a|\n'],
  ['a|\n\n<div>\n\nb', 'a\n\n⟦<div>⟧\n\nb'],
  ['a|\nb', 'a|b'],
  ['a[^1]|\n\n[^1]: x', 'a[^1]\n\n[^1]: |x'],
  ['**a|\nb**', '**a|b**'],
  ['a|\\\nb', 'a|b'],
  ['a|', 'a|'],
  ['|🇫🇷🇩🇪', '|🇩🇪'],
])('Delete at %j', (body, after) => {
  at(body, 'Delete', after)
})

test.each([
  ['ArrowLeft', '**|a b** c', '|**a b** c'],
  ['ArrowLeft', '- a\n  - b\n  - |\n- c', '- a\n  - b|\n  - \n- c'],
  ['ArrowLeft', 'x\n\n> |a', 'x|\n\n> a'],
  ['ArrowLeft', '> ```\n> x\n> |y\n> ```', '> ```\n> x|\n> y\n> ```'],
  ['ArrowLeft', 'a\n\n<div>\n\n|b', 'a\n\n⟦<div>⟧\n\nb'],
  ['ArrowLeft', '🇫🇷🇩🇪|', '🇫🇷|🇩🇪'],
  ['ArrowRight', '**a b|** c', '**a b** |c'],
  ['ArrowRight', '- a\n- b|\n\nc', '- a\n- b\n\n|c'],
  ['ArrowRight', 'a|\n\n```js\nx\n```\n\nb', 'a\n\n```js\n|x\n```\n\nb'],
  ['ArrowRight', 'a|\n\n<!-- more -->\n\nb', 'a\n\n⟦<!-- more -->⟧\n\nb'],
  ['ArrowRight', 'a⟦b\n\n# c⟧d', 'ab\n\n# c|d'],
  ['ArrowDown', '```\nx|\n```', '```\nx\n```\n\n|'],
  ['ArrowDown', '⟦![x](y.png)⟧', '![x](y.png)\n\n|'],
  ['ArrowDown', 'a\n\n⟦<div>⟧', 'a\n\n<div>\n\n|'],
  ['ArrowDown', 'a|\n\n---', 'a\n\n---\n\n|'],
  ['ArrowDown', 'a|', 'a|'],
  ['ArrowUp', '⟦![x](y.png)⟧\n\nb', '|\n\n![x](y.png)\n\nb'],
  ['ArrowUp', '```\n|x\n```', '|\n\n```\nx\n```'],
  ['ArrowUp', '---\n\n|a', '|\n\n---\n\na'],
  ['ArrowUp', '|a', '|a'],
  ['Ctrl-Backspace', 'x [a|](u) y', 'x | y'],
  ['Ctrl-Backspace', '# |a', '|a'],
  ['Ctrl-Backspace', 'a\n\n![x](y.png)\n\n|b', 'a\n\n⟦![x](y.png)⟧\n\nb'],
  ['Ctrl-Backspace', 'a |b', '|b'],
  ['Ctrl-Delete', '**|a b** c', '| **b** c'],
  ['Ctrl-Delete', 'a|\n\n![x](y.png)\n\nb', 'a\n\n⟦![x](y.png)⟧\n\nb'],
  ['Ctrl-Delete', '- |\n- b', '- |b'],
  ['Ctrl-a', 'a\n\n|b', '⟦a\n\nb⟧'],
  ['Ctrl-a', '```\nx|\n```', '⟦```\nx\n```⟧'],
])('%s at %j', (key, body, after) => {
  at(body, key, after)
})

test.each([
  ['**a b|** c', '**a bZ|** c'],
  ['x [a|](u) y', 'x [a](u)Z| y'],
  ['x `a|` y', 'x `aZ|` y'],
  ['- |', '- Z|'],
  ['# |', '# Z|'],
  ['⟦a\n\nb⟧', 'Z|'],
  ['⟦a\n\n```\nx\n```⟧', 'Z|'],
  ['⟦```\nx\n```⟧', 'Z|'],
  ['⟦---\n\na⟧', 'Z|'],
  ['⟦![x](y.png)\n\na⟧', 'Z|'],
  ['⟦<div>\n\na⟧', 'Z|'],
  ['a⟦b\n\n---\n\nc⟧d', 'aZ|d'],
  ['a⟦b\n\n- c⟧d\n- e', 'aZ|d\n- e'],
  ['**a⟦b**\n\n**c⟧d**', '**aZ|d**'],
  ['```\nx⟦y\n```\n\na⟧b', '```\nxZ|\n```\n\nb'],
])('typing at %j', (body, after) => {
  at(body, 'type Z', after)
})

const TABLE = '| a |\n|-|\n| b |'

test('Backspace after a table selects it, and a table that is selected with all else goes with it', () => {
  const view = open('', { body: `${TABLE}\n\nc` })
  view.dispatch({ selection: { anchor: TABLE.length + 2 } })
  press(view, 'Backspace')
  expect(view.state.selection.main).toMatchObject({ from: 0, to: TABLE.length })
  press(view, 'Ctrl-a')
  type(view, 'Z')
  expect(view.state.doc.toString()).toBe('Z')
})

test('everything selected and typed over keeps only what details speak for, and the text ends as before', () => {
  const body = '**Title**\n\nBy Ada\n\nfirst\n\n```\nx\n```\n'
  const view = open('', { body, spokenFor: [{ from: 0, to: 9 }] })
  press(view, 'Ctrl-a')
  type(view, 'new')
  expect(view.state.doc.toString()).toBe('**Title**\n\nnew\n')
  press(view, 'Ctrl-z')
  press(view, 'Ctrl-z')
  expect(view.state.doc.toString()).toBe(body)
})

test.each([
  ['Delete', 'a\n===\n\n|\n', 'a|\n===\n'],
  ['Ctrl-Delete', '- a\n\n|b\n- c', '- a\n\n|\n\n- c'],
  ['Ctrl-Delete', '# a\n|b\n# c', '# a\n\n|\n\n# c'],
  ['Backspace', '- a\n\nb|\n- c', '- a\n\n|\n\n- c'],
  ['Delete', '- a\n\n⟦b⟧\n- c', '- a\n\n|\n\n- c'],
  ['Backspace', '\n\n⟦![a](b)⟧', '\n\n|'],
  ['Backspace', '⟦<div>x</div>⟧\n\n---\n\na', '---\n\n|a'],
  ['Backspace', '> a\n>\n> ⟦b⟧\n> # c', '> a\n>\n> |\n>\n> # c'],
  ['Shift-Enter', '|a', '\n\n|a'],
])('the caret stays in sight after %s at %j', (key, body, after) => {
  at(body, key, after)
})

test('a line that is nothing but a break is as high as its caret', () => {
  const view = open('a\\\n|\\\nb')
  expect(view.contentDOM.children[1]?.querySelector('.b-nothing')).not.toBeNull()
  view.destroy()
})

test('Enter and Enter again begin paragraphs that are all seen, with the caret in the last', () => {
  for (const marked of ['|', '|\n', 'a|', 'a|\n', 'a|\n\nb', '# a|', '```\na\n```\n\n|', '**T**\n|', '**T**\n\n|\n']) {
    const spokenFor = marked.startsWith('**') ? [{ from: 0, to: 5 }] : []
    const view = open(marked, { body: marked.replace('|', ''), spokenFor })
    view.dispatch({ selection: { anchor: marked.indexOf('|') } })
    const empties = (): number =>
      Array.from({ length: view.state.doc.lines }, (_, at) => kindOf(view.state, view.state.doc.line(at + 1))).filter(
        (kind) => kind === 'empty',
      ).length
    press(view, 'Enter')
    for (let before = empties(), times = 0; times < 4; times++) {
      press(view, 'Enter')
      expect(empties(), JSON.stringify([marked, shown(view)])).toBe(before + 1)
      expect(kindOf(view.state, view.state.doc.lineAt(view.state.selection.main.head)), shown(view)).toBe('empty')
      before = empties()
    }
    view.destroy()
  }
})
