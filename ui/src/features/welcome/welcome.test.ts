import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { expect, test, vi } from 'vitest'
import type { Problem } from '../../ipc'
import Welcome from './Welcome.svelte'

function welcomed(problem: Problem) {
  const nothing = () => undefined
  const onanyway = vi.fn()
  const doing = { onconnect: nothing, onchoose: nothing, onstarter: nothing, onopen: nothing, onforget: nothing }
  render(Welcome, { sites: [], busy: false, problem, onanyway, ...doing })
  return onanyway
}

test('a folder of another user’s can be used anyway, after a question', async () => {
  const user = userEvent.setup()
  const message = 'The folder “site” belongs to another user of this computer.'
  const onanyway = welcomed({ code: 'owned-by-another', message, hint: null })
  expect(screen.getByRole('alert')).toHaveTextContent(message)
  const found = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
  expect(found.violations.map((each) => each.id)).toEqual([])
  await user.click(screen.getByRole('button', { name: 'Use it anyway' }))
  expect(onanyway).toHaveBeenCalledOnce()
})

test('no other trouble is passed over', () => {
  welcomed({ code: 'not-a-site', message: 'This is no website.', hint: null })
  expect(screen.queryByRole('button', { name: 'Use it anyway' })).toBeNull()
})
