import { render, screen, waitFor, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { expect, test, vi } from 'vitest'
import { FakeDesk } from '../../ipc/fake'
import ImportSheet from './ImportSheet.svelte'
import { Importing } from './importing.svelte'
import { hasText } from './kinds'

function sheet(desk = new FakeDesk()) {
  const brought = vi.fn(() => Promise.resolve())
  const opened = vi.fn()
  const importing = new Importing(desk, brought)
  desk.onEvent((event) => importing.onEvent(event))
  render(ImportSheet, { importing, onopen: opened })
  return { desk, importing, brought, opened, user: userEvent.setup() }
}

async function faults(): Promise<string[]> {
  const found = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  })
  return found.violations.filter((each) => each.impact !== 'minor').map((each) => each.id)
}

test('each text is listed with its draft, what was repaired and what was not brought, or the reason', async () => {
  const { importing, brought, opened, user } = sheet()
  await importing.choose()
  const list = await screen.findByRole('list', { name: 'Texts' })
  expect(screen.getByRole('heading', { name: '2 texts are drafts now' })).toBeVisible()
  expect(within(list).getByText('This web address is no link yet. (2 times)')).toBeVisible()
  expect(within(list).getByText('A comment on the text was left out.')).toBeVisible()
  expect(within(list).getByText(/report\.pdf” is a PDF.*copy its text/)).toBeVisible()
  expect(brought).toHaveBeenCalledOnce()
  expect(await faults()).toEqual([])
  await user.click(within(list).getByRole('button', { name: 'A trip to the sea' }))
  expect(opened).toHaveBeenCalledWith(expect.stringMatching(/^posts\/new-/))
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('nothing is shown when no file was chosen, and a failure says what to do', async () => {
  const desk = new FakeDesk()
  const { importing, brought } = sheet(desk)
  desk.importChosen = () => Promise.resolve([])
  await importing.choose()
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(brought).not.toHaveBeenCalled()
  desk.importChosen = () => Promise.reject(Object.assign(new Error(), { code: 'x', message: 'Broken.', hint: 'Mend.' }))
  await importing.choose()
  expect(await screen.findByRole('alert')).toBeVisible()
  expect(await faults()).toEqual([])
})

test('texts dropped where a picture might be meant are offered first', async () => {
  const { desk, importing, user } = sheet()
  importing.offer({ token: '7', names: ['My trip.docx'], x: 1, y: 1 })
  const bring = await screen.findByRole('button', { name: 'Make a draft of it' })
  expect(bring).toHaveFocus()
  expect(await faults()).toEqual([])
  await user.click(screen.getByRole('button', { name: 'Not now' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(desk.called('importDropped')).toEqual([])
  importing.offer({ token: '8', names: ['My trip.docx'], x: 1, y: 1 })
  await user.click(await screen.findByRole('button', { name: 'Make a draft of it' }))
  expect(desk.called('importDropped')).toEqual([['8']])
  expect(await screen.findByRole('heading', { name: '1 text is a draft now' })).toBeVisible()
})

test('while it works it says where it is, and stops when asked', async () => {
  const desk = new FakeDesk()
  let finish: () => void = () => undefined
  desk.importChosen = () => new Promise((done) => (finish = () => done([])))
  const { importing, user } = sheet(desk)
  const working = importing.choose()
  desk.emit({ kind: 'importing', file: 'b.docx', done: 1, total: 3 })
  expect(await screen.findByRole('status')).toHaveTextContent('Reading “b.docx”, 2 of 3…')
  expect(await faults()).toEqual([])
  await user.click(screen.getByRole('button', { name: 'Stop' }))
  expect(desk.called('cancelImport')).toHaveLength(1)
  expect(screen.getByRole('status')).toHaveTextContent('Stopping')
  finish()
  await working
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})

test('texts are told from pictures by their names', () => {
  expect(hasText(['a.jpg', 'b.DOCX'])).toBe(true)
  expect(hasText(['a.jpg', 'b.png'])).toBe(false)
})
