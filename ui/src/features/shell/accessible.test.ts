import { render, screen, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { expect, test } from 'vitest'
import { FakeDesk } from '../../ipc/fake'
import Root from './Root.svelte'
import { Workspace } from './workspace.svelte'

/** What axe-core calls serious or critical; colours and sizes need a real webview. */
async function faults(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } }, iframes: false })
  return found.violations
    .filter((each) => each.impact === 'serious' || each.impact === 'critical')
    .map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' ')}`)
}

test('every screen, with the real editor, has nothing serious', async () => {
  const user = userEvent.setup()
  const desk = new FakeDesk()
  render(Root, { work: new Workspace(desk) })
  await screen.findByRole('textbox', { name: 'Post' })
  expect(await faults()).toEqual([])
  await user.click(screen.getByRole('button', { name: 'Checks' }))
  expect(await faults()).toEqual([])
  await user.click(screen.getByRole('button', { name: /^fourTheorem blog/ }))
  expect(await faults()).toEqual([])
  await user.keyboard('{Control>}{Shift>}t{/Shift}{/Control}')
  await screen.findByRole('button', { name: 'Repair all' })
  expect(await faults()).toEqual([])
  await user.click(within(screen.getByRole('dialog', { name: 'Tidy' })).getByRole('button', { name: 'Close' }))
  await user.click(screen.getByRole('button', { name: 'Publish' }))
  await screen.findByRole('button', { name: 'Publish now' })
  expect(await faults()).toEqual([])
})

test('the welcome has nothing serious', async () => {
  render(Root, { work: new Workspace(new FakeDesk({ open: false })) })
  await screen.findByRole('button', { name: 'Start with the sample site' })
  expect(await faults()).toEqual([])
})
