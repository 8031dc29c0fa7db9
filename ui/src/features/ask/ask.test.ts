import { render, screen, waitFor, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { expect, test } from 'vitest'
import type { PersonQuestion } from '../../ipc'
import { FakeDesk } from '../../ipc/fake'
import { fakeNotice, fakeQuestion } from '../../ipc/fake-ask'
import AskDialogs from './AskDialogs.svelte'
import { Asks } from './asks.svelte'

async function asked(question: PersonQuestion, name: string) {
  const user = userEvent.setup()
  const desk = new FakeDesk()
  const asks = new Asks(desk, (error) => expect.fail(String(error)))
  desk.onEvent((event) => asks.onEvent(event))
  render(AskDialogs, { asks })
  desk.emit({ kind: 'question', question })
  const box = within(await screen.findByRole('dialog', { name }))
  const found = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
  expect(found.violations.map((each) => each.id)).toEqual([])
  return { user, desk, asks, box }
}

test('a passphrase is typed, sent once and gone from the page', async () => {
  const { user, desk, box } = await asked(fakeQuestion('passphrase'), 'Unlock your key')
  const field = box.getByLabelText('Passphrase')
  expect(field).toHaveFocus()
  expect(field).toHaveAttribute('type', 'password')
  expect(box.getByRole('button', { name: 'Go on' })).toBeDisabled()
  await user.click(box.getByRole('checkbox', { name: 'Show what I type' }))
  expect(field).toHaveAttribute('type', 'text')
  await user.type(field, 'open sesame{Enter}')
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(desk.called('answerQuestion')).toEqual([[1, { kind: 'secret', text: 'open sesame', keep: false }]])
  expect(document.body.innerHTML).not.toContain('sesame')
})

test('a passphrase is remembered on this computer where the person ticks it and a keychain is there', async () => {
  const { user, desk, box } = await asked(fakeQuestion('passphrase'), 'Unlock your key')
  await user.click(box.getByRole('checkbox', { name: 'Remember on this computer' }))
  await user.type(box.getByLabelText('Passphrase'), 'open{Enter}')
  expect(desk.called('answerQuestion')).toEqual([[1, { kind: 'secret', text: 'open', keep: true }]])
  desk.emit({ kind: 'question', question: { ...fakeQuestion('passphrase'), id: 2, can_keep: false } })
  await screen.findByRole('dialog')
  expect(screen.queryByRole('checkbox', { name: 'Remember on this computer' })).toBeNull()
})

test('a wrong answer is told at once', async () => {
  const { box } = await asked(fakeQuestion('passphrase', true), 'Unlock your key')
  expect(box.getByRole('alert')).toHaveTextContent('That was not the passphrase')
  expect(box.getByLabelText('Passphrase')).toBeInvalid()
})

test('a server’s code is shown, and the first key that is pressed does not say yes', async () => {
  const question = fakeQuestion('new-host')
  const { user, desk, box } = await asked(question, 'Is this the right server?')
  expect(box.getByRole('status', { name: 'Code of the server' })).toHaveTextContent(question.code ?? '-')
  expect(box.getByRole('button', { name: 'Not now' })).toHaveFocus()
  await user.keyboard('{Enter}')
  expect(desk.called('answerQuestion')).toEqual([[1, { kind: 'not-now' }]])
  desk.emit({ kind: 'question', question: { ...question, id: 2 } })
  await user.click(await screen.findByRole('button', { name: 'Yes, it is the same code' }))
  expect(desk.called('answerQuestion')[1]).toEqual([2, { kind: 'yes' }])
})

test('Escape means not now', async () => {
  const { desk, box } = await asked(fakeQuestion('pin'), 'Unlock your security key')
  expect(box.getByLabelText('PIN')).toHaveFocus()
  screen.getByRole('dialog').dispatchEvent(new Event('cancel', { cancelable: true }))
  await waitFor(() => expect(desk.called('answerQuestion')).toEqual([[1, { kind: 'not-now' }]]))
})

test('a question that is over goes away; another one’s end does not take it along', async () => {
  const { desk } = await asked(fakeQuestion('password'), 'Sign in')
  desk.emit({ kind: 'question-over', id: 7 })
  expect(screen.getByRole('dialog')).toBeInTheDocument()
  desk.emit({ kind: 'question-over', id: 1 })
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})

test('a changed server is told with nothing to click through', async () => {
  const user = userEvent.setup()
  const desk = new FakeDesk()
  const asks = new Asks(desk, () => undefined)
  desk.onEvent((event) => asks.onEvent(event))
  render(AskDialogs, { asks })
  desk.emit({ kind: 'notice', notice: fakeNotice('host-changed') })
  const box = within(await screen.findByRole('dialog', { name: 'Byline stopped' }))
  expect(box.getByRole('alert')).toHaveTextContent('not the server that it was before')
  expect(box.getAllByRole('button').map((button) => button.textContent)).toEqual(['Close'])
  await user.click(box.getByRole('button', { name: 'Close' }))
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(desk.called('answerQuestion')).toEqual([])
})

test('a security key that waits to be touched is told until it was', async () => {
  const desk = new FakeDesk()
  const asks = new Asks(desk, () => undefined)
  desk.onEvent((event) => asks.onEvent(event))
  render(AskDialogs, { asks })
  desk.emit({ kind: 'touch-key', waits: true })
  expect(await screen.findByRole('dialog', { name: 'Touch your security key' })).toBeInTheDocument()
  desk.emit({ kind: 'touch-key', waits: false })
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})
