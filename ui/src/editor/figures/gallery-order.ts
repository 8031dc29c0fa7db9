/** Puts a picture of a gallery at another place in it. */
import { EditorView } from '@codemirror/view'
import { fill, hostOf } from '../options'
import { thingOf } from './dom'
import { rewrite } from './edits'
import { orderMoving, reordered } from './gallery-edits'

/** Puts the picture at `from` to `to`; what had the focus in it keeps it. */
export function sortTo(view: EditorView, gallery: HTMLElement, from: number, to: number): void {
  const standing = thingOf(view, gallery)
  if (standing?.thing.kind !== 'gallery') return
  const count = standing.thing.items.length
  if (to < 0 || to >= count || from === to) return
  const focused = document.activeElement
  rewrite(view, standing, reordered(standing.thing, orderMoving(count, from, to)))
  const words = hostOf(view.state)?.words.figures
  const sentence = fill(words?.place ?? '', { place: String(to + 1), count: String(count) })
  view.dispatch({ effects: EditorView.announce.of(sentence) })
  if (!(focused instanceof HTMLElement) || !gallery.contains(focused)) return
  const item = gallery.querySelectorAll<HTMLElement>('.b-gallery-item')[to]
  const same = item?.querySelector<HTMLInputElement | HTMLButtonElement>(`.${focused.className.split(' ')[0] ?? ''}`)
  if (same && !same.disabled) same.focus()
  else item?.querySelector('input')?.focus()
}
