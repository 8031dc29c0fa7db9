import { render, screen, waitFor, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { expect, test } from 'vitest'
import type { VersionsQuestion } from '../../ipc'
import { FakeDesk } from '../../ipc/fake'
import { fakeTwoVersions } from '../../ipc/fake-versions'
import { Versions } from './versions.svelte'
import VersionsDialog from './VersionsDialog.svelte'

const PATH = 'posts/lake.md'

async function asked(change: (question: VersionsQuestion[]) => VersionsQuestion[] = (all) => all) {
  const user = userEvent.setup()
  const fake = new FakeDesk({ more: 0 })
  const two = fakeTwoVersions(PATH)
  fake.versions_.set(PATH, { ...two, questions: change(two.questions) })
  const told: string[] = []
  const versions = new Versions(fake, {
    ready: async (path) => void told.push(`ready ${path}`),
    settled: (path, post) => void told.push(`settled ${path} ${post === null ? 'gone' : post.body}`),
    failed: (problem) => void told.push(problem.message),
  })
  render(VersionsDialog, { versions })
  await versions.ask(PATH)
  const dialog = await screen.findByRole('dialog', { name: 'Two versions' })
  const click = (name: string) => user.click(within(dialog).getByRole('button', { name }))
  return { user, fake, versions, dialog, told, click }
}

test('both sides are shown with what each changed, one question after the other', async () => {
  const { dialog, told, fake, click } = await asked()
  expect(told).toEqual([`ready ${PATH}`])
  const heading = within(dialog).getByRole('heading', { level: 2 })
  expect(heading).toHaveTextContent('Anna Writer changed “Title” while you were writing')
  await waitFor(() => expect(heading).toHaveFocus())
  expect(within(dialog).getByText('1 of 2')).toBeVisible()
  const mine = within(dialog).getByRole('region', { name: 'Yours, 10 minutes ago' })
  const theirs = within(dialog).getByRole('region', { name: "Anna Writer's, published yesterday" })
  expect(mine.querySelector('ins')).toHaveTextContent(', and is not')
  expect([...theirs.querySelectorAll('del')].map((del) => del.textContent)).toEqual(['a ', 'lake is'])
  expect(within(dialog).queryByRole('button', { name: 'Keep both' }), 'a title is one').toBeNull()

  await click('Use theirs')
  expect(within(dialog).getByText('2 of 2')).toBeVisible()
  expect(heading).toHaveTextContent('Anna Writer changed this paragraph while you were writing')
  expect(fake.called('settleVersions'), 'nothing is done before all is chosen').toEqual([])
  await click('Back')
  expect(within(dialog).getByText('1 of 2')).toBeVisible()
  await click('Keep mine')
  await click('Keep both')
  expect(fake.called('settleVersions')).toEqual([[PATH, 'first', [{ keep: 'mine' }, { keep: 'both' }]]])
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(told.at(-1)).toMatch(new RegExp(`^settled ${PATH} Great queues`))
})

test('Escape closes without deciding, and what was chosen is still chosen', async () => {
  const { user, fake, versions, click } = await asked()
  await click('Use theirs')
  await user.keyboard('{Escape}')
  screen.getByRole('dialog').dispatchEvent(new Event('cancel', { cancelable: true }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(fake.called('settleVersions')).toEqual([])
  await versions.ask(PATH)
  expect(await screen.findByText('2 of 2')).toBeVisible()
})

test('other words can be written, beginning with both', async () => {
  const { user, fake, dialog, click } = await asked((all) => all.slice(1))
  await click('Edit')
  const words = within(dialog).getByRole('textbox', { name: 'Your words' })
  expect(words).toHaveFocus()
  expect((words as HTMLTextAreaElement).value).toMatch(/socks were worth it\.\n\nGreat queues at the DataDog stand arg/)
  await click('Back to both')
  expect(within(dialog).getByRole('button', { name: 'Keep mine' })).toBeVisible()
  await click('Edit')
  const area = within(dialog).getByRole('textbox', { name: 'Your words' })
  await user.clear(area)
  await user.type(area, 'Our words.')
  await click('Use these words')
  expect(fake.called('settleVersions')[0]?.[2]).toEqual([{ keep: 'words', words: 'Our words.' }])
})

test('a version that changed meanwhile is shown anew and nothing was done', async () => {
  const { fake, dialog, told, click } = await asked((all) => all.slice(1))
  fake.versions_.set(PATH, { ...fakeTwoVersions(PATH), stamp: 'second' })
  await click('Keep mine')
  expect(within(dialog).getByText(/here is the newest/)).toBeVisible()
  expect(within(dialog).getByText('1 of 2')).toBeVisible()
  expect(told).toEqual([`ready ${PATH}`])
})

test('deleted posts, pictures and taken out details have their own words', async () => {
  const picture = (name: string) => ({
    pieces: [{ became: 'same' as const, text: '4 kB' }],
    text: '4 kB',
    picture: name,
  })
  const plain = { label: 'boat.png', both: false, edit: false }
  const { dialog, fake, click } = await asked((all) => [
    { ...plain, part: 'picture', mine: picture('data:a'), theirs: picture('data:b') },
    { ...plain, part: 'detail', label: 'Date', mine: null, theirs: all[0]?.theirs ?? null },
    { ...plain, part: 'deleted-there', mine: all[0]?.mine ?? null, theirs: null },
    { ...plain, part: 'deleted-here', mine: null, theirs: all[0]?.theirs ?? null },
  ])
  expect(
    within(dialog)
      .getAllByRole('img')
      .map((img) => img.getAttribute('src')),
  ).toEqual(['data:a', 'data:b'])
  await click('Use theirs')
  expect(within(dialog).getByText('Taken out')).toBeVisible()
  await click('Keep mine')
  expect(within(dialog).getByRole('heading', { level: 2 })).toHaveTextContent('Anna Writer deleted this post')
  await click('Keep the post')
  expect(within(dialog).getByRole('heading', { level: 2 })).toHaveTextContent('which you deleted')
  await click('Have it back')
  expect(fake.called('settleVersions')[0]?.[2]).toEqual(['theirs', 'mine', 'mine', 'theirs'].map((keep) => ({ keep })))
})

test('what goes together by now is settled without a question', async () => {
  const fake = new FakeDesk({ more: 0 })
  fake.versions_.set(PATH, { ...fakeTwoVersions(PATH), questions: [] })
  const told: string[] = []
  const versions = new Versions(fake, {
    ready: () => Promise.resolve(),
    settled: (path) => void told.push(path),
    failed: () => undefined,
  })
  await versions.ask(PATH)
  expect([told, versions.open]).toEqual([[PATH], false])
})

test('a failure is told and the question stays', async () => {
  const { fake, dialog, told, click } = await asked((all) => all.slice(1))
  fake.failures.set('settleVersions', { code: 'disk-full', message: 'The disk is full.', hint: null })
  await click('Keep mine')
  expect(told.at(-1)).toBe('The disk is full.')
  expect(within(dialog).getByRole('button', { name: 'Keep mine' })).toBeEnabled()
})

test('nothing in the dialog is in the way of anybody', async () => {
  await asked()
  const found = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
  expect(found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' ')}`)).toEqual([])
})
