import type { SeenBlock } from '../../ipc'

/** A block that is shown, or a run of blocks that are the same in both texts and folded away. */
export type Row = { block: SeenBlock } | { same: SeenBlock[] }

/** So many blocks beside a change are shown with it. */
const BESIDE = 1
/** A shorter run is shown whole: a button would take as much room. */
const SHORT = 3

/** The blocks with the long runs folded that are the same in both texts. */
export function folded(blocks: readonly SeenBlock[]): Row[] {
  const rows: Row[] = []
  let at = 0
  while (at < blocks.length) {
    let end = at
    while (blocks[end]?.became === 'same') end++
    const before = at === 0 ? 0 : BESIDE
    const after = end === blocks.length ? 0 : BESIDE
    if (end - at - before - after < SHORT) {
      const upto = Math.max(end, at + 1)
      rows.push(...blocks.slice(at, upto).map((block) => ({ block })))
      at = upto
      continue
    }
    rows.push(...blocks.slice(at, at + before).map((block) => ({ block })))
    rows.push({ same: blocks.slice(at + before, end - after) })
    rows.push(...blocks.slice(end - after, end).map((block) => ({ block })))
    at = end
  }
  return rows
}
