import { render, screen, waitFor, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { FakeDesk } from '../../ipc/fake'
import { plainMount } from '../../testing/editor'
import Root from './Root.svelte'
import { Workspace } from './workspace.svelte'

const PATH = 'posts/aws-summit.md'

async function sheet(before: (desk: FakeDesk) => void = () => undefined) {
  const fake = new FakeDesk()
  before(fake)
  const { mount, last } = plainMount()
  render(Root, { work: new Workspace(fake), mount })
  await screen.findByRole('textbox', { name: 'Post' })
  const user = userEvent.setup()
  await user.keyboard('{Control>}{Shift>}t{/Shift}{/Control}')
  const dialog = within(await screen.findByRole('dialog', { name: 'Tidy' }))
  await dialog.findByRole('list', { name: 'Repairs' })
  return { fake, user, editor: last, dialog, original: fake.posts_[0]?.body ?? '' }
}

test('every repair stands there with its sentence, the lines before and after, and nothing is done', async () => {
  const { fake, dialog, original } = await sheet()
  const items = dialog.getAllByRole('listitem')
  expect(items).toHaveLength(2)
  const [picture] = items
  expect(picture).toHaveTextContent("The picture's name has spaces, so the site would not show it.")
  expect(picture).toHaveTextContent('aws summit .jpg becomes aws-summit.jpg, also in 2 other posts.')
  expect(picture).toHaveTextContent('Before ![AWS Summit](aws summit .jpg)')
  expect(picture).toHaveTextContent('After ![AWS Summit](/images/aws-summit.jpg)')
  const marked = (tag: string) => [...(picture?.querySelectorAll(tag) ?? [])].map((node) => node.textContent)
  expect(marked('ins')).toEqual(['/images/', '-'])
  expect(marked('del')).toEqual([' ', ' '])
  expect(dialog.queryByRole('button', { name: 'Undo' })).toBeNull()
  expect(fake.posts_[0]?.body).toBe(original)
  expect(fake.calls.filter(({ command }) => command === 'tidy')).toEqual([])
})

test('one repair, all repairs, and undo step by step from the sheet', async () => {
  const { fake, user, dialog, editor, original } = await sheet()
  await user.click(dialog.getByRole('button', { name: 'Repair' }))
  await waitFor(() => expect(dialog.getAllByRole('listitem')).toHaveLength(1))
  expect(dialog.getByRole('status', { name: 'Tidying' })).toHaveTextContent('1 repair is done.')
  expect(fake.called('tidy')).toEqual([[PATH, [expect.objectContaining({ id: 'picture-link', line: 3 })]]])
  expect(editor().body()).toContain('(/images/aws-summit.jpg)')
  await waitFor(() => expect(dialog.getByRole('button', { name: 'Move' })).toHaveFocus())
  await user.click(dialog.getByRole('button', { name: 'Repair all' }))
  expect(await dialog.findByText('Nothing is left to repair.')).toBeVisible()
  expect(dialog.getByRole('status', { name: 'Tidying' })).toHaveTextContent('2 repairs are done.')
  expect(editor().body()).not.toContain('James Dadd')
  await user.click(dialog.getByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(editor().body()).toContain('James Dadd'))
  await waitFor(() => expect(dialog.getByRole('button', { name: 'Repair all' })).toHaveFocus())
  await user.click(dialog.getByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(editor().body()).toBe(original))
  await waitFor(() => expect(dialog.queryByRole('button', { name: 'Undo' })).toBeNull())
  // None of this is a step of the editor's own undo, which knows only the text.
  expect(editor().steps).toEqual([false, false, false, false])
})

test('a message offers undo once the sheet is closed', async () => {
  const { user, editor, dialog, original } = await sheet()
  await user.click(dialog.getByRole('button', { name: 'Repair all' }))
  await dialog.findByText('Nothing is left to repair.')
  await user.click(dialog.getByRole('button', { name: 'Close' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(screen.getByText('2 repairs are done.')).toBeVisible()
  await user.click(within(screen.getByRole('log')).getByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(editor().body()).toBe(original))
  expect(screen.queryByText('2 repairs are done.')).toBeNull()
})

test("the editor's undo takes a repair back as a whole, and leaves it when words were typed after it", async () => {
  const { fake, user, editor, dialog, original } = await sheet()
  await user.click(dialog.getByRole('button', { name: 'Repair all' }))
  await dialog.findByText('Nothing is left to repair.')
  await user.click(dialog.getByRole('button', { name: 'Close' }))
  const tidied = editor().body()
  editor().type(`${tidied}More.`)
  expect(editor().options.onUndo?.()).toBe(false)
  editor().type(tidied)
  expect(editor().options.onUndo?.()).toBe(true)
  await waitFor(() => expect(editor().body()).toBe(original))
  expect(fake.called('undoTidy')).toHaveLength(1)
  expect(editor().options.onUndo?.()).toBe(false)
})

test('what cannot be undone is said in the sheet, and nothing changes', async () => {
  const { fake, user, editor, dialog } = await sheet()
  await user.click(dialog.getByRole('button', { name: 'Repair all' }))
  await dialog.findByText('Nothing is left to repair.')
  const tidied = editor().body()
  fake.failures.set('undoTidy', { code: 'changed-since', message: 'It was changed since.', hint: null })
  await user.click(dialog.getByRole('button', { name: 'Undo' }))
  expect(await dialog.findByRole('alert')).toHaveTextContent('It was changed since.')
  expect(editor().body()).toBe(tidied)
})

test('looking through many posts shows how far it is', async () => {
  let go: () => void = () => undefined
  const { fake, user, dialog } = await sheet()
  fake.holds.set('tidy', new Promise<void>((resolve) => (go = resolve)))
  await user.click(dialog.getByRole('button', { name: 'Repair all' }))
  fake.emit({ kind: 'tidying', path: PATH, done: 0.5 })
  await waitFor(() => expect(dialog.getByRole('progressbar')).toHaveAttribute('value', '0.5'))
  expect(dialog.getByRole('status', { name: 'Tidying' })).toHaveTextContent('Repairing…')
  go()
  await waitFor(() => expect(dialog.queryByRole('progressbar')).toBeNull())
})
