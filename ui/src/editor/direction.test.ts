import { expect, test } from 'vitest'
import { open } from './testing'

test('each line is read by its own letters, code from left to right, an empty one as the words before it', () => {
  const view = open('', { body: 'one\n\n- שלום `x = 1`\n- \n\n```\nשלום\n```\n\nשלום\n\n\n\nb' })
  const lines = [...view.contentDOM.querySelectorAll<HTMLElement>('.cm-line')]
  const way = (words: string): string | undefined => lines.find((line) => line.textContent === words)?.dir
  expect(way('one')).toBe('auto')
  expect(way('•שלום x = 1')).toBe('auto')
  expect(way('•')).toBe('rtl')
  expect(lines.find((line) => line.classList.contains('b-codeline') && line.textContent === 'שלום')?.dir).toBe('ltr')
  expect(
    lines.filter((line) => line.textContent === '' && line.className.trim() === 'cm-line').map((line) => line.dir),
  ).toContain('rtl')
  expect(view.contentDOM.querySelector('code')?.dir).toBe('ltr')
  view.destroy()
})
