import { render, screen } from '@testing-library/svelte'
import { expect, test } from 'vitest'
import BrokenDetails from './BrokenDetails.svelte'

const show = (text: string, line: number) =>
  render(BrokenDetails, { broken: { text, line }, problem: 'The details cannot be read.' })

test('every line is shown as it stands, and the one at fault is marked', () => {
  show('---\ntitle:  x\ndate: a: b\n---\n', 3)
  const rows = screen.getAllByRole('listitem')
  expect(rows.map((row) => row.querySelector('code')?.textContent)).toEqual(['---', 'title:  x', 'date: a: b', '---'])
  expect(rows.map((row) => row.getAttribute('aria-current'))).toEqual([null, null, 'true', null])
  expect(screen.getByRole('note')).toHaveTextContent('The details cannot be read.')
})

test('what stands in the file is text and no page', () => {
  show('---\ntitle: <b>y</b>\n', 2)
  expect(document.querySelector('li b')).toBeNull()
})
