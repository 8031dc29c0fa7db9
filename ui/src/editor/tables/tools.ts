/** The tools below the table that is written in, and the handles by which its rows and columns are dragged. */
import type { EditorView } from '@codemirror/view'
import { tables as commands } from '../commands/tables'
import { hostOf } from '../options'
import { stateOf } from '../state-of'
import { activeCell } from './active'
import { drawTool } from './drawings'
import { handle } from './handles'
import { cellDom } from './widget'
import { cellViews } from './views'

/** What the tools do, in groups. All else that can be done to a table is in the menus, and has its keys. */
const GROUPS = [
  ['row-above', 'row-below', 'column-before', 'column-after'],
  ['align-left', 'align-center', 'align-right'],
  ['delete-row', 'delete-column', 'delete-table'],
]

/** Shows the tools in the table at the caret, which is drawn as `dom`, and takes them out of any other. */
export function showTools(page: EditorView, dom: HTMLElement | null): void {
  for (const other of page.contentDOM.querySelectorAll('.b-tools, .b-handle')) {
    if (other.parentElement !== dom) other.remove()
  }
  if (!dom || page.state.readOnly) return
  const bar = dom.querySelector<HTMLElement>('.b-tools') ?? makeBar(page, dom)
  const state = stateOf(page.state)
  for (const button of bar.querySelectorAll('button')) {
    const command = commands.find((one) => one.id === button.dataset['command'])
    if (!command) continue
    button.setAttribute('aria-disabled', String(!command.enabled?.(state)))
    if (command.active) button.setAttribute('aria-pressed', String(command.active(state)))
  }
  placeHandles(page, dom)
}

/** Gives the keyboard to the tools of the table at the caret. */
export function focusTools(page: EditorView): boolean {
  const first = page.contentDOM.querySelector<HTMLElement>('.b-tools button')
  first?.focus()
  return first !== null
}

function makeBar(page: EditorView, dom: HTMLElement): HTMLElement {
  const words = hostOf(page.state)?.words.tables
  const bar = document.createElement('div')
  bar.className = 'b-tools'
  bar.setAttribute('role', 'toolbar')
  bar.setAttribute('aria-label', words?.tools ?? '')
  for (const group of GROUPS) {
    const part = document.createElement('span')
    for (const id of group) {
      const command = commands.find((one) => one.id === id)
      if (!command) continue
      const button = document.createElement('button')
      button.type = 'button'
      button.tabIndex = -1
      button.dataset['command'] = id
      const name = words?.command(command.label) ?? ''
      button.setAttribute('aria-label', name)
      button.title = name
      button.append(drawTool(id))
      button.addEventListener('click', () => {
        if (button.getAttribute('aria-disabled') === 'true') return
        command.run(page)
        page.focus()
      })
      part.append(button)
    }
    bar.append(part)
  }
  // A click on a tool leaves the caret where it is.
  bar.addEventListener('mousedown', (event) => {
    event.preventDefault()
  })
  bar.addEventListener('keydown', (event) => {
    walk(page, bar, event)
  })
  dom.append(bar)
  return bar
}

/** The arrows go from tool to tool, Escape and Tab back to the cell. */
function walk(page: EditorView, bar: HTMLElement, event: KeyboardEvent): void {
  const all = [...bar.querySelectorAll('button')]
  const at = all.indexOf(event.target as HTMLButtonElement)
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key]
  if (to !== undefined) all[(to + all.length) % all.length]?.focus()
  else if (event.key === 'Escape' || event.key === 'Tab') page.focus()
  else return
  event.preventDefault()
  event.stopPropagation()
}

function placeHandles(page: EditorView, dom: HTMLElement): void {
  const place = (): void => {
    const found = activeCell(page.state)
    const cell = found && cellDom(dom, found.cell)
    const scroll = dom.querySelector('.b-scroll')
    const row = handle(page, dom, 'row')
    const column = handle(page, dom, 'column')
    if (!found || !cell || !scroll) return
    const outer = dom.getBoundingClientRect()
    const inner = cell.getBoundingClientRect()
    const sight = scroll.getBoundingClientRect()
    const middle = (inner.left + inner.right) / 2
    row.hidden = found.cell.row === 0 || found.grid.rows.length < 3
    row.style.top = `${String((inner.top + inner.bottom) / 2 - outer.top - 12)}px`
    row.style.left = `${String(sight.left - outer.left - 24)}px`
    column.hidden =
      found.grid.columns < 2 || found.cell.column >= found.grid.columns || middle < sight.left || middle > sight.right
    column.style.left = `${String(middle - outer.left - 12)}px`
  }
  page.requestMeasure({ key: dom, read: place })
  const scroll = dom.querySelector<HTMLElement>('.b-scroll')
  if (!scroll || scroll.dataset['followed'] !== undefined) return
  scroll.dataset['followed'] = ''
  scroll.addEventListener('scroll', () => {
    if (cellViews.has(page)) page.requestMeasure({ key: dom, read: place })
  })
}
