import { render, screen, waitFor, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { expect, test, vi } from 'vitest'
import { FakeDesk } from '../../ipc/fake'
import { plainMount } from '../../testing/editor'
import Root from './Root.svelte'
import { Workspace } from './workspace.svelte'

const PATH = 'posts/aws-summit.md'

async function desk(before: (desk: FakeDesk) => void = () => undefined) {
  const fake = new FakeDesk()
  before(fake)
  const { mount, last } = plainMount()
  const work = new Workspace(fake)
  render(Root, { work, mount })
  await screen.findByRole('textbox', { name: 'Post' })
  const user = userEvent.setup()
  const button = screen.getByRole('button', { name: 'Show on the real site' })
  return { fake, work, user, button, editor: last }
}
const strip = () => screen.getByRole('group', { name: 'The real site' })
const trusted = (fake: FakeDesk) => (fake.real_ = { ...fake.real_, trusted: true })

test('the person is asked once, and no is what a key pressed in passing says', async () => {
  const { fake, user, button } = await desk()
  await user.click(button)
  const dialog = await screen.findByRole('dialog', { name: 'Do you trust this website?' })
  expect(dialog).toHaveTextContent("This runs the website's own program on your computer")
  expect(dialog).toHaveTextContent('Only do this for a website that you or your colleagues look after.')
  const no = within(dialog).getByRole('button', { name: 'Not now' })
  expect(no).toHaveAttribute('autofocus')
  await user.click(no)
  expect(fake.called('trustSite')).toEqual([])
  expect(button).toHaveAttribute('aria-pressed', 'false')
  expect(screen.queryByTitle('The real site')).toBeNull()

  await user.click(button)
  await user.click(await screen.findByRole('button', { name: 'I trust it: show the real site' }))
  const frame = await screen.findByTitle('The real site')
  expect(frame).toHaveAttribute('src', 'http://127.0.0.1:41313/posts/aws-summit/')
  expect(fake.called('trustSite')).toEqual([[true]])
  expect(strip()).toHaveTextContent('This is the website as Hugo makes it.')

  await user.click(button)
  expect(screen.queryByTitle('The real site')).toBeNull()
  expect(fake.called('hideRealSite')).toHaveLength(1)
  await user.click(button)
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('the frame cannot leave its place, and holds the desk’s own server alone', async () => {
  const { fake, user, button } = await desk(trusted)
  await user.click(button)
  const frame = await screen.findByTitle('The real site')
  expect(frame).toHaveAttribute('sandbox', 'allow-scripts allow-same-origin allow-forms')
  for (const address of ['https://example.org/', 'http://127.0.0.1.example.org/', 'tauri://localhost/']) {
    fake.tellReal({ address })
    await waitFor(() => expect(screen.queryByTitle('The real site')).toBeNull())
  }
})

test('what stands in the way is told, with the way to its line', async () => {
  const { fake, user, button, editor } = await desk(trusted)
  await user.click(button)
  await screen.findByTitle('The real site')
  fake.tellReal({
    step: 'failed',
    message: 'Hugo cannot make the website because of line 4 of this post.',
    problem: { file: PATH, line: 9, in_post: 4, words: 'template for shortcode "nope" not found' },
  })
  await waitFor(() => expect(strip()).toHaveTextContent('line 4 of this post'))
  expect(strip()).toHaveTextContent('template for shortcode "nope" not found')
  expect(screen.getByTitle('The real site')).toBeVisible()
  await user.click(within(strip()).getByRole('button', { name: 'Go to line 4' }))
  expect(editor().line).toBe(3)
})

test('one that has ended is tried again when the post is saved', async () => {
  const { fake, user, button } = await desk(trusted)
  await user.click(button)
  await screen.findByTitle('The real site')
  fake.tellReal({ step: 'failed', address: null, message: 'Hugo has ended by itself.' })
  await screen.findByRole('button', { name: 'Try again' })
  fake.emit({ kind: 'saved', path: PATH, revision: 1 })
  await screen.findByTitle('The real site')
  expect(fake.called('showRealSite')).toHaveLength(2)
})

test('a generator that says nothing is shown again after each save, and its page is loaded again', async () => {
  const { fake, user, button } = await desk(trusted)
  await user.click(button)
  await screen.findByTitle('The real site')
  fake.emit({ kind: 'saved', path: PATH, revision: 1 })
  fake.tellReal({ reloads: false, silent: true })
  expect(fake.called('showRealSite')).toHaveLength(1)
  fake.emit({ kind: 'saved', path: PATH, revision: 2 })
  await waitFor(() => expect(fake.called('showRealSite')).toHaveLength(2))
  const set = vi.spyOn(HTMLIFrameElement.prototype, 'src', 'set')
  fake.tellReal({ builds: 1 })
  await waitFor(() => expect(set).toHaveBeenCalledTimes(1))
  set.mockRestore()
})

test('another post is followed, and stopping brings the usual preview back', async () => {
  const { fake, user, button } = await desk(trusted)
  await user.click(button)
  await screen.findByTitle('The real site')
  await user.click(screen.getByRole('button', { name: /^We are hiring in Cork/ }))
  await waitFor(() => expect(fake.called('showRealSite').at(-1)).toEqual(['posts/cork.md']))
  await user.click(within(strip()).getByRole('button', { name: 'Open in browser' }))
  expect(fake.called('openLink')).toEqual([['http://127.0.0.1:41313/posts/cork/']])
  await user.click(within(strip()).getByRole('button', { name: 'Stop' }))
  await waitFor(() => expect(screen.queryByTitle('The real site')).toBeNull())
  expect(fake.called('stopRealSite')).toHaveLength(1)
})

test('without the generator the usual preview stays, and it is said where to get it', async () => {
  const { user, button } = await desk((fake) => {
    trusted(fake)
    fake.installed_ = false
  })
  await user.click(button)
  await waitFor(() => expect(strip()).toHaveTextContent('Hugo is not on this computer'))
  expect(screen.queryByTitle('The real site')).toBeNull()
  expect(screen.getByTitle('Preview')).toBeVisible()
  expect(within(strip()).getByRole('button', { name: 'Where to get Hugo' })).toBeVisible()
})

test('trust is taken back in the settings', async () => {
  const { fake, user, work } = await desk(trusted)
  await work.settings.ask()
  const line = within(await screen.findByRole('dialog', { name: 'Site settings' })).getByRole('group', {
    name: 'The real site',
  })
  await waitFor(() => expect(line).toHaveTextContent('Hugo, may run on this computer'))
  await user.click(within(line).getByRole('button', { name: 'Do not allow it any more' }))
  expect(fake.called('trustSite')).toEqual([[false]])
  await waitFor(() => expect(line).toHaveTextContent('may not run'))
})

test('nothing serious is in the way of anybody', async () => {
  const { fake, user, button } = await desk()
  const faults = async (part: HTMLElement) => {
    const found = await axe.run(part, { rules: { 'color-contrast': { enabled: false } }, iframes: false })
    return found.violations.filter((each) => each.impact === 'serious' || each.impact === 'critical')
  }
  await user.click(button)
  expect(await faults(await screen.findByRole('dialog'))).toEqual([])
  await user.click(screen.getByRole('button', { name: 'I trust it: show the real site' }))
  await screen.findByTitle('The real site')
  const pane = screen.getByRole('region', { name: 'Preview' })
  expect(await faults(pane)).toEqual([])
  fake.tellReal({ step: 'failed', message: 'No.', problem: { file: null, line: null, in_post: null, words: 'no' } })
  expect(await faults(pane)).toEqual([])
})
