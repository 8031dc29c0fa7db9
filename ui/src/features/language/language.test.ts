import { render, screen, waitFor, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { expect, test } from 'vitest'
import { FakeDesk } from '../../ipc/fake'
import { nameOfLanguage } from '../../shared/languages'
import { LanguageEditor, missingIn, sentenceOf } from './language.svelte'
import Dialog from './LanguageDialog.svelte'

const PATH = 'posts/a.md'

async function dialog(desk = new FakeDesk()) {
  const user = userEvent.setup()
  let changes = 0
  let shared = 0
  const editor = new LanguageEditor(desk, () => (changes += 1))
  const about = await desk.postLanguage(PATH, [])
  render(Dialog, { editor, post: { path: PATH, about }, onshare: () => (shared += 1) })
  await editor.ask()
  const box = within(await screen.findByRole('dialog', { name: 'Language and spelling' }))
  return { user, desk, editor, box, changes: () => changes, shared: () => shared }
}

test('what is checked is chosen, and the open post is read anew each time', async () => {
  const { user, desk, box, changes } = await dialog()
  const before = changes()
  expect(box.getByRole('checkbox', { name: /^Check spelling/ })).toBeChecked()
  await user.click(box.getByRole('checkbox', { name: /^Suggest better style/ }))
  await waitFor(() => expect(desk.choices_).toEqual({ spelling: true, grammar: true, style: true }))
  await waitFor(() => expect(changes()).toBe(before + 1))
  expect(box.getByText('This post is in English (United Kingdom), as the website says.')).toBeVisible()
})

test('words and rules can be taken back', async () => {
  const desk = new FakeDesk()
  desk.words_ = ['kubectl', 'nginx']
  desk.rulesOff_ = [{ rule: 'AnA', said: 'Grammar: “an” goes with vowels.' }]
  desk.ignored_.set(PATH, new Set([':wrods', ':teh']))
  const { user, box, shared } = await dialog(desk)
  const mine = box.getByRole('list', { name: 'My dictionary' })
  expect(within(mine).getAllByRole('listitem')).toHaveLength(2)
  await user.click(box.getByRole('button', { name: 'Remove kubectl' }))
  await waitFor(() => expect(desk.words_).toEqual(['nginx']))
  await user.click(box.getByRole('button', { name: 'Remove fourTheorem' }))
  await waitFor(() => expect(desk.siteWords_).toEqual([]))
  await user.click(box.getByRole('button', { name: 'Turn on: Grammar: “an” goes with vowels.' }))
  await waitFor(() => expect(desk.rulesOff_).toEqual([]))
  expect(box.queryByText('Rules that you turned off')).toBeNull()
  expect(box.getByText('2 remarks are ignored in this post.')).toBeVisible()
  await user.click(box.getByRole('button', { name: 'Show them again' }))
  await waitFor(() => expect(desk.ignored_.get(PATH)).toBeUndefined())
  await user.click(box.getByRole('button', { name: /Share these settings/ }))
  expect(shared()).toBe(1)
})

test('languages are taken as right, too, and new ones are added from a file', async () => {
  const { user, desk, box } = await dialog()
  const choice = box.getByRole('combobox', { name: 'Also accept words in' })
  await user.selectOptions(choice, 'French')
  await waitFor(() => expect(desk.also_).toEqual(['fr']))
  const also = await box.findByRole('list', { name: 'Words in these languages are right, too' })
  expect(also).toHaveTextContent('French')
  await user.click(within(also).getByRole('button', { name: 'Remove French' }))
  await waitFor(() => expect(desk.also_).toEqual([]))
  await user.click(box.getByRole('button', { name: 'Add a language…' }))
  await waitFor(() => expect(box.getByRole('status')).toHaveTextContent('German (Germany) can be checked now'))
  expect(within(choice).getByRole('option', { name: 'German (Germany)' })).toBeInTheDocument()
})

test('a language without a dictionary is said quietly, with who checks instead', async () => {
  const desk = new FakeDesk()
  desk.language_ = 'de'
  const about = await desk.postLanguage(PATH, [])
  expect(missingIn(about)).toContain('no dictionary for German, so spelling is left to your computer')
  desk.also_ = ['fr']
  expect(missingIn(await desk.postLanguage(PATH, []))).toContain(
    'no dictionary for German, so its words are not checked',
  )
  expect(missingIn(null)).toBeNull()
  expect(sentenceOf({ ...about, from: 'computer' })).toContain('the language of this computer')
  expect(nameOfLanguage('not a tag')).toBe('not a tag')
})

test('a refusal is said, and the dialog is easy on assistive programs', async () => {
  const { user, desk, box } = await dialog()
  desk.failures.set('setWord', { code: 'settings-unreadable', message: 'Line 3 cannot be read.', hint: 'Ask.' })
  await user.click(box.getByRole('button', { name: 'Remove fourTheorem' }))
  expect(await box.findByRole('alert')).toHaveTextContent('Line 3 cannot be read.')
  const found = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
  expect(found.violations).toEqual([])
  await user.click(box.getByRole('button', { name: 'Close' }))
  expect(screen.queryByRole('dialog')).toBeNull()
})
