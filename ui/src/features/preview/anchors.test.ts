import { afterEach, expect, test, vi } from 'vitest'
import { elementAt, nearLine, nearTop } from './anchors'
import type { Drawn } from './morph'
import { lineAt, topOf } from './scroll'

afterEach(() => vi.restoreAllMocks())

/** Each block takes 30 pixels and two lines, beginning below a head of 100 pixels; every seventh shows nothing. */
function post(count: number): Drawn[] {
  return Array.from({ length: count }, (_, at) => {
    const element = document.createElement('p')
    element.setAttribute('data-line', '0')
    element.dataset['top'] = String(100 + at * 30)
    const nodes: ChildNode[] = at % 7 === 3 ? [document.createComment('')] : [element]
    return { line: 1 + at * 2, html: String(at), nodes }
  })
}

function laidOut(): { looks: number } {
  const counted = { looks: 0 }
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
    counted.looks++
    return new DOMRect(0, Number((this as HTMLElement).dataset['top']), 100, 30)
  })
  return counted
}

const END = { line: 99_999, top: 99_999 }

test('a place in a long post is found by looking at a few of its elements', () => {
  const counted = laidOut()
  const drawn = post(2000)
  expect(topOf(2001, nearLine(drawn, 2001).anchors, END)).toBe(100 + 1000 * 30)
  expect(lineAt(100 + 1000 * 30, nearTop(drawn, 100 + 1000 * 30).anchors, END)).toBe(2001)
  expect(counted.looks).toBeLessThan(60)
})

test('lines and places mean each other, also around what shows nothing, and at both ends', () => {
  laidOut()
  const drawn = post(60)
  for (let line = 1; line < 119; line += 0.5) {
    const top = topOf(line, nearLine(drawn, line).anchors, END)
    expect(lineAt(top, nearTop(drawn, top).anchors, END)).toBeCloseTo(line, 6)
  }
  expect(nearLine(drawn, 1).toEnd).toBe(false)
  expect(nearLine(drawn, 119).toEnd).toBe(true)
  expect(topOf(1, nearLine([], 1).anchors, { line: 3, top: 0 })).toBe(0)
})

test('the element of a line is the one that the line is in', () => {
  laidOut()
  const drawn = post(20)
  expect(elementAt(nearLine(drawn, 12).anchors, 12)).toMatchObject({ line: 11, last: 12, top: 250 })
  expect(elementAt(nearLine(drawn, 8).anchors, 8)).toMatchObject({ line: 5, last: 8 })
})
