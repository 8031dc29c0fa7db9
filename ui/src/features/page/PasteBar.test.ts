import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { flushSync } from 'svelte'
import { expect, test, vi } from 'vitest'
import { FakeDesk } from '../../ipc/fake'
import PasteBar from './PasteBar.svelte'
import { Pasting } from './pasting.svelte'

/** A page of which 600 pixels are in sight, with the caret and a note about a picture at these places. */
function page(caret: number, note?: number) {
  const host = document.createElement('section')
  host.innerHTML = `<div class="sheet"><div class="cm-focused"><i class="cm-cursor-primary"></i></div>
    ${note === undefined ? '' : '<div class="b-coming"></div>'}</div>`
  document.body.append(host)
  const at = (look: string, top: number, height: number) => {
    const dom = host.querySelector(look)
    if (dom) dom.getBoundingClientRect = () => new DOMRect(0, top, 100, height)
  }
  at('.sheet', 0, 600)
  at('.cm-cursor-primary', caret, 20)
  at('.b-coming', note ?? 0, 40)
  const scrollBy = vi.fn()
  Object.assign(host.querySelector('.sheet') ?? {}, { scrollBy })
  const pasting = new Pasting(new FakeDesk(), () => 'posts/a.md')
  const onback = vi.fn()
  render(PasteBar, { target: host, props: { pasting, onback } })
  pasting.just = { formatted: true, leftOut: ['A picture stayed behind.'], plainInstead: vi.fn() }
  flushSync()
  return { host, scrollBy, pasting, onback }
}

test('the bar stands below the sheet, and what it takes from it is made up for', () => {
  const { host, scrollBy } = page(590)
  expect(host.querySelector('.sheet + [role=status] [role=toolbar]')).not.toBeNull()
  expect(scrollBy).toHaveBeenCalledExactlyOnceWith(0, 590 + 20 + 12 - 600)
})

test('a note about a picture beside what was pasted comes into sight, one far away does not, and the caret stays', () => {
  expect(page(500, 560).scrollBy).toHaveBeenCalledExactlyOnceWith(0, 560 + 40 + 60 + 12 - 600)
  expect(page(200, 900).scrollBy).not.toHaveBeenCalled()
  expect(page(60, 350).scrollBy).not.toHaveBeenCalled()
})

test('Escape puts it away and the focus back', async () => {
  const { pasting, onback } = page(100)
  screen.getByRole('button', { name: 'Plain text instead' }).focus()
  await userEvent.keyboard('{Escape}')
  expect(pasting.just).toBeNull()
  expect(onback).toHaveBeenCalledOnce()
})
