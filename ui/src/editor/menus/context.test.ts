import type { EditorView } from '@codemirror/view'
import { afterEach, expect, test, vi } from 'vitest'
import { open, press } from '../testing'
import type { ContextItem, ContextMenu } from './host'
import { groupsAt } from './context'

let view: EditorView
let menu: ContextMenu | null = null as ContextMenu | null
afterEach(() => {
  view.destroy()
})

const at = (text: string, over: Parameters<typeof open>[1] = {}): EditorView => {
  menu = null
  view = open(text, { menus: { onContext: (shown) => (menu = shown) }, ...over })
  return view
}
const asked = (): ContextMenu | null => menu
const labels = (): string[][] => (menu?.groups ?? []).map((group) => group.map(({ label }) => label))
const item = (label: string): ContextItem | undefined => menu?.groups.flat().find((one) => one.label === label)
const key = (name: string, shiftKey = false): boolean =>
  !view.contentDOM.dispatchEvent(new KeyboardEvent('keydown', { key: name, shiftKey, bubbles: true, cancelable: true }))

test('the Menu key and Shift+F10 show it at the caret, with what fits there', () => {
  at('one ⟦two⟧ three')
  expect(key('ContextMenu')).toBe(true)
  expect(labels()).toEqual([['Cut', 'Copy', 'Select all'], ['bold', 'italic', 'strike', 'code', 'clear'], ['link']])
  menu = null
  expect(key('F10')).toBe(false)
  expect(key('F10', true)).toBe(true)
  expect(menu).not.toBeNull()
  const bold = item('bold')
  if (bold) asked()?.choose(bold)
  expect(view.state.doc.toString()).toBe('one **two** three')
  expect(view.hasFocus).toBe(true)
})

test("the web view's own menu does not show", () => {
  at('one')
  const event = new MouseEvent('contextmenu', { button: 2, clientX: 5, clientY: 5, bubbles: true, cancelable: true })
  view.contentDOM.dispatchEvent(event)
  expect(event.defaultPrevented).toBe(true)
  expect(menu).not.toBeNull()
})

test('on a link it opens, changes and removes it', () => {
  const onOpenLink = vi.fn()
  const onAskLink = vi.fn()
  at('go [the|re](http://a.b/) now', { onOpenLink, onAskLink })
  key('ContextMenu')
  expect(labels()[0]).toEqual(['Open the link', 'Change the link', 'Remove the link'])
  item('Open the link')?.run(view)
  expect(onOpenLink).toHaveBeenCalledWith('http://a.b/')
  item('Change the link')?.run(view)
  expect(onAskLink).toHaveBeenCalledWith({ text: 'there', url: 'http://a.b/' })
  item('Remove the link')?.run(view)
  expect(view.state.doc.toString()).toBe('go there now')
})

test('what only reads offers no change', () => {
  at('⟦one⟧', { readOnly: true, clipboard: { readClipboard: () => Promise.resolve({}) } })
  const able = groupsAt(view.state, 0)
    .flat()
    .filter(({ disabled }) => !disabled)
  expect(able.map(({ label }) => label)).toEqual(['Copy', 'Select all'])
})

test('pasting from the menu asks the window for what the clipboard holds', async () => {
  at('one |', { clipboard: { readClipboard: () => Promise.resolve({ text: 'two', html: '<b>two</b>' }) } })
  key('ContextMenu')
  item('Paste as plain text')?.run(view)
  await vi.waitFor(() => {
    expect(view.state.doc.toString()).toBe('one two')
  })
  expect(press(view, 'Escape')).toBe(false)
})
