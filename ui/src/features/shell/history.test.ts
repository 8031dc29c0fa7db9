import { render, screen, waitFor, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { expect, test } from 'vitest'
import { FakeDesk } from '../../ipc/fake'
import { plainMount } from '../../testing/editor'
import Root from './Root.svelte'
import { Workspace } from './workspace.svelte'

async function begun(before: (desk: FakeDesk) => void = () => undefined) {
  const user = userEvent.setup()
  const desk = new FakeDesk()
  before(desk)
  const { mount, last } = plainMount()
  render(Root, { work: new Workspace(desk), mount })
  await screen.findByRole('textbox', { name: 'Post' })
  return { user, desk, editor: last, first: desk.posts_[0]?.body ?? '' }
}
async function sheet(before?: (desk: FakeDesk) => void) {
  const all = await begun(before)
  await all.user.click(screen.getByRole('button', { name: 'History' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'History' }))
  return { ...all, dialog }
}
const chosen = (dialog: ReturnType<typeof within>) => dialog.getByRole('option', { selected: true })

test('versions are listed by day, with where they are from and which one is now', async () => {
  const { dialog } = await sheet()
  const list = await dialog.findByRole('listbox', { name: 'Versions' })
  const options = within(list).getAllByRole('option')
  expect(options.map((option) => option.textContent.replace(/\s+/g, ' ').trim())).toEqual([
    '09:41 Kept here While you were writing Here now',
    '16:05 Kept here Before it was tidied',
    '15:30 Published James Dadd On the website',
    "11:12 Kept here Your colleague's text",
    '08:15 Published Anna Writer',
  ])
  expect(within(list).getAllByRole('group')).toHaveLength(4)
  // The newest one that is another text than the one on the page.
  expect(chosen(dialog)).toHaveTextContent('16:05')
  const found = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } }, iframes: false })
  const grave = found.violations.filter((each) => each.impact === 'serious' || each.impact === 'critical')
  expect(grave.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' ')}`)).toEqual([])
})

test('the arrow keys go through the list, and what differs is marked in words, not by colour alone', async () => {
  const { user, dialog, desk } = await sheet()
  await dialog.findByRole('listbox')
  chosen(dialog).focus()
  await user.keyboard('{End}')
  expect(chosen(dialog)).toHaveTextContent('08:15')
  expect(document.activeElement).toBe(chosen(dialog))
  await user.keyboard('{ArrowDown}{ArrowUp}')
  expect(chosen(dialog)).toHaveTextContent('11:12')
  const seen = await dialog.findByRole('group', { name: "11:12, Your colleague's text" })
  await waitFor(() => expect(seen).toHaveTextContent('Added: And a line by a colleague.'))
  await user.click(dialog.getByRole('radio', { name: 'The version before' }))
  await waitFor(() => expect(dialog.getByText('Marked: what this version changed.')).toBeTruthy())
  expect(desk.called('postVersion').at(-1)).toEqual([desk.posts_[0]?.path, '7', 'before'])
  expect(dialog.getByText('A first title').tagName).toBe('DEL')
})

test('a version is restored as one change, and undo gives the text before back', async () => {
  const { user, dialog, desk, editor, first } = await sheet()
  await dialog.findByRole('listbox')
  await user.click(dialog.getByRole('option', { name: /15:30/ }))
  await user.click(dialog.getByRole('button', { name: 'Restore this version' }))
  await waitFor(() => expect(screen.queryByRole('dialog', { name: 'History' })).toBeNull())
  expect(desk.posts_[0]?.body).not.toBe(first)
  await waitFor(() => expect(editor()?.body()).toBe(desk.posts_[0]?.body))
  const toast = await screen.findByText(/The post has the text of 23 Nov 2026 again. Its picture came back, too./)
  expect(toast).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Undo restoring' }))
  await waitFor(() => expect(desk.posts_[0]?.body).toBe(first))
  await waitFor(() => expect(editor()?.body()).toBe(first))
})

test('the last publish is taken back once the person has said so', async () => {
  const { user, dialog, desk } = await sheet()
  await dialog.findByRole('listbox')
  expect(dialog.queryByRole('button', { name: 'Take back' })).toBeNull()
  await user.click(dialog.getByRole('option', { name: /15:30/ }))
  await user.click(dialog.getByRole('button', { name: 'Take back' }))
  expect(desk.called('takeBack')).toEqual([])
  const ask = within(dialog.getByRole('alertdialog', { name: 'Take back' }))
  await user.click(ask.getByRole('button', { name: 'Take back' }))
  await waitFor(() => expect(desk.called('takeBack')).toHaveLength(1))
  await screen.findByText(/Taken back: the website has again what it had before/)
  expect(screen.queryByRole('dialog', { name: 'History' })).toBeNull()
})

test('a publish is taken back from the sheet that says how it ended', async () => {
  const { user, desk } = await begun((desk) => {
    desk.options.step = 0
  })
  await user.click(screen.getByRole('button', { name: 'Publish' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Publish' }))
  await user.click(await dialog.findByRole('button', { name: /^Publish/ }))
  await user.click(await dialog.findByRole('button', { name: 'Take back' }))
  await waitFor(() => expect(desk.called('takeBack')).toEqual([[desk.posts_[0]?.path]]))
  expect(screen.queryByRole('dialog', { name: 'Publish' })).toBeNull()
  await screen.findByText(/Taken back: the website has again what it had before/)
})

test('nothing, trouble and older versions each have their words', async () => {
  const { user, dialog } = await sheet((desk) => {
    desk.olderAtServer = true
  })
  await user.click(await dialog.findByRole('button', { name: 'Look for older versions' }))
  await waitFor(() => expect(dialog.getAllByRole('option')).toHaveLength(6))
  expect(dialog.queryByRole('button', { name: 'Look for older versions' })).toBeNull()
})

test('a post without a past says so', async () => {
  const { dialog } = await sheet((desk) => {
    desk.noVersions = true
  })
  await dialog.findByText(/Nothing is known of this post's past yet/)
  expect(dialog.queryByRole('button', { name: 'Restore this version' })).toBeNull()
})

test('a history that cannot be read says why, and so does a version', async () => {
  const problem = { code: 'damaged', message: 'The record of this website is damaged.', hint: 'Get a fresh copy.' }
  const { dialog } = await sheet((desk) => {
    desk.failures.set('postHistory', problem)
  })
  expect(await dialog.findByRole('alert')).toHaveTextContent('The record of this website is damaged. Get a fresh copy.')
})

test('what is restored is refused in words and the sheet stays', async () => {
  const { user, dialog, desk } = await sheet()
  await dialog.findByRole('listbox')
  desk.failures.set('restoreVersion', { code: 'two-texts', message: 'There are two texts.', hint: null })
  await user.click(dialog.getByRole('option', { name: /15:30/ }))
  await user.click(dialog.getByRole('button', { name: 'Restore this version' }))
  await screen.findByText('There are two texts.')
  expect(screen.getByRole('dialog', { name: 'History' })).toBeTruthy()
})

test('a post that the website had before comes back from the list of deleted ones', async () => {
  const { user, desk } = await begun()
  await user.click(screen.getByRole('button', { name: /^fourTheorem blog/ }))
  await user.click(await screen.findByText('Recently deleted…'))
  const dialog = within(await screen.findByRole('dialog', { name: 'Recently deleted' }))
  const list = within(await dialog.findByRole('list', { name: 'On the website before' }))
  expect(list.getByRole('listitem')).toHaveTextContent('Our old office Taken off 2 Oct 2026 by Anna Writer')
  await user.click(list.getByRole('button', { name: 'Bring back Our old office' }))
  await waitFor(() => expect(desk.called('restoreVersion')).toHaveLength(1))
  await screen.findByText(/Our old office is back/)
})
