/** Puts a gallery's pictures in order with the pointer; one that is dragged out of its gallery takes it all along. */
import type { EditorView } from '@codemirror/view'
import { selectThing } from './dom'
import { startDrag } from './drag'
import { sortTo } from './gallery-order'

/** So far the pointer goes before a press becomes a drag, in pixels. */
const SLACK = 6
/** So far outside its gallery a picture takes the whole gallery along, in pixels. */
const OUTSIDE = 40

/** A press on one picture of a gallery. */
export function startSort(view: EditorView, gallery: HTMLElement, item: HTMLElement, start: PointerEvent): void {
  if (start.button !== 0 || !start.isPrimary) return
  selectThing(view, gallery)
  const items = (): HTMLElement[] => [...gallery.querySelectorAll<HTMLElement>('.b-gallery-item')]
  const from = items().indexOf(item)
  let to: number | null = null
  const mark = (): void => {
    items().forEach((each, at) => {
      each.classList.toggle('b-dragged', to !== null && at === from)
      each.classList.toggle('b-drop-before', at === to && to < from)
      each.classList.toggle('b-drop-after', at === to && to > from)
    })
  }
  const move = (event: PointerEvent): void => {
    if (event.pointerId !== start.pointerId) return
    if (to === null && Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) <= SLACK) return
    const box = gallery.getBoundingClientRect()
    if (event.clientY < box.top - OUTSIDE || event.clientY > box.bottom + OUTSIDE) {
      end()
      startDrag(view, gallery, start)
      return
    }
    document.documentElement.classList.add('b-dragging')
    to = nearest(items(), event.clientX, event.clientY)
    mark()
  }
  const end = (): void => {
    window.removeEventListener('pointermove', move)
    window.removeEventListener('pointerup', drop)
    window.removeEventListener('pointercancel', end)
    window.removeEventListener('keydown', key, true)
    document.documentElement.classList.remove('b-dragging')
    to = null
    mark()
  }
  const drop = (event: PointerEvent): void => {
    if (event.pointerId !== start.pointerId) return
    const target = to
    end()
    if (target !== null) sortTo(view, gallery, from, target)
  }
  const key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || to === null) return
    event.preventDefault()
    event.stopPropagation()
    end()
  }
  window.addEventListener('pointermove', move)
  window.addEventListener('pointerup', drop)
  window.addEventListener('pointercancel', end)
  window.addEventListener('keydown', key, true)
}

/** The picture whose middle is nearest to the pointer. */
function nearest(items: readonly HTMLElement[], x: number, y: number): number {
  let best = 0
  let least = Infinity
  items.forEach((item, at) => {
    const box = item.getBoundingClientRect()
    const far = Math.hypot(x - (box.left + box.right) / 2, y - (box.top + box.bottom) / 2)
    if (far < least) {
      least = far
      best = at
    }
  })
  return best
}
