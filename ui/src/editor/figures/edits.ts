/** Changes to a thing: each is one step that touches nothing but the thing's own lines. */
import { EditorSelection } from '@codemirror/state'
import { isolateHistory } from '@codemirror/commands'
import type { EditorView } from '@codemirror/view'
import { settle } from '../settle'
import { nextStop } from '../lines'
import { hostOf, written } from '../options'
import { seenCaret } from '../seen-caret'
import { ownParagraph } from '../own-paragraph'
import { change, type Wish } from './change'
import { thingOf } from './dom'
import type { Edit } from './patch'
import { standingAt, type Standing } from './pictures'
import { waysOf } from './ways'

/** Letters typed one after the other into a field are one step of undo, as in the text. */
const typing = { annotations: written.of(true), userEvent: 'input.type.describe' }
const once = { annotations: [written.of(true), isolateHistory.of('full')], userEvent: 'input.figure' }

/** Makes the figure say something else. */
export function wish(view: EditorView, dom: HTMLElement, wanted: Wish, how: 'typing' | 'once' = 'typing'): void {
  const standing = thingOf(view, dom)
  if (standing?.thing.kind !== 'figure' || view.state.readOnly) return
  const { text, source } = standing.thing
  const ways = waysOf(hostOf(view.state))
  rewrite(view, standing, change(text, source, wanted, ways.figure), how)
}

/** Makes edits to a thing's text; a thing that is selected stays so. */
export function rewrite(view: EditorView, at: Standing, edits: readonly Edit[], how: 'typing' | 'once' = 'once'): void {
  if (edits.length === 0 || view.state.readOnly) return
  const changes = view.state.changes(
    edits.map(({ from, to, insert }) => ({ from: at.from + from, to: at.from + to, insert })),
  )
  const { main } = view.state.selection
  const picked = main.from === at.from && main.to === at.to && !main.empty
  const end = at.to + changes.newLength - changes.length
  view.dispatch({
    changes,
    ...(picked ? { selection: EditorSelection.single(at.from, end) } : {}),
    ...(how === 'typing' ? typing : once),
  })
}

/** Takes the thing at `pos` out, with the blank line that parted it from what follows. */
export function removeFigure(view: EditorView, pos: number): boolean {
  const { state } = view
  if (state.readOnly) return false
  const { doc } = state
  let { from, to } = standingAt(state, pos) ?? doc.lineAt(pos)
  const first = doc.lineAt(from)
  const last = doc.lineAt(to)
  const next = last.number < doc.lines ? doc.line(last.number + 1) : null
  const before = first.number > 1 ? doc.line(first.number - 1) : null
  if (next?.text.trim() === '' && next.number < doc.lines) to = next.to + 1
  else if (next) to = next.from
  else if (before) from = before.to
  const spec = {
    changes: { from, to },
    selection: { anchor: from },
    userEvent: 'delete.picture',
    scrollIntoView: true,
  }
  view.dispatch(seenCaret(state, spec))
  return true
}

/** Lets the caret go on after a thing: to what follows, or into a new paragraph. */
export function goOn(view: EditorView, dom: HTMLElement): void {
  const at = thingOf(view, dom)
  if (!at) return
  const { state } = view
  const next = nextStop(state, state.doc.lineAt(at.to).number + 1, 1)
  view.focus()
  if (next) view.dispatch({ selection: EditorSelection.create([settle(state, next.from, 1)]), scrollIntoView: true })
  else if (!state.readOnly) view.dispatch(ownParagraph(state, at.to, ''), { ...once, scrollIntoView: true })
}
