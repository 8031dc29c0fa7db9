import { waitFor } from '@testing-library/svelte'
import { expect, test, vi } from 'vitest'
import type { ProofHost } from '../../../editor'
import { spelledField } from './spelled-field.svelte'

test('a field of the editor has its remarks drawn on it, until it goes', async () => {
  const check = vi.fn((asked: string[]) =>
    Promise.resolve(
      asked.map((text) =>
        [...text.matchAll(/teh/g)].map(({ index }) => ({
          from: index,
          to: index + 3,
          kind: 'spelling' as const,
          words: 'teh',
          rule: '',
          title: 'Unknown word',
          message: 'No dictionary has it.',
          changes: [],
        })),
      ),
    ),
  )
  const host: ProofHost = {
    check,
    suggest: () => Promise.resolve(['the']),
    ignore: vi.fn(),
    add: vi.fn(),
    off: vi.fn(),
  }
  const frame = document.createElement('div')
  frame.innerHTML = '<input value="A teh caption">'
  document.body.append(frame)
  const field = frame.querySelector('input') ?? document.createElement('input')
  const pass = vi.fn()
  const spelled = spelledField({ host, round: 0 }, field, pass)
  const marked = () => [...frame.querySelectorAll('.b-proof')].map((node) => node.textContent)
  await waitFor(() => expect(marked()).toEqual(['teh']))
  expect(spelled.has()).toBe(true)
  expect(field).toHaveAttribute('aria-invalid', 'spelling')
  spelled.enter(1)
  await waitFor(() => expect(document.querySelector('.b-remark button')).toHaveFocus())
  field.focus()
  field.setSelectionRange(13, 13)
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'F7', bubbles: true, cancelable: true }))
  expect(pass).toHaveBeenCalledExactlyOnceWith(1)
  field.value = 'The caption'
  spelled.follow()
  await waitFor(() => expect(marked()).toEqual([]))
  expect(spelled.has()).toBe(false)
  spelled.stop()
  expect(frame.children).toHaveLength(1)
  expect(document.querySelector('.popup')).toBeNull()
})
