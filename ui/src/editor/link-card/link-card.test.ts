import { EditorSelection } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as links from '../link-at'
import { open, press, shown, type } from '../testing'
import type { EditorOptions } from '../types'

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  document.body.replaceChildren()
})

const TEXT = 'Go [over there](https://example.org/a/) now'

/** Opens a text that has the focus. */
function writing(marked: string, over: Partial<EditorOptions> = {}): EditorView {
  const view = open(marked, over)
  view.focus()
  vi.spyOn(view, 'hasFocus', 'get').mockImplementation(() => document.activeElement === view.contentDOM)
  return view
}

/** Puts the caret somewhere, as a person does, and lets it rest. */
function go(view: EditorView, anchor: number, head = anchor): void {
  view.dispatch({ selection: EditorSelection.single(anchor, head), userEvent: 'select' })
  vi.advanceTimersByTime(1000)
}

const card = (): HTMLElement | null => document.querySelector('.b-link-card')
const button = (name: string): HTMLButtonElement | undefined =>
  [...(card()?.querySelectorAll('button') ?? [])].find((one) => one.textContent === name)

test('the caret resting in a link shows its card, which takes no focus', () => {
  const view = writing(TEXT)
  go(view, 6)
  expect(card()).toHaveAttribute('role', 'group')
  expect(card()).toHaveAttribute('aria-label', 'Link to example.org/a/')
  expect(view.contentDOM).toHaveFocus()
  go(view, 1)
  expect(card()).toBeNull()
})

test('passing through a link shows nothing', () => {
  const view = writing(TEXT)
  view.dispatch({ selection: { anchor: 6 }, userEvent: 'select' })
  vi.advanceTimersByTime(200)
  expect(card()).toBeNull()
  view.dispatch({ selection: { anchor: 1 }, userEvent: 'select' })
  vi.advanceTimersByTime(1000)
  expect(card()).toBeNull()
})

test('it goes with writing, with Escape until the caret comes anew, and with the focus', () => {
  const view = writing(TEXT)
  go(view, 6)
  type(view, 'x')
  expect(card()).toBeNull()
  go(view, 8)
  expect(card()).not.toBeNull()
  expect(press(view, 'Escape')).toBe(true)
  expect(card()).toBeNull()
  expect(press(view, 'Escape')).toBe(false)
  go(view, 9)
  expect(card()).toBeNull()
  go(view, 0)
  go(view, 9)
  expect(card()).not.toBeNull()
  view.contentDOM.blur()
  view.contentDOM.dispatchEvent(new FocusEvent('blur'))
  vi.advanceTimersByTime(1)
  return Promise.resolve().then(() => expect(card()).toBeNull())
})

test.each(['select.search', 'input', undefined])('a caret that was put there by %s shows nothing', (userEvent) => {
  const view = writing(TEXT)
  view.dispatch({ selection: { anchor: 6 }, ...(userEvent ? { userEvent } : {}) })
  vi.advanceTimersByTime(1000)
  expect(card()).toBeNull()
})

test('a click shows it once the button is released; one more brings it back', () => {
  const view = writing(TEXT)
  const link = view.contentDOM.querySelector('.b-link') ?? view.contentDOM
  const click = (then: () => void = () => undefined): void => {
    view.contentDOM.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, button: 2 }))
    then()
    vi.advanceTimersByTime(1000)
    expect(card()).toBeNull()
    link.dispatchEvent(new MouseEvent('mouseup', { bubbles: true, button: 0 }))
    expect(card()).not.toBeNull()
  }
  click(() => view.dispatch({ selection: { anchor: 6 }, userEvent: 'select.pointer' }))
  press(view, 'Escape')
  click()
})

test('the title of what it leads to comes later, with what is to be known of it', async () => {
  const target = vi.fn(() => Promise.resolve({ title: 'The meetup', about: 'Draft', away: true }))
  const view = writing(TEXT, { links: { target, copy: vi.fn() } })
  go(view, 6)
  await Promise.resolve()
  expect(target).toHaveBeenCalledExactlyOnceWith('https://example.org/a/')
  expect(card()).toHaveAttribute('aria-label', 'Link to The meetup, Draft')
  expect(card()?.querySelector('.b-away')).toHaveTextContent('Draft')
})

test('a key leads into it, arrows and Tab through it, and Escape back to the caret', () => {
  const view = writing(TEXT)
  view.dispatch({ selection: { anchor: 6 } })
  expect(press(view, 'Ctrl-Shift-K')).toBe(true)
  return Promise.resolve().then(() => {
    expect(button('Open')).toHaveFocus()
    const key = (name: string): void => {
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }),
      )
    }
    key('ArrowRight')
    expect(button('Change')).toHaveFocus()
    key('Tab')
    expect(button('Copy')).toHaveFocus()
    key('End')
    key('ArrowDown')
    expect(button('Open')).toHaveFocus()
    key('Escape')
    expect(card()).toBeNull()
    expect(view.contentDOM).toHaveFocus()
    expect(view.state.selection.main.head).toBe(6)
  })
})

test('where there is no link the key does nothing', () => {
  for (const text of ['plain| words', 'a `[b|](c)` d', '![|alt](b.png) d']) {
    press(writing(text), 'Ctrl-Shift-K')
    expect(card()).toBeNull()
  }
})

test('what can be done with it', () => {
  const [onOpenLink, onAskLink, copy] = [vi.fn(), vi.fn(), vi.fn()]
  const view = writing(TEXT, { onOpenLink, onAskLink, links: { target: () => Promise.resolve(null), copy } })
  const choose = (name: string): void => {
    go(view, 0)
    go(view, 6, 8)
    button(name)?.click()
    expect(card()).toBeNull()
    expect(view.contentDOM).toHaveFocus()
  }
  choose('Open')
  expect(onOpenLink).toHaveBeenCalledExactlyOnceWith('https://example.org/a/')
  choose('Copy')
  expect(copy).toHaveBeenCalledExactlyOnceWith('https://example.org/a/')
  choose('Change')
  expect(onAskLink).toHaveBeenCalledExactlyOnceWith({ text: 'over there', url: 'https://example.org/a/' })
  choose('Remove')
  expect(shown(view)).toBe('Go over there| now')
})

test('a bare address has a card too, and what cannot be changed is not offered', () => {
  const names = (): string[] => [...(card()?.querySelectorAll('button') ?? [])].map((one) => one.textContent)
  const view = writing('see http://a.b/c')
  go(view, 8)
  expect(names()).toEqual(['Open', 'Change', 'Copy', 'Remove'])
  button('Remove')?.click()
  expect(view.contentDOM).toHaveTextContent('see http://a.b/c')
  expect(view.contentDOM.querySelector('.b-link')).toBeNull()
  document.body.replaceChildren()
  go(writing(TEXT, { readOnly: true }), 6)
  expect(names()).toEqual(['Open', 'Copy'])
})

test("at a footnote's number the card says what the note says, and leads there", () => {
  const view = writing('Words[^1] here.\n\n[^1]: What **it** says.')
  go(view, 9)
  expect(card()).toHaveAttribute('aria-label', 'Footnote: What it says.')
  expect(card()?.querySelectorAll('button')).toHaveLength(1)
  button('Go to it')?.click()
  expect(shown(view)).toBe('Words[^1] here.\n\n[^1]: |What **it** says.')
  expect(card()).toBeNull()
  document.body.replaceChildren()
  go(writing('Words[^2] here.'), 9)
  expect(card()).toHaveTextContent('No note')
})

test('writing asks for no link, not even in one', () => {
  const view = writing(TEXT)
  const asked = vi.spyOn(links, 'linkAt')
  view.dispatch({ changes: { from: 6, insert: 's' }, selection: { anchor: 7 }, userEvent: 'input.type' })
  vi.advanceTimersByTime(1000)
  expect(asked).not.toHaveBeenCalled()
  go(view, 8)
  expect(asked).toHaveBeenCalledOnce()
})

test('composing puts it away', () => {
  const view = writing(TEXT)
  go(view, 6)
  view.contentDOM.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
  expect(card()).toBeNull()
})
