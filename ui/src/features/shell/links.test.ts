import { fireEvent, render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { expect, test, vi } from 'vitest'
// Text measures as nothing where there is no layout.
import '../../editor/testing'
import { FakeDesk } from '../../ipc/fake'
import Root from './Root.svelte'
import { Workspace } from './workspace.svelte'

/** A desk with this text on its page, and the caret in its first link. */
async function desk(body: string) {
  const user = userEvent.setup()
  const fake = new FakeDesk()
  fake.post('posts/aws-summit.md').body = body
  const work = new Workspace(fake)
  render(Root, { work })
  const text = await screen.findByRole('textbox', { name: 'Post' })
  work.page.editor?.goTo(body.indexOf('](') - 1)
  return { user, fake, work, text }
}

test('by keys alone: into the card, along it, and back to the text', async () => {
  const { user, text } = await desk('Words.\n\nSee [the meetup](/blog/meetup/) too.\n')
  await fireEvent.keyDown(text, { key: 'K', keyCode: 75, ctrlKey: true, shiftKey: true })
  const card = await screen.findByRole('group', { name: 'Link to Notes from the platform meetup' })
  expect(screen.getByRole('button', { name: 'Open' })).toHaveFocus()
  const found = await axe.run(card, { rules: { 'color-contrast': { enabled: false } } })
  expect(found.violations).toEqual([])
  await user.keyboard('{ArrowRight}')
  expect(screen.getByRole('button', { name: 'Change…' })).toHaveFocus()
  await user.keyboard('{Escape}')
  expect(card).not.toBeInTheDocument()
  expect(text).toHaveFocus()
}, 30_000)

test('a link to a post is followed to that post, and one that leads nowhere says so', async () => {
  const { user, work, fake } = await desk('Words.\n\nSee [the meetup](/blog/meetup/) and [us](/about) too.\n')
  await user.keyboard('{Alt>}{Enter}{/Alt}')
  expect(await screen.findByDisplayValue('Notes from the platform meetup')).toBeVisible()
  await work.openPost('posts/aws-summit.md')
  await vi.waitFor(() => {
    work.page.editor?.goTo(work.page.body.indexOf('s](/about'))
    expect(work.page.editorState?.link).toBe('/about')
  })
  await user.keyboard('{Alt>}{Enter}{/Alt}')
  expect(await screen.findByText(/a page of this website that is not a post/)).toBeVisible()
  expect(fake.called('openLink')).toEqual([])
}, 30_000)
