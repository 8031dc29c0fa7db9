import { render, screen, waitFor, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { expect, test } from 'vitest'
import { FakeDesk } from '../../ipc/fake'
import { understoodSettings } from '../../ipc/fake-settings'
import type { SettingsForm } from '../../ipc'
import Dialog from './SettingsDialog.svelte'
import { choicesAsText, choicesOfText, newField, SettingsEditor } from './settings.svelte'

async function dialog(desk = new FakeDesk()) {
  const user = userEvent.setup()
  const editor = new SettingsEditor(desk)
  desk.onEvent((event) => event.kind === 'site-changed' && void editor.follow())
  const site = await desk.siteView()
  let shared = 0
  render(Dialog, { editor, site, kind: 'Jekyll', onshare: () => (shared += 1) })
  await editor.ask()
  const box = within(await screen.findByRole('dialog', { name: 'Site settings' }))
  return { user, desk, editor, box, shared: () => shared }
}
const saved = (desk: FakeDesk): SettingsForm => desk.settings_

test('each line says where it comes from, and a change can be taken back', async () => {
  const { user, desk, box } = await dialog()
  const name = box.getByRole('group', { name: 'Name of the website' })
  expect(name).toHaveTextContent('from _config.yml')
  const save = box.getByRole('button', { name: 'Save settings' })
  expect(save).toBeDisabled()
  await user.clear(within(name).getByRole('textbox'))
  await user.type(within(name).getByRole('textbox'), 'Ours')
  expect(name).toHaveTextContent('not saved yet')
  await user.click(save)
  await waitFor(() => expect(name).toHaveTextContent('set here'))
  expect(saved(desk).name).toBe('Ours')
  expect(box.getByRole('status')).toHaveTextContent('Saved.')
  await user.click(within(name).getByRole('button', { name: 'Use what Byline understood' }))
  expect(within(name).getByRole('textbox')).toHaveValue('fourTheorem blog')
  await user.click(save)
  await waitFor(() => expect(saved(desk)).toEqual(understoodSettings()))
})

test('folders, names and the example follow as one types, and what cannot be is said', async () => {
  const { user, desk, box } = await dialog()
  await user.click(box.getByRole('radio', { name: 'Posts' }))
  await user.click(box.getByRole('button', { name: 'Add a folder' }))
  expect(box.getByRole('textbox', { name: 'Folders with posts 2' })).toHaveFocus()
  await user.keyboard('news')
  await user.click(box.getByRole('button', { name: 'New posts here' }))
  await user.selectOptions(box.getByRole('combobox', { name: 'How files are named' }), '{slug}/index')
  await waitFor(() => expect(box.getByRole('status')).toHaveTextContent('would be news/hello/index.md'))
  await user.selectOptions(box.getByRole('combobox', { name: 'How files are named' }), 'own')
  const pattern = box.getByRole('textbox', { name: /^Name with/ })
  await user.clear(pattern)
  await user.paste('{year}')
  await waitFor(() => expect(box.getByRole('alert')).toHaveTextContent('A name needs {slug} in it'))
  expect(pattern).toHaveAttribute('aria-invalid', 'true')
  expect(box.getByRole('button', { name: 'Save settings' })).toBeDisabled()
  await user.clear(pattern)
  await user.paste('{year}/{slug}')
  await waitFor(() => expect(box.getByRole('button', { name: 'Save settings' })).toBeEnabled())
  await user.click(box.getByRole('button', { name: 'Save settings' }))
  await waitFor(() => expect(saved(desk).folders).toEqual(['news', 'posts']))
  expect(saved(desk).file_name).toBe('{year}/{slug}')
})

test('pictures go into one folder or next to the post', async () => {
  const { user, desk, box } = await dialog()
  await user.click(box.getByRole('radio', { name: 'Pictures' }))
  await user.click(box.getByRole('radio', { name: 'Next to each post' }))
  await waitFor(() => expect(box.getByRole('status')).toHaveTextContent('with its pictures in posts.'))
  await user.click(box.getByRole('button', { name: 'Save settings' }))
  await waitFor(() => expect(saved(desk).beside).toBe('.'))
})

test('details are added, described, moved, hidden and shown again', async () => {
  const { user, desk, box } = await dialog()
  await user.click(box.getByRole('radio', { name: 'Details' }))
  const list = box.getByRole('list', { name: 'Details that posts have' })
  await user.type(box.getByRole('textbox', { name: 'Name of a new detail' }), 'Mood of the day{Enter}')
  const mood = within(within(list).getByRole('listitem', { name: 'Mood of the day' }))
  await user.selectOptions(mood.getByRole('combobox', { name: 'Kind of Mood of the day' }), 'choice')
  await user.type(mood.getByRole('textbox', { name: 'Choices, one a line' }), 'good{Enter}bad = Not good')
  await user.click(mood.getByRole('checkbox', { name: 'Needed' }))
  await user.click(mood.getByRole('button', { name: 'Move Mood of the day up' }))
  await user.click(box.getByRole('button', { name: 'Do not ask for Teaser' }))
  await user.click(box.getByText('Details that nobody is asked for'))
  await user.click(box.getByRole('button', { name: 'Ask for Layout' }))
  await waitFor(() => expect(box.getByRole('button', { name: 'Save settings' })).toBeEnabled())
  await user.click(box.getByRole('button', { name: 'Save settings' }))
  await waitFor(() => expect(saved(desk).fields).toHaveLength(7))
  const fields = saved(desk).fields
  expect(fields.map((field) => `${field.name}${field.hidden ? ' (hidden)' : ''}`)).toEqual([
    'title',
    'date',
    'author',
    'tags',
    'mood_of_the_day',
    'layout',
    'teaser (hidden)',
  ])
  expect(fields[4]).toMatchObject({
    type: 'choice',
    required: true,
    choices: [
      { value: 'good', label: 'good' },
      { value: 'bad', label: 'Not good' },
    ],
  })
})

test('settings that colleagues do not have can be shared or given up', async () => {
  const desk = new FakeDesk()
  desk.settings_ = { ...understoodSettings(), name: 'Ours' }
  const { user, box, shared } = await dialog(desk)
  await user.click(box.getByRole('button', { name: 'Share these settings with colleagues…' }))
  expect(shared()).toBe(1)
  await user.click(box.getByRole('button', { name: "Use the website's settings instead" }))
  await waitFor(() => expect(box.queryByRole('group', { name: 'Colleagues' })).toBeNull())
  expect(saved(desk).name).toBe('fourTheorem blog')
})

test('a form that somebody is typing in is not overwritten when the site changes', async () => {
  const { user, desk, box } = await dialog()
  await user.type(box.getByRole('textbox', { name: 'Name of the website' }), '!')
  desk.settings_ = { ...understoodSettings(), name: 'Theirs' }
  desk.emit({ kind: 'site-changed' })
  await new Promise((done) => setTimeout(done))
  expect(box.getByRole('textbox', { name: 'Name of the website' })).toHaveValue('fourTheorem blog!')
})

test('what fails is said, and nothing typed is lost', async () => {
  const { user, desk, box } = await dialog()
  desk.failures.set('changeSettings', { code: 'settings-unreadable', message: 'Line 3 cannot be read.', hint: null })
  await user.type(box.getByRole('textbox', { name: 'Name of the website' }), '!')
  await user.click(box.getByRole('button', { name: 'Save settings' }))
  expect(await box.findByText('Line 3 cannot be read.')).toBeVisible()
  expect(box.getByRole('textbox', { name: 'Name of the website' })).toHaveValue('fourTheorem blog!')
})

test('no part has anything serious', async () => {
  const { user, box } = await dialog()
  for (const name of ['About', 'Posts', 'Pictures', 'Details']) {
    await user.click(box.getByRole('radio', { name }))
    const found = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
    const bad = found.violations.filter((each) => each.impact === 'serious' || each.impact === 'critical')
    expect(bad.map((each) => `${name}: ${each.id} ${each.nodes.map((node) => node.html).join(' ')}`)).toEqual([])
  }
})

test('choices are lines and back, and new names are free', () => {
  const field = newField('Café & Co', [])
  expect(field.name).toBe('cafe_co')
  expect(newField('Café & Co', [field]).name).toBe('cafe_co_2')
  expect(newField('!', []).name).toBe('detail')
  const text = 'good\nbad = Not good'
  expect(choicesAsText({ ...field, choices: choicesOfText(`${text}\n\n`) })).toBe(text)
})
