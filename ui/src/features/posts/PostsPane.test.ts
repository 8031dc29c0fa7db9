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
  await vi.waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('1 post found'))
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

test('the list is narrowed by author, tag and year, and says by which', async () => {
  const { posts, user } = await pane()
  const button = screen.getByRole('button', { name: 'Filter posts' })
  expect(button).toHaveAccessibleDescription('No filter is on')
  await user.click(button)
  const panel = screen.getByRole('group', { name: 'Filter posts' })
  const author = within(panel).getByRole('combobox', { name: 'Author' })
  await vi.waitFor(() => expect(within(author).getAllByRole('option')).toHaveLength(3))
  // The most used first.
  expect(
    within(author)
      .getAllByRole('option')
      .map((option) => option.textContent),
  ).toEqual(['Everyone', 'Peter Elger (20)', 'James Dadd (5)'])
  await user.selectOptions(author, 'James Dadd')
  await vi.waitFor(() => expect(within(list()).getAllByRole('listitem')).toHaveLength(5))
  await user.selectOptions(within(panel).getByRole('combobox', { name: 'Tag' }), 'AWS')
  await vi.waitFor(() => expect(within(list()).getAllByRole('listitem')).toHaveLength(1))
  expect(button).toHaveAccessibleDescription('2 filters are on')
  await user.keyboard('{Escape}')
  expect(button).toHaveFocus()
  const chips = screen.getByRole('list', { name: 'Filters that are on' })
  await user.click(within(chips).getByRole('button', { name: 'Remove the filter Tag: AWS' }))
  await vi.waitFor(() => expect(within(list()).getAllByRole('listitem')).toHaveLength(5))
  posts.narrow({ year: '1999' })
  expect(await screen.findByText('The filters above hide all the others.')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Show all posts' }))
  await vi.waitFor(() => expect(within(list()).getAllByRole('listitem').length).toBeGreaterThan(5))
  expect(screen.queryByRole('list', { name: 'Filters that are on' })).toBeNull()
})

test('the order can be chosen', async () => {
  const { user } = await pane()
  await user.click(screen.getByRole('button', { name: 'Filter posts' }))
  await user.selectOptions(screen.getByRole('combobox', { name: 'Order' }), 'By title')
  await vi.waitFor(() =>
    expect(within(list()).getAllByRole('listitem')[0]).toHaveAccessibleName(/^A day in the office/),
  )
})

test('a list that is not whole yet says so', async () => {
  const desk = new FakeDesk()
  desk.reading = { unread: 75, searchable: 0, listed: 25 }
  const { posts, user } = await pane(desk)
  expect(screen.getByText('Reading your posts: 25 of 100')).toBeVisible()
  desk.reading = { unread: 0, searchable: 5, listed: 25 }
  await user.type(screen.getByRole('searchbox', { name: 'Search posts' }), 'cork')
  expect(await screen.findByText('The search covers 5 of 25 posts so far')).toBeVisible()
  desk.reading = null
  await posts.refresh()
  expect(screen.queryByText(/so far$/)).toBeNull()
})
