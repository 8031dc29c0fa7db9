import { render, screen, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { FakeDesk } from '../../ipc/fake'
import { Posts } from './posts.svelte'
import PostsPane from './PostsPane.svelte'

async function pane(desk = new FakeDesk()) {
  const posts = new Posts(desk)
  await posts.refresh()
  const onopen = vi.fn()
  const onnew = vi.fn()
  render(PostsPane, { posts, open: 'posts/aws-summit.md', onopen, onnew })
  return { posts, onopen, onnew, user: userEvent.setup() }
}
const list = () => screen.getByRole('list', { name: 'Posts' })

test('the list names every post by its title and state', async () => {
  const { onopen, user } = await pane()
  expect(screen.getByRole('region', { name: 'Posts' })).toContainElement(list())
  const item = within(list()).getByRole('listitem', { name: 'Notes from the platform meetup, Waiting for internet' })
  expect(item).toHaveAttribute('aria-setsize', '25')
  await user.click(within(item).getByRole('button'))
  expect(onopen).toHaveBeenCalledWith('posts/meetup.md')
})

test('ten thousand posts draw a handful of rows', async () => {
  await pane(new FakeDesk({ more: 9995 }))
  expect(within(list()).getAllByRole('listitem').length).toBeLessThan(40)
})

test('the arrows go from post to post, with one stop for Tab', async () => {
  const { user } = await pane()
  const rows = within(list()).getAllByRole('button')
  expect(rows.filter((row) => row.tabIndex === 0)).toHaveLength(1)
  rows[0]?.focus()
  await user.keyboard('{ArrowDown}{ArrowDown}')
  expect(document.activeElement).toHaveAccessibleName(
    'Six questions to ask before moving to the cloud, Changed since published',
  )
  await user.keyboard('{Home}')
  expect(document.activeElement).toHaveAccessibleName('fourTheorem attends AWS Summit in NYC, Draft')
})

test('searching shows what was found, and says when there is nothing', async () => {
  const { user } = await pane()
  const search = screen.getByRole('searchbox', { name: 'Search posts' })
  await user.type(search, 'cork')
  await vi.waitFor(() => expect(within(list()).getAllByRole('listitem')).toHaveLength(1))
  expect(screen.getByRole('status')).toHaveTextContent('1 post found')
  await user.type(search, 'xyz')
  expect(await screen.findByText('No post matches “corkxyz”')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Clear the search' }))
  await vi.waitFor(() => expect(within(list()).getAllByRole('listitem').length).toBeGreaterThan(5))
})

test('a filter shows its posts and how many there are', async () => {
  const { user } = await pane()
  await user.click(screen.getByRole('radio', { name: /Changed/ }))
  await vi.waitFor(() => expect(within(list()).getAllByRole('listitem')).toHaveLength(3))
})

test('a title from elsewhere is text, never markup', async () => {
  const desk = new FakeDesk({ more: 0 })
  const [first] = desk.posts_
  if (first) first.details.title = '<img src=x onerror=alert(1)>'
  await pane(desk)
  expect(screen.getByText('<img src=x onerror=alert(1)>')).toBeVisible()
  expect(list().querySelector('img')).toBeNull()
})
