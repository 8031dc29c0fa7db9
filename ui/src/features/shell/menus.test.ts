import { render, screen, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { expect, test } from 'vitest'
import { commands } from '../../editor'
// Text measures as nothing where there is no layout.
import '../../editor/testing'
import { FakeDesk } from '../../ipc/fake'
import { isKey, say } from '../../shared/words'
import Root from './Root.svelte'
import { Workspace } from './workspace.svelte'

/** What axe-core calls serious or critical; colours and sizes need a real webview. */
async function faults(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } }, iframes: false })
  return found.violations
    .filter((each) => each.impact === 'serious' || each.impact === 'critical')
    .map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' ')}`)
}

async function desk() {
  const user = userEvent.setup()
  render(Root, { work: new Workspace(new FakeDesk()) })
  const text = await screen.findByRole('textbox', { name: 'Post' })
  return { user, text }
}

const nameOf = (label: string): string => (isKey(label) ? say(label) : label)
/** The names of menu items and options, without the keys beside them. */
const names = (items: HTMLElement[]): string[] =>
  items.map((item) => {
    const copy = item.cloneNode(true) as HTMLElement
    for (const hidden of copy.querySelectorAll('[aria-hidden=true]')) hidden.remove()
    return copy.textContent.trim()
  })

const itemsOf = (menu: HTMLElement): HTMLElement[] => [...menu.querySelectorAll<HTMLElement>('[role^=menuitem]')]

test('what can be inserted stands in the Insert menu and in the list of a slash, each the same', async () => {
  const { user, text } = await desk()
  await user.click(screen.getByRole('button', { name: 'Insert' }))
  const menu = names(itemsOf(screen.getByRole('menu', { name: 'Insert' })))
  for (const command of commands.filter(({ insert }) => insert)) expect(menu).toContain(nameOf(command.label))
  expect(await faults()).toEqual([])
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('menu')).toBeNull()
  text.focus()
  await user.keyboard('{Control>}{End}{/Control}{Enter}/')
  const list = names(within(await screen.findByRole('listbox')).getAllByRole('option'))
  expect(list).toEqual(menu)
  expect(await faults()).toEqual([])
})

test('the palette finds every command of the text and of the desk; the last used comes first', async () => {
  const { user } = await desk()
  await user.keyboard('{Control>}{Shift>}p{/Shift}{/Control}')
  const dialog = within(await screen.findByRole('dialog', { name: 'Everything you can do' }))
  const shown = () => names(dialog.getAllByRole('option'))
  // What needs a table, a task or code at the caret is not offered elsewhere.
  for (const { label, enabled } of commands) if (!enabled) expect(shown()).toContain(nameOf(label))
  for (const name of ['New post', 'Publish this post', 'History of this post', 'Site settings']) {
    expect(shown()).toContain(name)
  }
  expect(await faults()).toEqual([])
  await user.keyboard('settings')
  expect(shown()[0]).toBe('Site settings')
  await user.keyboard('{Control>}a{/Control}earlier')
  expect(shown()[0]).toBe('History of this post')
  await user.keyboard('{Control>}a{/Control}keys{Enter}')
  expect(await screen.findByRole('dialog', { name: 'Keys' })).toBeVisible()
  await user.click(within(screen.getByRole('dialog', { name: 'Keys' })).getByRole('button', { name: 'Close' }))
  await user.keyboard('{Control>}{Shift>}p{/Shift}{/Control}')
  const again = within(screen.getByRole('dialog', { name: 'Everything you can do' }))
  expect(names(again.getAllByRole('option'))[0]).toBe('Keys')
})

test('the sheet of keys tells every key of the lists', async () => {
  const { user } = await desk()
  await user.keyboard('{Control>}/{/Control}')
  const sheet = await screen.findByRole('dialog', { name: 'Keys' })
  for (const { keys, label } of commands) {
    if (keys !== undefined) expect(within(sheet).getAllByText(nameOf(label)).length, label).toBeGreaterThan(0)
  }
  expect(within(sheet).getByText('Publish this post')).toBeVisible()
  expect(await faults()).toEqual([])
})

test('the menus of the toolbar go by keyboard alone and give the focus back', async () => {
  const { user, text } = await desk()
  text.focus()
  await user.keyboard('{Alt>}{F10}{/Alt}')
  const more = screen.getByRole('button', { name: 'More formatting' })
  for (let tries = 0; tries < 20 && document.activeElement !== more; tries++) await user.keyboard('{ArrowRight}')
  expect(more).toHaveFocus()
  await user.keyboard('{Enter}')
  const items = itemsOf(screen.getByRole('menu', { name: 'More formatting' }))
  expect(items[0]).toHaveFocus()
  await user.keyboard('{ArrowDown}')
  expect(items[1]).toHaveFocus()
  await user.keyboard('{Escape}')
  expect(more).toHaveFocus()
  await user.keyboard('{Escape}')
  expect(text).toHaveFocus()
})

test("the text's own menu opens on the Menu key and goes on Escape", async () => {
  const { user, text } = await desk()
  text.focus()
  await user.keyboard('{Shift>}{F10}{/Shift}')
  const menu = screen.getByRole('menu', { name: 'What can be done here' })
  expect(menu).toContainElement(document.activeElement as HTMLElement)
  expect(await faults()).toEqual([])
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('menu')).toBeNull()
  expect(text).toHaveFocus()
})

test('who knows no keys finds the way to everything, and to the keys, in the menu of the bar', async () => {
  const { user } = await desk()
  const open = async (name: RegExp) => {
    await user.click(screen.getByRole('button', { name: 'More for this post' }))
    const item = screen.getByRole('menuitem', { name })
    const keys = item.querySelector('kbd')?.textContent
    expect(await faults()).toEqual([])
    await user.click(item)
    return keys
  }
  expect(await open(/^Everything you can do/)).toBe('Ctrl+Shift+P')
  expect(await screen.findByRole('dialog', { name: 'Everything you can do' })).toBeVisible()
  await user.keyboard('{Escape}')
  expect(await open(/^Keys/)).toBe('Ctrl+/')
  expect(await screen.findByRole('dialog', { name: 'Keys' })).toBeVisible()
})

test('the menu of a post in the list has nothing but what is about that post', async () => {
  const { user } = await desk()
  const [more] = await screen.findAllByRole('button', { name: /^More for (?!this post)/ })
  if (more) await user.click(more)
  expect(screen.getByRole('menuitem', { name: /^Duplicate/ })).toBeVisible()
  expect(screen.queryByRole('menuitem', { name: /^Keys/ })).toBeNull()
})
