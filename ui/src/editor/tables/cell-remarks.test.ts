import { EditorSelection } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { groupsAt } from '../menus/context'
import { remarks } from '../proof/field'
import { again, REST } from '../proof/reading'
import { Desk } from '../proof/testing'
import { open, press, shown, type } from '../testing'
import { wordsView } from './index'

const TABLE = `above teh

| City         | What \\| is  |
|--------------|-------------|
| **teh** town | wrods\\|wrods |
| Cork         | is is       |

below`

let desk: Desk
let page: EditorView

beforeEach(async () => {
  vi.useFakeTimers()
  desk = new Desk()
  page = open('', { body: TABLE, proof: desk })
  page.dispatch({ selection: { anchor: 0 } })
  await rest()
})
afterEach(() => {
  page.destroy()
  vi.useRealTimers()
})

const rest = () => vi.advanceTimersByTimeAsync(REST * 3)
const cell = (): EditorView => wordsView(page)
const inCell = (): boolean => cell() !== page
/** The words that are marked in a cell that is shown or written in, by its row and column. */
const marked = (row: number, column: number): (string | null)[] =>
  [...(page.dom.querySelector('table')?.rows[row]?.cells[column]?.querySelectorAll('.b-proof') ?? [])].map(
    (node) => node.textContent,
  )
const card = (): HTMLElement | null => page.dom.querySelector('.b-remark')
const buttons = (): (string | null)[] => [...(card()?.querySelectorAll('button') ?? [])].map((node) => node.textContent)
const choose = (label: string): void => {
  const all = [...(card()?.querySelectorAll('button') ?? [])]
  all.find((node) => node.textContent === label)?.click()
}
/** Puts the caret before some words. */
function at(words: string): void {
  page.dispatch({ selection: EditorSelection.cursor(page.state.doc.toString().indexOf(words)) })
}

test('remarks are drawn in the cells that are shown, at their words, whatever marks are around', () => {
  expect(marked(1, 0)).toEqual(['teh'])
  expect(page.dom.querySelector('td strong .b-spelling')?.getAttribute('aria-invalid')).toBe('spelling')
  expect(marked(1, 1)).toEqual(['wrods', 'wrods'])
  expect(page.dom.querySelectorAll('td')[1]?.textContent).toBe('wrods|wrods')
  expect(marked(2, 1)).toEqual(['is is'])
  expect(page.dom.querySelectorAll('td')[3]?.querySelector('.b-grammar')).not.toBeNull()
  expect(marked(0, 0)).toEqual([])
})

test('they stay where a cell is written in, follow its words, and are there again when it is left', async () => {
  at('town')
  expect(inCell()).toBe(true)
  expect(marked(1, 0)).toEqual(['teh'])
  cell().dispatch({ selection: { anchor: 0 } })
  type(cell(), 'The ')
  expect(marked(1, 0)).toEqual(['teh'])
  at('below')
  expect(inCell()).toBe(false)
  expect(marked(1, 0)).toEqual(['teh'])
  await rest()
  expect(marked(1, 0)).toEqual(['teh'])
})

test('only the cell that changed is read and drawn anew', async () => {
  const nodes = [...page.dom.querySelectorAll('td')].map((node) => node.firstElementChild?.firstChild)
  at('Cork')
  type(cell(), 'naught ')
  await rest()
  expect(desk.asked.slice(1)).toEqual([['naught Cork']])
  expect(marked(2, 0)).toEqual(['naught'])
  const now = [...page.dom.querySelectorAll('td')].map((node) => node.firstElementChild?.firstChild)
  expect(now.map((node, index) => node === nodes[index])).toEqual([true, true, false, true])
})

test('a cell that is changed from elsewhere keeps what is marked in it', () => {
  const end = page.state.doc.toString().indexOf('town') + 4
  page.dispatch({ changes: { from: end, insert: 's' }, selection: { anchor: 0 } })
  expect(page.dom.querySelector('td')?.textContent).toBe('teh towns')
  expect(marked(1, 0)).toEqual(['teh'])
})

test('nothing is said about the word that is being typed', async () => {
  at('Cork')
  type(cell(), 'wrods')
  await rest()
  expect(marked(2, 0)).toEqual([])
  type(cell(), ' ')
  await rest()
  expect(marked(2, 0)).toEqual(['wrods'])
})

test('F7 goes into a cell, shows the card there and puts the suggestion in the place of the word', async () => {
  press(page, 'F7')
  expect(shown(page)).toContain('above ⟦teh⟧')
  press(page, 'F7')
  expect(inCell()).toBe(true)
  expect(shown(page)).toContain('**⟦teh⟧**')
  expect(cell().dom.contains(card())).toBe(true)
  expect(buttons()).toEqual(['the', 'tech', 'Ignore', 'Add to mine', 'Add to the site'])
  await Promise.resolve()
  choose('the')
  expect(page.state.doc.toString()).toBe(TABLE.replace('**teh**', '**the**'))
  expect(card()).toBeNull()
  await rest()
  expect(marked(1, 0)).toEqual([])
})

test('the card of a cell goes on by F7, and closes by Escape before the cell is left', async () => {
  at('wrods')
  expect(press(cell(), 'Ctrl-.')).toBe(true)
  expect(cell().dom.contains(card())).toBe(true)
  await Promise.resolve()
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'F7', bubbles: true, cancelable: true }))
  expect(shown(page)).toContain('⟦wrods⟧\\|wrods')
  expect(press(cell(), 'Escape')).toBe(true)
  expect(card()).toBeNull()
  expect(inCell()).toBe(true)
  press(cell(), 'Escape')
  expect(inCell()).toBe(false)
})

test('the menu of a cell has suggestions on top, and words that are right now are marked no more', async () => {
  at('wrods')
  const [changes = [], choices = []] = groupsAt(cell().state, 2)
  expect(changes.map(({ label }) => label)).toEqual(['words'])
  choices.find(({ label }) => label === 'Add to mine')?.run(cell())
  expect(desk.done).toEqual([['add', 'wrods', 'mine']])
  desk.right.add('wrods')
  page.dispatch({ effects: again() })
  await rest()
  expect(marked(1, 1)).toEqual([])
  at('below')
  expect(marked(1, 1)).toEqual([])
  expect(marked(1, 0)).toEqual(['teh'])
})

test('the pointer at words of a cell that is shown brings their card, and takes it away', async () => {
  const words = page.dom.querySelector('td .b-spelling')
  words?.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }))
  await rest()
  expect(card()?.getAttribute('aria-label')).toBe('Wrong: teh')
  // Between the words and their card is a gap.
  page.contentDOM.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }))
  card()?.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }))
  await rest()
  expect(card()).not.toBeNull()
  page.contentDOM.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }))
  await rest()
  expect(card()).toBeNull()
  words?.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }))
  await rest()
  choose('the')
  expect(page.state.doc.toString()).toBe(TABLE.replace('**teh**', '**the**'))
})

test('whatever is done to cells, a remark stands at the words that it is about', async () => {
  let seed = 5
  const next = (most: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed % most
  }
  for (let step = 0; step < 60; step++) {
    const places = [...page.state.doc.toString().matchAll(/town|Cork|is|wrods|teh/g)].map(({ index }) => index)
    page.dispatch({ selection: { anchor: places[next(places.length)] ?? 0 } })
    const letters = ['x', ' teh ', 'is is', '|'][next(4)] ?? ''
    if (next(3) > 0) type(cell(), letters)
    else press(cell(), next(2) ? 'Backspace' : 'Delete')
    if (next(2)) await rest()
    page.state.field(remarks).all.between(0, page.state.doc.length, (from, to, { finding }) => {
      expect(page.state.sliceDoc(from, to)).toBe(finding.words)
    })
    for (const node of page.dom.querySelectorAll('.b-proof'))
      expect(['teh', 'wrods', 'is is']).toContain(node.textContent)
  }
})

test('the system is let check a cell only where it checks the page', () => {
  at('Cork')
  expect(cell().contentDOM.getAttribute('spellcheck')).toBe('false')
})
