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

test('a heading, a list and code in a quote look like what they are', () => {
  const view = open('', { body: '> # a\n>\n> - b\n>\n> ```\n> c\n> ```\n\nd' })
  const look = (words: string): string | undefined =>
    [...view.contentDOM.querySelectorAll('.cm-line')].find((line) => line.textContent === words)?.className
  expect(look('a')).toContain('b-h1')
  expect(look('•b')).toContain('b-list')
  expect(look('c')).toContain('b-codeline')
  expect(view.contentDOM.querySelector('.b-fence.b-first.b-quote')).not.toBeNull()
  view.destroy()
})
