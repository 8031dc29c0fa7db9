/** The menu at the pointer or caret: for a right click, the Menu key and Shift+F10. */
import { selectAll } from '@codemirror/commands'
import type { EditorState, Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { commandOf, type Command } from '../commands'
import { linkAt } from '../link-at'
import { hostOf } from '../options'
import { stateOf } from '../state-of'
import { canPaste, cut, copy, paste, pastePlain } from './clipboard'
import type { ContextItem } from './host'
import { contextItems } from './items'

/** The commands that the menu offers for words. */
const STYLES = ['bold', 'italic', 'strike', 'code', 'clear']

/** The menu's groups for `pos`. */
export function groupsAt(state: EditorState, pos: number): ContextItem[][] {
  const words = hostOf(state)?.words.menus
  if (!words) return []
  const own = state.facet(contextItems).map((ask) => [...ask(state, pos)])
  const { readOnly } = state
  const { empty } = state.selection.main
  const here = stateOf(state)
  const item = (command: Command): ContextItem => ({
    label: words.say(command.label),
    ...(command.keys ? { keys: command.keys } : {}),
    ...(command.active ? { checked: command.active(here) } : {}),
    disabled: readOnly,
    run: (view) => {
      command.run(view)
    },
  })
  const named = (ids: readonly string[]): ContextItem[] =>
    ids.flatMap((id) => (commandOf(id) ? [item(commandOf(id) as Command)] : []))
  return [
    ...own,
    links(state, pos),
    [
      { label: words.cut, keys: 'Mod-x', disabled: empty || readOnly, run: cut },
      { label: words.copy, keys: 'Mod-c', disabled: empty, run: copy },
      ...(canPaste(state)
        ? [
            { label: words.paste, keys: 'Mod-v', disabled: readOnly, run: paste },
            { label: words.pastePlain, keys: 'Mod-Shift-v', disabled: readOnly, run: pastePlain },
          ]
        : []),
      { label: words.selectAll, keys: 'Mod-a', run: selectAll },
    ],
    named(STYLES),
    named(linkAt(state, pos) ? [] : ['link']),
  ].filter((group) => group.length > 0)
}

function links(state: EditorState, pos: number): ContextItem[] {
  const options = hostOf(state)
  const link = linkAt(state, pos)
  if (!options || !link) return []
  const { words } = options
  const onLink =
    (argument?: unknown) =>
    (view: EditorView): void => {
      if (view.state.selection.main.empty) view.dispatch({ selection: { anchor: pos } })
      commandOf('link')?.run(view, argument)
    }
  return [
    {
      label: words.menus.openLink,
      keys: 'Alt-Enter',
      run: () => {
        options.onOpenLink(link.url)
      },
    },
    ...(options.links ? [{ label: words.links.copy, run: () => options.links?.copy(link.url) }] : []),
    { label: words.menus.editLink, keys: 'Mod-k', disabled: state.readOnly, run: onLink() },
    { label: words.menus.removeLink, disabled: state.readOnly, run: onLink({ text: '', url: '' }) },
  ]
}

/** Shows the menu at a place of the window, about what stands at `pos`; false where there is nothing to show. */
export function showAt(view: EditorView, pos: number, x: number, top: number, bottom: number): boolean {
  const host = hostOf(view.state)?.menus
  const groups = groupsAt(view.state, pos)
  if (!host || groups.length === 0) return false
  host.onContext({
    groups,
    x,
    top,
    bottom,
    choose: (item) => {
      view.focus()
      item.run(view)
    },
    cancel: () => {
      view.focus()
    },
  })
  return true
}

/** At the caret, for the keyboard. */
export function showAtCaret(view: EditorView): boolean {
  const { head } = view.state.selection.main
  const at = view.coordsAtPos(head)
  const box = view.contentDOM.getBoundingClientRect()
  return showAt(view, head, at?.left ?? box.left, at?.top ?? box.top, at?.bottom ?? box.top)
}

/** Whether a place is inside the selection, which a right click then keeps. */
const selected = (state: EditorState, pos: number): boolean =>
  state.selection.ranges.some(({ from, to, empty }) => !empty && from <= pos && pos <= to)

/** The extension. */
export const contextMenu: Extension = EditorView.domEventHandlers({
  contextmenu: (event, view) => {
    // A field inside the page has a menu of its own.
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return false
    if (!hostOf(view.state)?.menus) return false
    event.preventDefault()
    // The keyboard's own way to this menu comes without a pointer.
    if (event.button !== 2 || (event.clientX === 0 && event.clientY === 0)) return showAtCaret(view)
    const pos = view.posAtCoords({ x: event.clientX, y: event.clientY })
    if (pos === null) return showAtCaret(view)
    view.focus()
    if (!selected(view.state, pos)) view.dispatch({ selection: { anchor: pos }, userEvent: 'select.pointer' })
    return showAt(view, pos, event.clientX, event.clientY, event.clientY)
  },
  keydown: (event, view) => {
    if (event.key !== 'ContextMenu' && !(event.key === 'F10' && event.shiftKey)) return false
    if (!showAtCaret(view)) return false
    event.preventDefault()
    return true
  },
})
