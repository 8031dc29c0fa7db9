/** The list that a slash opens, as DOM by the caret. */
import { EditorView, type TooltipView } from '@codemirror/view'
import { drawn } from '../../shared/drawings'
import { hostOf } from '../options'
import { keysOf } from '../../shared/keys'
import { mark, slashField, take, type Slash } from './slash-field'

/** The id of the list; one is open at a time. */
export const listId = 'byline-slash'
/** The id of its entry at `index`. */
export const optionId = (index: number): string => `${listId}-${String(index)}`

/** Makes the list. */
export function listOf(view: EditorView): TooltipView {
  const words = hostOf(view.state)?.words.menus
  const dom = document.createElement('div')
  dom.className = 'b-slash'
  // The keys stay with the text; it may be scrolled where somebody comes to it.
  dom.tabIndex = 0
  const list = document.createElement('div')
  list.id = listId
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', words?.slash ?? '')
  dom.append(list)
  let shown: Slash | null = null
  const show = (open: Slash | null): void => {
    if (!open || open === shown) return
    if (open.items !== shown?.items) fillIn(list, open, view)
    shown = open
    for (const [index, option] of [...list.querySelectorAll('[role=option]')].entries()) {
      const on = index === open.index
      option.setAttribute('aria-selected', String(on))
      if (on) keepInSight(dom, option as HTMLElement)
    }
  }
  // The caret stays in the text whatever is clicked.
  dom.addEventListener('mousedown', (event) => {
    event.preventDefault()
  })
  const indexOf = (event: Event): number => {
    const option = event.target instanceof Element ? event.target.closest('[role=option]') : null
    return option ? [...list.querySelectorAll('[role=option]')].indexOf(option) : -1
  }
  dom.addEventListener('click', (event) => {
    const index = indexOf(event)
    if (index >= 0) take(view, index)
  })
  dom.addEventListener('mousemove', (event) => {
    const index = indexOf(event)
    if (index >= 0 && index !== shown?.index) mark(view, index)
  })
  show(view.state.field(slashField))
  return {
    dom,
    mount: () => {
      if (!words) return
      queueMicrotask(() => {
        view.dispatch({ effects: EditorView.announce.of(words.slashOpen) })
      })
    },
    update: (update) => {
      show(update.state.field(slashField))
    },
  }
}

function fillIn(list: HTMLElement, open: Slash, view: EditorView): void {
  const words = hostOf(view.state)?.words.menus
  list.replaceChildren(
    ...open.items.map((command, index) => {
      const option = document.createElement('div')
      option.id = optionId(index)
      option.setAttribute('role', 'option')
      const picture = document.createElement('span')
      picture.className = 'b-slash-picture'
      picture.setAttribute('aria-hidden', 'true')
      picture.append(drawn(command.icon ?? ''))
      const name = document.createElement('span')
      name.textContent = words?.say(command.label) ?? command.id
      option.append(picture, name)
      if (command.keys) {
        const keys = document.createElement('kbd')
        keys.setAttribute('aria-hidden', 'true')
        keys.textContent = keysOf(command.keys)
        option.append(keys)
      }
      return option
    }),
  )
  if (open.items.length > 0) return
  const none = document.createElement('div')
  none.setAttribute('role', 'option')
  none.setAttribute('aria-disabled', 'true')
  none.className = 'b-slash-none'
  none.textContent = words?.nothing ?? ''
  list.append(none)
}

/** Scrolls the list, and nothing around it. */
function keepInSight(box: HTMLElement, option: HTMLElement): void {
  const top = option.offsetTop
  const bottom = top + option.offsetHeight
  if (top < box.scrollTop) box.scrollTop = top - 6
  else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight + 6
}
