import { render, screen, waitFor, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { FakeDesk, type FakeOptions } from '../../ipc/fake'
import { fakeTwoVersions } from '../../ipc/fake-versions'
import { plainMount } from '../../testing/editor'
import Root from './Root.svelte'
import { Workspace } from './workspace.svelte'

const PATH = 'posts/aws-summit.md'

async function desk(options: FakeOptions = {}, before: (desk: FakeDesk) => void = () => undefined) {
  const fake = new FakeDesk(options)
  before(fake)
  const work = new Workspace(fake)
  const { mount, last } = plainMount()
  render(Root, { work, mount })
  await screen.findByRole('textbox', { name: 'Post' })
  return { fake, work, editor: last, user: userEvent.setup() }
}
const saving = () => screen.getByRole('status', { name: 'Saving' })
const box = (name: string) => screen.getByRole('textbox', { name })

test('the desk opens on the newest post, under the names that people rely on', async () => {
  await desk()
  for (const region of ['Posts', 'Page', 'Preview']) expect(screen.getByRole('region', { name: region })).toBeVisible()
  expect(box('Title')).toHaveValue('fourTheorem attends AWS Summit in NYC')
  const details = within(screen.getByRole('group', { name: 'Details' }))
  expect(details.getByRole('textbox', { name: 'Author' })).toHaveValue('James Dadd')
  expect(details.getByRole('textbox', { name: 'Date' })).toHaveValue('24 August 2017')
  expect(details.getByRole('textbox', { name: 'Tags' })).toBeVisible()
  expect(screen.getByRole('toolbar', { name: 'Formatting' })).toBeVisible()
  expect(screen.getByTitle('Preview')).toHaveAttribute('sandbox', 'allow-same-origin')
  for (const radio of ['Phone', 'Wide']) expect(screen.getByRole('radio', { name: radio })).toBeInTheDocument()
  for (const button of ['New post', 'Add picture', 'Checks', 'Publish']) {
    expect(screen.getByRole('button', { name: button })).toBeVisible()
  }
  expect(saving()).toHaveTextContent('Saved')
})

test('typing goes to the desk and "Saved" waits for the file', async () => {
  const { fake, editor } = await desk({ file: 50 })
  editor().type('New words\n')
  await waitFor(() => expect(saving()).toHaveTextContent('Saving…'))
  await waitFor(() => expect(fake.called('writeBody')).toEqual([[PATH, 'New words\n']]))
  await waitFor(() => expect(saving()).toHaveTextContent('Saved'))
  fake.emit({
    kind: 'save-failed',
    path: PATH,
    problem: { code: 'disk-full', message: 'The disk is full.', hint: null },
  })
  await waitFor(() => expect(saving()).toHaveTextContent('Not saved: The disk is full.'))
})

test('what is typed in one post stays in it when another is opened', async () => {
  const { fake, editor, user } = await desk()
  editor().type('Unsent words\n')
  await user.click(screen.getByRole('button', { name: /^We are hiring in Cork/ }))
  await waitFor(() => expect(box('Title')).toHaveValue('We are hiring in Cork'))
  expect(fake.called('writeBody')).toEqual([[PATH, 'Unsent words\n']])
})

test('closing the window hands over the last words first', async () => {
  const { fake, editor } = await desk()
  editor().type('Last words\n')
  fake.closeWindow()
  await waitFor(() => expect(fake.called('leave')).toHaveLength(1))
  const order = fake.calls.map((call) => call.command).filter((name) => /writeBody|leave/.test(name))
  expect(order).toEqual(['writeBody', 'leave'])
})

test('a new post is made by a key, with its title ready to be typed', async () => {
  const { fake, user } = await desk()
  await user.keyboard('{Control>}n{/Control}')
  await waitFor(() => expect(box('Title')).toHaveFocus())
  await user.keyboard('A day in Cork{Enter}')
  await waitFor(() =>
    expect(fake.called('setDetails').at(-1)?.[1]).toMatchObject({ title: 'A day in Cork', author: null }),
  )
  expect(box('Post')).toHaveFocus()
  expect(await screen.findByRole('button', { name: 'A day in Cork, Draft' })).toBeVisible()
})

test('the title has no line breaks, however they come', async () => {
  const { user } = await desk()
  await user.clear(box('Title'))
  await user.click(box('Title'))
  await user.paste('One\r\ntwo')
  expect(box('Title')).toHaveValue('One two')
})

test('a change from outside is shown, unless the person has typed', async () => {
  const { fake, editor } = await desk()
  const post = await fake.openPost(PATH)
  fake.emit({ kind: 'post-changed', post: { ...post, body: 'From outside\n', revision: 5, saved: 5 } })
  expect(editor().body()).toBe('From outside\n')
  editor().type('Mine\n')
  fake.emit({ kind: 'post-changed', post: { ...post, body: 'Again\n', revision: 6, saved: 6 } })
  expect(editor().body()).toBe('Mine\n')
})

test('two versions are told by a note, and shown when the person is ready', async () => {
  const { fake, editor, user } = await desk()
  const [first] = fake.posts_
  if (!first) throw new Error('no post')
  first.two_versions = { message: 'Anna Writer changed this post while you were writing.' }
  fake.versions_.set(PATH, fakeTwoVersions(PATH))
  editor().type('Mine\n')
  fake.emit({ kind: 'post-changed', post: await fake.openPost(PATH) })
  expect(await screen.findByText(/Anna Writer changed this post/)).toBeVisible()
  expect(screen.queryByRole('dialog'), 'nothing comes between her and her words').toBeNull()
  expect(editor().body()).toBe('Mine\n')
  await user.click(screen.getByRole('button', { name: 'Look at both' }))
  expect(await screen.findByRole('dialog', { name: 'Two versions' })).toBeVisible()
  expect(fake.called('writeBody').at(-1), 'her newest words are compared').toEqual([PATH, 'Mine\n'])
})

test('what a colleague changed comes into the text as one step, with a quiet note', async () => {
  const { fake, editor } = await desk()
  const post = await fake.openPost(PATH)
  fake.emit({ kind: 'post-changed', post: { ...post, body: 'Hers and theirs\n', revision: 5, saved: 5 } })
  fake.emit({ kind: 'taken-in', path: PATH, message: 'Anna Writer changed this post; the changes are in.' })
  expect(editor().body()).toBe('Hers and theirs\n')
  expect(editor().steps).toEqual([true])
  expect(await screen.findByText('Anna Writer changed this post; the changes are in.')).toBeVisible()
})

test('a post that may only be read says why', async () => {
  const { fake, editor } = await desk()
  const post = await fake.openPost(PATH)
  fake.emit({ kind: 'post-changed', post: { ...post, read_only: 'Its bytes are not text.' } })
  expect(await screen.findByText(/Its bytes are not text/)).toBeVisible()
  expect(editor().area.readOnly).toBe(true)
  expect(box('Title')).toHaveAttribute('readonly')
})

test('pictures come in by button, by drop where they fell, and by pasting', async () => {
  const { fake, editor, user } = await desk()
  await user.click(screen.getByRole('button', { name: 'Add picture' }))
  await waitFor(() => expect(editor().pictures).toEqual([{ link: '/images/1-harbour.jpg', at: undefined }]))
  fake.drop({ token: 't1', names: ['a.jpg'], x: 7, y: 9 })
  await waitFor(() => expect(editor().pictures.at(-1)).toEqual({ link: '/images/2-dropped.jpg', at: 7 }))
  editor().options.onFiles([new File(['abc'], 'Shot 1.png')], 3)
  await waitFor(() => expect(fake.called('attachPasted')).toEqual([[PATH, 'Shot 1.png', 'YWJj']]))
  editor().options.onPasteEmpty?.()
  expect(await screen.findByText('There is no picture or text to paste.')).toBeVisible()
  fake.failures.set('attachChosen', { code: 'no-picture', message: 'This file is no picture.', hint: null })
  await user.click(screen.getByRole('button', { name: 'Add picture' }))
  expect(await screen.findByText('This file is no picture.')).toBeVisible()
})

test('publishing hands over what was typed first, and the desk shows how it ended', async () => {
  const { fake, editor, user } = await desk()
  editor().type('Last words\n')
  await user.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}')
  await user.click(await screen.findByRole('button', { name: 'Publish now' }))
  await screen.findByRole('heading', { name: 'Published' })
  const order = fake.calls.map((call) => call.command).filter((name) => /writeBody|publish/.test(name))
  expect(order).toEqual(['writeBody', 'publishPlan', 'publish'])
  await user.click(screen.getByRole('button', { name: 'Keep writing' }))
  await waitFor(() => expect(screen.getByRole('button', { name: 'Published' })).toBeDisabled())
  editor().type('More words\n')
  expect(await screen.findByRole('button', { name: 'Publish changes' })).toBeEnabled()
})

test('what waits is counted at the foot, and a network that comes back is told of', async () => {
  const { fake, user } = await desk()
  fake.emit({ kind: 'network', online: false, waiting: 1 })
  expect(await screen.findByText('No internet: everything is kept here')).toBeVisible()
  await user.click(screen.getByRole('button', { name: '1 post waits' }))
  await user.click(screen.getByRole('button', { name: 'Send now: “Notes from the platform meetup”' }))
  expect(fake.called('sendNow')).toHaveLength(1)
  window.dispatchEvent(new Event('online'))
  await waitFor(() => expect(fake.called('online')).toHaveLength(1))
})

test('a post that is live is told of, with a way to see it', async () => {
  const { fake, user } = await desk()
  const address = 'https://fourtheorem.example/blog/aws-summit/'
  fake.emit({ kind: 'live', path: PATH, step: 'live', address, message: 'It is there.', hint: null })
  expect(await screen.findByText(/ is live\./)).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'See it' }))
  expect(fake.called('openLink')).toEqual([[address]])
})

test('a repair changes the page', async () => {
  const { fake, editor, user } = await desk()
  await user.click(await screen.findByRole('button', { name: 'Repair' }))
  await waitFor(() => expect(editor().body()).toContain('(/images/aws-summit.jpg)'))
  expect(fake.called('tidy')).toEqual([[PATH, [expect.objectContaining({ id: 'picture-link', line: 3 })]]])
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Repair' })).toBeNull())
})

test('a link is asked for and set', async () => {
  const { editor, user } = await desk()
  editor().options.onAskLink({ text: 'here', url: '' })
  const dialog = await screen.findByRole('dialog', { name: 'Link' })
  await user.type(
    within(dialog).getByRole('combobox', { name: 'A post, a heading or an address' }),
    'javascript:alert(1){Enter}',
  )
  expect(within(dialog).getByRole('alert')).toHaveTextContent('https://')
  await user.clear(within(dialog).getByRole('combobox', { name: 'A post, a heading or an address' }))
  await user.type(
    within(dialog).getByRole('combobox', { name: 'A post, a heading or an address' }),
    'example.org{Enter}',
  )
  await waitFor(() => expect(editor().ran).toContainEqual(['link', { text: 'here', url: 'https://example.org' }]))
})

test('lines pasted into the title become one in the way that the browser can undo', async () => {
  const { user } = await desk()
  const write = vi.fn(() => true)
  Object.assign(document, { execCommand: write })
  await user.click(box('Title'))
  await user.paste('One \r\n two\n')
  expect(write).toHaveBeenCalledExactlyOnceWith('insertText', false, 'One two')
  await user.paste('three')
  expect(write).toHaveBeenCalledOnce()
  Reflect.deleteProperty(document, 'execCommand')
})

test('F6 goes from region to region, Alt+F10 to the tools', async () => {
  const { user } = await desk()
  box('Title').focus()
  await user.keyboard('{F6}')
  expect(screen.getByRole('region', { name: 'Preview' })).toHaveFocus()
  await user.keyboard('{F6}')
  expect(screen.getByRole('region', { name: 'Posts' })).toHaveFocus()
  await user.keyboard('{Alt>}{F10}{/Alt}')
  const tools = screen.getByRole('toolbar')
  expect(tools).toContainElement(document.activeElement as HTMLElement)
  expect(tools.querySelectorAll('[tabindex="0"]')).toHaveLength(1)
  await user.keyboard('{End}{ArrowLeft}')
  expect(document.activeElement).toHaveAccessibleName('Undo')
  await user.keyboard('{Escape}')
  expect(box('Post')).toHaveFocus()
})

test('without a site there is a welcome, and a site is one click away', async () => {
  const fake = new FakeDesk({ open: false })
  render(Root, { work: new Workspace(fake), mount: plainMount().mount })
  const user = userEvent.setup()
  expect(await screen.findByRole('button', { name: "Open a website's folder…" })).toBeVisible()
  expect(screen.getByRole('button', { name: /^Conference notes/ })).toBeDisabled()
  await user.click(screen.getByRole('button', { name: 'Forget Conference notes' }))
  await waitFor(() => expect(screen.queryByRole('button', { name: /^Conference notes/ })).toBeNull())
  fake.failures.set('chooseSite', {
    code: 'not-a-site',
    message: 'This folder is no website.',
    hint: 'Choose another.',
  })
  await user.click(screen.getByRole('button', { name: "Open a website's folder…" }))
  expect(await screen.findByText('This folder is no website.')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Start with the sample site' }))
  expect(await screen.findByRole('button', { name: /^Sample site/ })).toBeVisible()
})

test('a desk that does not open says so and can be tried again', async () => {
  const fake = new FakeDesk()
  fake.failures.set('start', { code: 'x', message: 'The desk is in use.', hint: null })
  render(Root, { work: new Workspace(fake), mount: plainMount().mount })
  expect(await screen.findByText('The desk is in use.')).toBeVisible()
  fake.failures.clear()
  await userEvent.setup().click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('textbox', { name: 'Post' })).toBeVisible()
})

test('where changes are not noticed as they happen, one quiet line says so', async () => {
  const { fake } = await desk()
  const line = 'Changes by other programs appear here after a few seconds'
  expect(screen.queryByText(line)).toBeNull()
  fake.emit({ kind: 'noticing', at_once: false })
  expect(await screen.findByText(line)).toBeVisible()
  expect(screen.getByRole('alert')).toHaveTextContent('')
})
