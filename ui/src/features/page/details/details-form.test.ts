import { render, screen, waitFor, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { expect, test, vi } from 'vitest'
import type { DetailsChange } from '../../../ipc'
import { FakeDesk } from '../../../ipc/fake'
import { plainMount } from '../../../testing/editor'
import Root from '../../shell/Root.svelte'
import { Workspace } from '../../shell/workspace.svelte'

const PATH = 'posts/aws-summit.md'

// Typing letter by letter takes its time.
vi.setConfig({ testTimeout: 30_000 })

async function page() {
  const fake = new FakeDesk({ form: true })
  render(Root, { work: new Workspace(fake), mount: plainMount().mount })
  await screen.findByRole('textbox', { name: 'Summary' })
  const details = within(screen.getByRole('group', { name: 'Details' }))
  /** The last values that the desk was given, by name. */
  const sent = () =>
    Object.fromEntries(
      fake
        .called('setDetails')
        .flatMap(([, change]) => (change as DetailsChange).fields)
        .map(({ name, value }) => [name, value]),
    )
  return { fake, details, sent, user: userEvent.setup() }
}

test('every kind has a field under its own name, open where something is missing', async () => {
  const { details } = await page()
  const summary = details.getByRole('textbox', { name: 'Summary' })
  expect(summary).toBeVisible()
  expect(summary).toBeRequired()
  expect(summary).toHaveAccessibleDescription(/Two sentences/)
  expect(details.getByRole('textbox', { name: 'Subtitle' })).toHaveValue('Serverless, and what it costs')
  expect(details.getByRole('combobox', { name: 'Series' })).toHaveValue('')
  expect(details.getByRole('combobox', { name: 'Kind' })).toHaveDisplayValue('Event')
  expect(within(details.getByRole('group', { name: 'Channels' })).getByLabelText('Feed')).toBeChecked()
  expect(details.getByRole('textbox', { name: 'Shown until' })).toHaveValue('31 December 2017')
  expect(details.getByRole('textbox', { name: 'Event begins: time' })).toHaveValue('09:30')
  expect(details.getByRole('textbox', { name: 'Reading time' })).toHaveValue('4')
  expect(details.getByRole('switch', { name: 'On the front page' })).toBeChecked()
  expect(details.getByRole('combobox', { name: 'Keywords' })).toBeVisible()
  expect(await details.findByText('Notes from the platform meetup')).toBeVisible()
  expect(
    within(details.getByRole('group', { name: 'Seo' })).getByRole('textbox', { name: 'Search title' }),
  ).toBeVisible()
  expect(details.getByRole('note', { name: 'Links' })).toHaveTextContent('url: /about')
  // The names that people rely on are still there.
  for (const name of ['Author', 'Date', 'Tags']) expect(details.getByRole('textbox', { name })).toBeVisible()
})

test('what is typed and chosen goes to the desk, in the form that it wants', async () => {
  const { details, sent, user } = await page()
  await user.type(details.getByRole('textbox', { name: 'Summary' }), 'One{Enter}two')
  await user.click(details.getByRole('textbox', { name: 'Reading time' }))
  await waitFor(() => expect(sent()).toEqual({ summary: 'One\ntwo' }))
  await user.clear(details.getByRole('textbox', { name: 'Reading time' }))
  await user.type(details.getByRole('textbox', { name: 'Reading time' }), '12{Enter}')
  await user.selectOptions(details.getByRole('combobox', { name: 'Kind' }), 'News')
  await user.click(details.getByLabelText('Newsletter'))
  await user.click(details.getByRole('switch', { name: 'Hide from search' }))
  const until = details.getByRole('textbox', { name: 'Shown until' })
  await user.clear(until)
  await user.type(until, '1 Feb 2018{Enter}')
  expect(until).toHaveValue('1 February 2018')
  const time = details.getByRole('textbox', { name: 'Event begins: time' })
  await user.clear(time)
  await user.type(time, '6:15 pm{Enter}')
  expect(time).toHaveValue('18:15')
  await waitFor(() =>
    expect(sent()).toEqual({
      summary: 'One\ntwo',
      minutes: '12',
      kind: 'news',
      channels: ['website', 'newsletter', 'feed'],
      'seo.hidden': true,
      until: '2018-02-01',
      starts: '2017-08-14T18:15',
    }),
  )
})

test('what is no value is said when the person is done, and never sent', async () => {
  const { details, sent, user } = await page()
  const minutes = details.getByRole('textbox', { name: 'Reading time' })
  await user.clear(minutes)
  await user.type(minutes, 'ten')
  expect(details.queryByText(/not a number/)).toBeNull()
  await user.tab()
  expect(details.getByText(/not a number/)).toBeVisible()
  expect(minutes).toBeInvalid()
  expect(minutes).toHaveValue('ten')
  await user.clear(minutes)
  await user.type(minutes, '90{Enter}')
  expect(details.getByText('The largest number that the site takes here is 60.')).toBeVisible()
  const until = details.getByRole('textbox', { name: 'Shown until' })
  await user.clear(until)
  await user.type(until, 'soonish')
  await user.tab()
  expect(details.getByText(/does not know this date/)).toBeVisible()
  expect(sent()).not.toHaveProperty('until', 'soonish')
  expect(Object.values(sent())).not.toContain('90')
})

test('an empty field that the site wants is named only after the person was there', async () => {
  const { details, user } = await page()
  expect(details.queryByText(/Summary is empty/)).toBeNull()
  await user.click(details.getByRole('textbox', { name: 'Summary' }))
  await user.tab()
  expect(details.getByText(/Summary is empty/)).toBeVisible()
})

test('lists and other texts are chosen by keyboard alone, and taken back', async () => {
  const { details, sent, user } = await page()
  const words = details.getByRole('combobox', { name: 'Keywords' })
  await user.type(words, 'serv')
  expect(details.getByRole('option', { name: 'serverless' })).toBeVisible()
  await user.keyboard('{ArrowDown}{Enter}')
  await waitFor(() => expect(sent().keywords).toEqual(['cloud', 'events', 'serverless']))
  await user.type(words, 'own word{Enter}')
  await waitFor(() => expect(sent().keywords).toEqual(['cloud', 'events', 'serverless', 'own word']))
  await user.keyboard('{Backspace}')
  await waitFor(() => expect(sent().keywords).toEqual(['cloud', 'events', 'serverless']))
  await user.keyboard('{Control>}z{/Control}')
  await waitFor(() => expect(sent().keywords).toEqual(['cloud', 'events', 'serverless', 'own word']))
  const next = details.getByRole('combobox', { name: 'Read next' })
  await user.type(next, 'cork')
  await details.findByRole('option', { name: 'We are hiring in Cork' })
  await user.keyboard('{Enter}')
  await waitFor(() => expect(sent().next).toBe('cork'))
  expect(details.getByText('We are hiring in Cork')).toBeVisible()
  await user.click(details.getByRole('button', { name: 'Remove We are hiring in Cork' }))
  await waitFor(() => expect(sent().next).toBeNull())
})

test('a picture is chosen, pasted, removed and taken back', async () => {
  const { fake, details, sent, user } = await page()
  const cover = within(details.getByRole('group', { name: 'Cover picture' }))
  await user.click(cover.getByRole('button', { name: /Choose another/ }))
  await waitFor(() => expect(sent().cover).toBe('/images/1-harbour.jpg'))
  await user.click(cover.getByRole('button', { name: 'Remove 1-harbour.jpg' }))
  await waitFor(() => expect(sent().cover).toBeNull())
  cover.getByRole('button', { name: /Choose picture/ }).focus()
  await user.keyboard('{Control>}z{/Control}')
  await waitFor(() => expect(sent().cover).toBe('/images/1-harbour.jpg'))
  const file = new File(['x'], 'new.png', { type: 'image/png' })
  await user.paste({ files: [file], getData: () => '', types: ['Files'] } as unknown as DataTransfer)
  await waitFor(() => expect(fake.called('attachPasted')).toHaveLength(1))
  await waitFor(() => expect(sent().cover).toBe('/images/2-new.png'))
  expect(fake.called('attachPasted')[0]?.[0]).toBe(PATH)
})

test('what is being typed is not overwritten from behind', async () => {
  const { fake, details, user } = await page()
  const subtitle = details.getByRole('textbox', { name: 'Subtitle' })
  await user.clear(subtitle)
  await user.type(subtitle, 'Mine')
  const post = await fake.openPost(PATH)
  const other = post.details.form.find((one) => one.field.name === 'series')
  if (other) other.value = 'Theirs'
  fake.emit({ kind: 'post-changed', post })
  await waitFor(() => expect(details.getByRole('combobox', { name: 'Series' })).toHaveValue('Theirs'))
  expect(subtitle).toHaveValue('Mine')
})

test('authors and tags of other posts are offered, and the fields keep their names and roles', async () => {
  const { fake, details, user } = await page()
  const tags = details.getByRole('textbox', { name: 'Tags' })
  await user.type(tags, 'cl')
  await user.keyboard('{ArrowDown}{Enter}')
  await waitFor(() => expect(fake.called('setDetails').at(-1)?.[1]).toMatchObject({ tags: ['AWS', 'Events', 'Cloud'] }))
  const author = details.getByRole('textbox', { name: 'Author' })
  await user.clear(author)
  await user.type(author, 'pet')
  await user.click(details.getByRole('option', { name: 'Peter Elger' }))
  expect(author).toHaveValue('Peter Elger')
  await waitFor(() => expect(fake.called('setDetails').at(-1)?.[1]).toMatchObject({ author: 'Peter Elger' }))
})

test('the form has nothing that keeps anybody out', async () => {
  const { details, user } = await page()
  await user.type(details.getByRole('combobox', { name: 'Keywords' }), 'h')
  await details.findByRole('option', { name: 'hiring' })
  const found = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } }, iframes: false })
  expect(found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' ')}`)).toEqual([])
})
