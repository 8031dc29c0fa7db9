import type { EditorView } from '@codemirror/view'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { open } from '../testing'
import { blockOf } from './block'

const WIDE = `| a | b | c | d |\n|---|---|---|---|\n| 1 | 2 | 3 | 4 |`

let page: EditorView
let scroller: HTMLElement
beforeEach(() => {
  vi.useFakeTimers()
  page = open('', { body: WIDE })
  scroller = page.contentDOM.querySelector<HTMLElement>('.b-scroll') ?? page.dom
  // Four columns of a hundred pixels, of which two are in sight.
  scroller.getBoundingClientRect = () => new DOMRect(0, 0, 200, 60)
  let left = 0
  Object.defineProperty(scroller, 'scrollLeft', {
    get: () => left,
    set: (to: number) => (left = Math.min(Math.max(to, 0), 200)),
  })
  document.elementFromPoint = (x, y) => {
    const row = scroller.querySelector('table')?.rows[y < 30 ? 0 : 1]
    return (x >= 0 && x <= 200 && row?.cells[Math.floor((x + left) / 100)]) || document.body
  }
})
afterEach(() => {
  page.destroy()
  vi.useRealTimers()
})

const mouse = (what: string, x: number, y = 45, buttons = 1): void => {
  const target = document.elementFromPoint(Math.min(Math.max(x, 0), 199), y)
  target?.dispatchEvent(
    new MouseEvent(what, { bubbles: true, cancelable: true, button: 0, buttons, clientX: x, clientY: y }),
  )
}
const frames = (): void => {
  vi.advanceTimersByTime(1000)
}
const columns = (): number[] | null => {
  const block = blockOf(page.state)
  return block && [block.left, block.right]
}

test('a pointer at the edge brings the columns beyond it, which are selected as they come, and back', () => {
  mouse('mousedown', 20)
  mouse('mousemove', 150)
  expect(columns()).toEqual([0, 1])
  frames()
  expect(scroller.scrollLeft).toBe(0)
  mouse('mousemove', 190)
  frames()
  expect(scroller.scrollLeft).toBe(200)
  expect(columns()).toEqual([0, 3])
  mouse('mousemove', -300)
  frames()
  expect(scroller.scrollLeft).toBe(0)
  expect(blockOf(page.state)).toBeNull()
  mouse('mousemove', 150)
  mouse('mousemove', 190)
  mouse('mouseup', 190, 45, 0)
  frames()
  expect(scroller.scrollLeft).toBe(0)
})

test('letters selected near the edge move nothing until the pointer leaves the table, which then selects cells', () => {
  mouse('mousedown', 150)
  mouse('mousemove', 195)
  frames()
  expect(scroller.scrollLeft).toBe(0)
  mouse('mousemove', 260, 200)
  frames()
  expect(scroller.scrollLeft).toBe(200)
  expect(columns()).toEqual([1, 3])
})
