import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { LinkText } from '../../editor'
import { FakeDesk } from '../../ipc/fake'
import LinkDialog from './LinkDialog.svelte'

// jsdom knows no modal dialogs.
HTMLDialogElement.prototype.showModal = function show() {
  this.open = true
}
HTMLDialogElement.prototype.close = function close() {
  this.open = false
}

function dialog(current: LinkText | null, body = '') {
  const onset = vi.fn<(link: LinkText) => void>()
  const onopen = vi.fn()
  const desk = new FakeDesk()
  const rest = { onremove: vi.fn(), onopen, onclose: vi.fn() }
  render(LinkDialog, { current, desk, path: 'posts/aws-summit.md', body, onset, ...rest })
  return { onset, desk, ...rest, user: userEvent.setup(), field: screen.getByRole('combobox') }
}

test('a post is found by its title and linked to in the way of the site', async () => {
  const { onset, desk, user, field } = dialog(null)
  await user.type(field, 'platform')
  expect(await screen.findByRole('option', { name: /Notes from the platform meetup/ })).toBeInTheDocument()
  await user.keyboard('{ArrowDown}{Enter}')
  expect(field).toHaveValue('/blog/meetup/')
  expect(desk.called('linkTo')).toEqual([['posts/aws-summit.md', 'posts/meetup.md']])
  expect(screen.getByText('Links to “Notes from the platform meetup” on this website.')).toBeInTheDocument()
  await user.keyboard('{Enter}')
  expect(onset).toHaveBeenCalledExactlyOnceWith({ text: 'Notes from the platform meetup', url: '/blog/meetup/' })
})

test('a link to a draft says so', async () => {
  const { desk, user, field } = dialog({ text: 'this', url: '' })
  const draft = desk.posts_.find((post) => post.state === 'draft' && post.path !== 'posts/aws-summit.md')
  await user.type(field, draft?.details.title ?? '')
  await user.click(await screen.findByRole('option', { name: /Draft/ }))
  expect(await screen.findByText(/not on the website yet/)).toBeInTheDocument()
})

test('a post that the server has and the website does not show is not offered as published', async () => {
  const { desk, user, field } = dialog({ text: 'this', url: '' })
  desk.post('posts/meetup.md').kept_back = 'marked'
  await user.type(field, 'platform')
  const option = await screen.findByRole('option', { name: /Notes from the platform meetup/ })
  expect(option).toHaveTextContent(/Marked as a draft$/)
  expect(option.querySelector('.warn')).not.toBeNull()
  await user.click(option)
  expect(await screen.findByText(/readers who follow the link find no page/)).toBeInTheDocument()
})

test('headings of this post are found, and any address is taken', async () => {
  const { onset, user, field } = dialog({ text: 'x', url: '' }, '## The zebra\n')
  await user.type(field, 'zebra')
  await user.click(await screen.findByRole('option', { name: /The zebra/ }))
  expect(field).toHaveValue('#the-zebra')
  await user.clear(field)
  await user.type(field, 'not an address!')
  await user.keyboard('{Escape}{Enter}')
  expect(screen.getByRole('alert')).toBeInTheDocument()
  await user.clear(field)
  await user.type(field, 'example.org{Enter}')
  expect(onset).toHaveBeenLastCalledWith({ text: 'x', url: 'https://example.org' })
})

test('words that are an address are the address, and a link can be opened and taken away', async () => {
  const first = dialog({ text: 'https://example.org/a', url: '' })
  expect(first.field).toHaveValue('https://example.org/a')
  document.body.replaceChildren()
  const { user, onopen, onremove } = dialog({ text: 'a', url: 'https://example.org/b' })
  await user.click(screen.getByRole('button', { name: 'Open link' }))
  expect(onopen).toHaveBeenCalledExactlyOnceWith('https://example.org/b')
  await user.click(screen.getByRole('button', { name: 'Remove link' }))
  expect(onremove).toHaveBeenCalledOnce()
})

test('words that are no address are taken for the first post that has them, however fast Enter comes', async () => {
  const { onset, desk, user, field } = dialog({ text: 'x', url: '' })
  await user.type(field, 'platform')
  expect(await screen.findByRole('option', { selected: true })).toHaveTextContent('Notes from the platform meetup')
  await user.keyboard('{Enter}')
  expect(field).toHaveValue('/blog/meetup/')
  await user.clear(field)
  let answer = (): void => undefined
  desk.holds.set('linkOffers', new Promise<void>((resolve) => (answer = resolve)))
  await user.type(field, 'platform{Enter}')
  expect(screen.queryByRole('alert')).toBeNull()
  answer()
  await vi.waitFor(() => expect(field).toHaveValue('/blog/meetup/'))
  await user.keyboard('{Enter}')
  expect(onset).toHaveBeenCalledExactlyOnceWith({ text: 'x', url: '/blog/meetup/' })
  await user.clear(field)
  await user.type(field, 'nothing-is-called-that{Enter}')
  expect(await screen.findByRole('alert')).toBeInTheDocument()
})

test('a link that is there tells where it leads, and that readers cannot follow it yet', async () => {
  dialog({ text: 'us', url: '/blog/aws-summit/' })
  expect(await screen.findByText(/Links to “fourTheorem attends AWS Summit in NYC”/)).toBeInTheDocument()
  expect(screen.getByText(/not on the website yet/)).toBeInTheDocument()
})
