import { beforeEach, expect, test, vi } from 'vitest'
import { FakeDesk } from '../../ipc/fake'
import { Links } from './links'
import type { PageEditor } from './mount'

const writeText = vi.fn(() => Promise.resolve())
beforeEach(() => {
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true })
  writeText.mockClear()
})

function post(body = '## The sea\n\nWords.\n\n## Über uns\n') {
  const desk = new FakeDesk()
  const goToLine = vi.fn<(line: number) => void>()
  const acts = { post: vi.fn(), address: vi.fn(), say: vi.fn() }
  const editor = { goToLine } as Partial<PageEditor> as PageEditor
  const links = new Links(desk, { path: 'posts/aws-summit.md', body, editor }, acts)
  return { desk, links, goToLine, ...acts }
}

test('a link is told by the title of its post, and that readers cannot follow it yet', async () => {
  const { desk, links } = post()
  expect(await links.target('/blog/meetup/')).toEqual({
    title: 'Notes from the platform meetup',
    about: '',
    away: false,
  })
  desk.post('posts/meetup.md').kept_back = 'marked'
  expect(await links.target('/blog/meetup/')).toMatchObject({ about: 'Marked as a draft', away: true })
  desk.post('posts/meetup.md').kept_back = null
  desk.post('posts/meetup.md').state = 'draft'
  expect(await links.target('/blog/meetup/')).toMatchObject({ about: 'Draft', away: true })
  expect(await links.target('https://example.org/')).toBeNull()
  expect(await links.target('#the-sea')).toEqual({ title: 'The sea', about: 'In this post', away: false })
})

test('a link is followed to its post, its heading, or out of the window', async () => {
  const { links, ...acts } = post()
  await links.follow('/blog/meetup/#end')
  expect(acts.post).toHaveBeenCalledExactlyOnceWith('posts/meetup.md')
  await links.follow('#%C3%BCber-uns')
  expect(acts.goToLine).toHaveBeenCalledExactlyOnceWith(4)
  await links.follow('https://example.org/')
  await links.follow('mailto:ann@example.org')
  expect(acts.address.mock.calls).toEqual([['https://example.org/'], ['mailto:ann@example.org']])
})

test('what cannot be opened says why', async () => {
  const { links, say, address } = post()
  await links.follow('/about')
  expect(say).toHaveBeenLastCalledWith(expect.stringContaining('not a post'))
  await links.follow('javascript:alert(1)')
  expect(say).toHaveBeenLastCalledWith(expect.stringContaining('neither'))
  await links.follow('#nowhere')
  expect(say).toHaveBeenLastCalledWith(expect.stringContaining('No heading'))
  expect(address).not.toHaveBeenCalled()
})

test('a desk that does not answer leaves the address', async () => {
  const { desk, links, address } = post()
  desk.failures.set('linkedPost', { code: 'busy', message: 'Later.', hint: null })
  expect(await links.target('/blog/meetup/')).toBeNull()
  await links.follow('https://example.org/')
  expect(address).toHaveBeenCalledOnce()
})

test('of a post the public address is copied, of anything else what stands there', async () => {
  const { links, say } = post()
  await links.target('/blog/meetup/')
  links.copy('/blog/meetup/')
  links.copy('mailto:ann@example.org')
  expect(writeText.mock.calls).toEqual([['https://blog.example.org/blog/meetup/'], ['ann@example.org']])
  await Promise.resolve()
  expect(say).toHaveBeenCalledWith('The address was copied.')
})
