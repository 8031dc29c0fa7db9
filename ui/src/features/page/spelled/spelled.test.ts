import { configure, render, screen, waitFor, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { expect, test, vi } from 'vitest'
import { FakeDesk } from '../../../ipc/fake'
import { plainMount } from '../../../testing/editor'
import Root from '../../shell/Root.svelte'
import { Workspace } from '../../shell/workspace.svelte'

// Typing letter by letter takes its time.
vi.setConfig({ testTimeout: 30_000 })
configure({ asyncUtilTimeout: 5_000 })

async function page(name: string, words: string) {
  const desk = new FakeDesk({ form: true })
  const work = new Workspace(desk)
  render(Root, { work, mount: plainMount().mount })
  const field = await screen.findByRole<HTMLTextAreaElement>('textbox', { name })
  const user = userEvent.setup()
  await user.clear(field)
  await user.type(field, words)
  const marked = () => [...(field.parentElement?.querySelectorAll('.b-proof') ?? [])].map((node) => node.textContent)
  const card = () => screen.findByRole('dialog', { name: /^(Unknown word|A word twice): / })
  return { desk, work, field, user, marked, card }
}

test('misspelled words of the title have a line under them, on a copy that lies behind the field', async () => {
  const { desk, field, marked } = await page('Title', 'The teh day day is wrods')
  await waitFor(() => expect(marked()).toEqual(['teh', 'day day']))
  // The last word is still being typed.
  field.setSelectionRange(0, 0)
  document.dispatchEvent(new Event('selectionchange'))
  await waitFor(() => expect(marked()).toEqual(['teh', 'day day', 'wrods']))
  expect(field).toHaveAttribute('aria-invalid', 'spelling')
  expect(field).toHaveAttribute('spellcheck', 'false')
  expect(field).toHaveAccessibleName('Title')
  const layer = field.parentElement?.querySelector('.lines')
  expect(layer?.textContent).toBe(`${field.value}\u200b`)
  expect(layer).toHaveAttribute('aria-hidden', 'true')
  expect(desk.called('checkWords').flatMap(([, asked]) => asked)).toContain('The teh day day is wrods')
})

test('the card of a field opens by the keys of the text, says what there is to say and puts it right', async () => {
  const { field, user, marked, card } = await page('Title', 'The teh day day ')
  await waitFor(() => expect(marked()).toEqual(['teh', 'day day']))
  field.setSelectionRange(5, 5)
  await user.keyboard('{Control>}.{/Control}')
  const first = within(await card())
  expect(first.getByText('No dictionary has “teh”.')).toBeVisible()
  await waitFor(() => expect(first.getByRole('button', { name: 'the' })).toHaveFocus())
  const checked = await axe.run(await card(), { rules: { 'color-contrast': { enabled: false } } })
  expect(checked.violations.map(({ id }) => id)).toEqual([])
  await user.keyboard('{F7}')
  const second = within(await screen.findByRole('dialog', { name: 'A word twice: day day' }))
  expect(second.getByText('This word is written twice.')).toBeVisible()
  await waitFor(() => expect(second.getByRole('button', { name: 'day' })).toHaveFocus())
  await user.keyboard('{Enter}')
  expect(field).toHaveValue('The teh day ')
  expect(field).toHaveFocus()
  await waitFor(() => expect(marked()).toEqual(['teh']))
  await user.keyboard('{Shift>}{F7}{/Shift}')
  await card()
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('dialog', { name: /teh/ })).toBeNull()
  expect(field).toHaveFocus()
})

test('the menu at words of a field has suggestions, and adding a word takes its line away', async () => {
  const { desk, field, user, marked } = await page('Title', 'The teh day ')
  await waitFor(() => expect(marked()).toEqual(['teh']))
  field.setSelectionRange(4, 4)
  const opened = new MouseEvent('contextmenu', { bubbles: true, cancelable: true })
  field.dispatchEvent(opened)
  expect(opened.defaultPrevented).toBe(true)
  const menu = within(await screen.findByRole('menu'))
  expect(menu.getAllByRole('menuitem').map((item) => item.textContent.trim())).toEqual([
    'the',
    'tech',
    'ten',
    'Ignore in this post',
    'Add to my dictionary',
    "Add to this website's dictionary",
    'Select all',
  ])
  await user.click(menu.getByRole('menuitem', { name: 'Add to my dictionary' }))
  expect(desk.called('setWord')).toEqual([['teh', 'mine', true]])
  expect(await screen.findByText('“teh” is in your dictionary now.')).toBeVisible()
  await waitFor(() => expect(marked()).toEqual([]))
  expect(field).not.toHaveAttribute('aria-invalid')
  // Where there is nothing to say, the menu is the web view's own.
  const plain = new MouseEvent('contextmenu', { bubbles: true, cancelable: true })
  field.dispatchEvent(plain)
  expect(plain.defaultPrevented).toBe(false)
})

test('details that are sentences are read, of one line as of several, and others are not', async () => {
  const { desk, field, user, marked } = await page('Summary', 'One{Enter}{Enter}teh line')
  expect(field).toHaveValue('One\n\nteh line')
  await waitFor(() => expect(marked()).toEqual(['teh']))
  const subtitle = screen.getByRole('textbox', { name: 'Subtitle' })
  await user.type(subtitle, ' and wrods here{Enter}')
  expect(subtitle).toHaveValue('Serverless, and what it costs and wrods here')
  await waitFor(() => expect(subtitle.parentElement?.querySelector('.b-spelling')?.textContent).toBe('wrods'))
  await user.type(screen.getByRole('combobox', { name: 'Series' }), 'teh')
  await user.type(screen.getByRole('textbox', { name: 'Author' }), 'teh')
  await new Promise((done) => setTimeout(done, 600))
  expect(desk.called('checkWords').flatMap(([, asked]) => asked as string[])).not.toContain('teh')
})

test('where spelling is off nothing is marked, and where it comes back all is', async () => {
  const { desk, work, marked } = await page('Title', 'The teh day ')
  await waitFor(() => expect(marked()).toEqual(['teh']))
  await work.language.choose({ ...desk.choices_, spelling: false })
  await waitFor(() => expect(marked()).toEqual([]))
  await work.language.choose({ ...desk.choices_, spelling: true })
  await waitFor(() => expect(marked()).toEqual(['teh']))
})

test('of what was decided about words only the last is told, with its way back', async () => {
  const { desk, work, user, marked } = await page('Title', 'The teh wrods ')
  await waitFor(() => expect(marked()).toEqual(['teh', 'wrods']))
  for (const word of ['teh', 'wrods']) work.page.proof.host.add(word, 'mine')
  await waitFor(() => expect(marked()).toEqual([]))
  await waitFor(() => expect(work.toasts.shown.map(({ text }) => text)).toEqual(['“wrods” is in your dictionary now.']))
  await user.click(within(screen.getByRole('log')).getByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(marked()).toEqual(['wrods']))
  expect(desk.words_).toEqual(['teh'])
})
