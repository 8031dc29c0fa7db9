import { render, screen, waitFor, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { expect, test } from 'vitest'
import { FakeDesk } from '../../ipc/fake'
import Root from './Root.svelte'
import { Workspace } from './workspace.svelte'

async function begun() {
  const user = userEvent.setup()
  const desk = new FakeDesk({ more: 5 })
  const work = new Workspace(desk)
  render(Root, { work })
  await screen.findByRole('textbox', { name: 'Post' })
  return { user, desk, work }
}
async function faults(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } }, iframes: false })
  return found.violations
    .filter((each) => each.impact === 'serious' || each.impact === 'critical')
    .map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' ')}`)
}
/** The row of a post that is published. */
async function publishedRow() {
  const list = await screen.findByRole('list', { name: 'Posts' })
  const rows = within(list).getAllByRole('listitem')
  const row = rows.find((each) => / published$/i.test(each.getAttribute('aria-label') ?? ''))
  if (!row) throw new Error(rows.map((each) => each.getAttribute('aria-label')).join('\n'))
  const [title] = within(row).getAllByRole('button')
  if (!title) throw new Error('a row without a button')
  return { row, title }
}

test('the menu opens by mouse and by keyboard and gives the focus back', async () => {
  const { user } = await begun()
  const { row, title } = await publishedRow()
  await user.click(within(row).getByRole('button', { name: /^More for/ }))
  const menu = screen.getByRole('menu')
  expect(
    within(menu)
      .getAllByRole('menuitem')
      .map((item) => item.textContent.trim().replace(/(F2|Delete)$/, '')),
  ).toEqual(['Duplicate', 'Change address…', 'Take off the website…', 'Delete…'])
  expect(document.activeElement).toBe(within(menu).getByRole('menuitem', { name: 'Duplicate' }))
  expect(await faults()).toEqual([])
  await user.keyboard('{ArrowUp}')
  expect(document.activeElement).toBe(within(menu).getByRole('menuitem', { name: 'Delete…' }))
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('menu')).toBeNull()
  title.focus()
  await user.keyboard('{Shift>}{F10}{/Shift}')
  expect(screen.getByRole('menu')).toBeTruthy()
  await user.keyboard('{Escape}')
  expect(document.activeElement).toBe(title)
})

test('another address says what it means before it is changed', async () => {
  const { user, desk, work } = await begun()
  const { title } = await publishedRow()
  title.focus()
  await user.keyboard('{F2}')
  const dialog = await screen.findByRole('dialog', { name: 'Change address' })
  const field = within(dialog).getByRole('textbox', { name: 'Name in the address' })
  const change = within(dialog).getByRole('button', { name: 'Change address' })
  await within(dialog).findByText('2 posts link here and will follow:')
  expect(change).toHaveProperty('disabled', true)
  await user.clear(field)
  await user.type(field, 'Not a name!')
  await within(dialog).findByRole('alert')
  expect(change).toHaveProperty('disabled', true)
  expect(desk.called('changeAddress')).toEqual([])
  expect(await faults()).toEqual([])
  await user.clear(field)
  await user.type(field, 'a-new-name')
  await within(dialog).findByText('https://fourtheorem.example/blog/a-new-name/')
  await user.click(change)
  await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Change address' })).toBeNull())
  expect(desk.called('changeAddress')[0]?.[1]).toBe('a-new-name')
  expect(work.toasts.shown.at(-1)?.text).toContain('2 posts that link to it followed.')
})

test('a deleted post is asked about, gone from the page, and put back from the message', async () => {
  const { user, desk, work } = await begun()
  const { title } = await publishedRow()
  await user.click(title)
  await waitFor(() => expect(work.page.path).not.toBeNull())
  const path = work.page.path ?? ''
  await user.click(screen.getByRole('button', { name: 'More for this post' }))
  await user.click(screen.getByRole('menuitem', { name: 'Delete…' }))
  const dialog = await screen.findByRole('dialog', { name: 'Delete post' })
  await user.click(await within(dialog).findByRole('radio', { name: 'Leave it on the website' }))
  expect(await faults()).toEqual([])
  await user.click(within(dialog).getByRole('button', { name: 'Delete' }))
  await waitFor(() => expect(work.page.path).not.toBe(path))
  expect(desk.called('deletePost')).toEqual([[path, false]])
  await user.click(await screen.findByRole('button', { name: 'Put back' }))
  await waitFor(() => expect(work.page.path).toBe(path))
  expect(desk.called('putBack')).toEqual([[1]])
})

test('what was deleted can be put back from a list', async () => {
  const { user, desk, work } = await begun()
  const { title } = await publishedRow()
  title.focus()
  await user.keyboard('{Delete}')
  const dialog = await screen.findByRole('dialog', { name: 'Delete post' })
  await user.click(await within(dialog).findByRole('button', { name: 'Delete and take off the website' }))
  await waitFor(() => expect(desk.called('deletePost')[0]?.[1]).toBe(true))
  await user.click(screen.getByRole('button', { name: /^fourTheorem blog/ }))
  await user.click(screen.getByRole('button', { name: 'Recently deleted…' }))
  const list = await screen.findByRole('dialog', { name: 'Recently deleted' })
  expect(await faults()).toEqual([])
  await user.click(within(list).getByRole('button', { name: /^Put back / }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(work.toasts.shown.at(-1)?.text).toContain('is back')
})

test('taking a post off the website says what becomes of it and of its address', async () => {
  const { user, desk } = await begun()
  const { row } = await publishedRow()
  await user.click(within(row).getByRole('button', { name: /^More for/ }))
  await user.click(screen.getByRole('menuitem', { name: 'Take off the website…' }))
  const dialog = await screen.findByRole('dialog', { name: 'Take off the website' })
  await within(dialog).findByText(/will find nothing there/)
  expect(desk.called('unpublish')).toEqual([])
  await user.click(within(dialog).getByRole('button', { name: 'Take it off the website' }))
  await waitFor(() => expect(desk.called('unpublish')).toHaveLength(1))
})
