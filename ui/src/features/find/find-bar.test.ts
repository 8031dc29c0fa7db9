import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import FindBar from './FindBar.svelte'
import { WordSearch } from './word-search.svelte'

function begin() {
  const finder = { find: vi.fn(), step: vi.fn(), replace: vi.fn(), replaceAll: vi.fn(() => 3), stop: vi.fn() }
  const finding = new WordSearch(() => finder)
  return { finder, finding }
}

test('what is selected is looked for, Enter goes on and Escape returns to the text', async () => {
  const { finder, finding } = begin()
  const onclose = vi.fn()
  finding.ask('rose', false)
  render(FindBar, { finding, readOnly: false, onclose })
  expect(finder.find).toHaveBeenCalledWith({ text: 'rose', exact: false, whole: false }, false)
  const field = screen.getByRole('textbox', { name: 'Find' })
  await vi.waitFor(() => expect(field).toHaveFocus())
  await userEvent.keyboard('{Enter}{Shift>}{Enter}{/Shift}')
  expect(finder.step.mock.calls).toEqual([[1], [-1]])
  finding.found = { count: 12, at: 3 }
  await vi.waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('3 of 12'))
  await userEvent.keyboard('{Escape}')
  expect(finder.stop).toHaveBeenCalled()
  expect(onclose).toHaveBeenCalled()
})

test('what was just typed is looked for before it is replaced', async () => {
  const { finder, finding } = begin()
  finding.ask('', true)
  finding.found = { count: 1, at: 1 }
  render(FindBar, { finding, readOnly: false, onclose: vi.fn() })
  await userEvent.type(screen.getByRole('textbox', { name: 'Find' }), 'red')
  await userEvent.type(screen.getByRole('textbox', { name: 'Replace with' }), 'blue')
  await userEvent.click(screen.getByRole('button', { name: 'Replace all' }))
  expect(finder.find).toHaveBeenLastCalledWith({ text: 'red', exact: false, whole: false }, true)
  expect(finder.replaceAll).toHaveBeenCalledWith('blue')
  expect(screen.getByRole('status')).toHaveTextContent('3 places were replaced.')
})

test('a post that cannot be changed can be searched only', () => {
  const { finding } = begin()
  finding.ask('red', true)
  render(FindBar, { finding, readOnly: true, onclose: vi.fn() })
  expect(screen.queryByRole('textbox', { name: 'Replace with' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Replace' })).toBeNull()
})

test('words that led to a post are shown where they are, and nothing is where they are not', () => {
  const { finder, finding } = begin()
  finder.find.mockImplementation(({ text }: { text: string }) => {
    finding.found = { count: text === 'summit' ? 2 : 0, at: 0 }
  })
  finding.ledHere('aws summit')
  expect(finding.open).toBe(true)
  expect(finding.text).toBe('summit')
  finding.ledHere('nowhere')
  expect(finding.open).toBe(false)
})

test('the keyboard stays in the bar when nothing is left to replace', async () => {
  const { finding } = begin()
  const onclose = vi.fn()
  finding.ask('red', true)
  finding.found = { count: 3, at: 1 }
  render(FindBar, { finding, readOnly: false, onclose })
  const all = screen.getByRole('button', { name: 'Replace all' })
  await userEvent.click(all)
  finding.found = { count: 0, at: 0 }
  await vi.waitFor(() => expect(all).toHaveAttribute('aria-disabled', 'true'))
  expect(all).toBeEnabled()
  await userEvent.keyboard('{Escape}')
  expect(onclose).toHaveBeenCalled()
})
