import type { Writing } from './desk'

/** A site whose posts have boxes, written as quotes that name their kind, and a line for "read more". */
export function fakeWriting(): Writing {
  const kinds = ['note', 'tip', 'important', 'warning', 'caution']
  return {
    read_more: '<!--more-->',
    callouts: kinds.map((kind) => ({ kind, opens: `> [!${kind.toUpperCase()}]`, prefix: '> ', closes: '' })),
  }
}
