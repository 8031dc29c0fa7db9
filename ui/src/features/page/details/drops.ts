import type { FilesDropped } from '../../../ipc'

const takers = new WeakMap<Element, (drop: FilesDropped) => void>()

/** Makes a part of the page take files that are dropped on it. The window hears of drops with their place only. */
export function takesDrops(take: (drop: FilesDropped) => void): (element: Element) => void {
  return (element) => {
    element.setAttribute('data-takes-drops', '')
    takers.set(element, take)
  }
}

/** Hands a drop to the part of the page under it; `false` when that takes none. */
export function dropOn(drop: FilesDropped): boolean {
  if (drop.x === null || drop.y === null) return false
  const taker = document.elementFromPoint(drop.x, drop.y)?.closest('[data-takes-drops]')
  const take = taker ? takers.get(taker) : undefined
  take?.(drop)
  return take !== undefined
}
