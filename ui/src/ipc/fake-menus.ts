import type { Writing } from './desk'
import { fakeFigures } from './fake-figures'

/** A site whose posts have boxes, written as quotes that name their kind, and a line for "read more". */
export function fakeWriting(): Writing {
  const kinds = ['note', 'tip', 'important', 'warning', 'caution']
  return {
    read_more: '<!--more-->',
    figure: fakeFigures(),
    gallery: null,
    line_breaks: false,
    callouts: kinds.map((kind) => ({ kind, opens: `> [!${kind.toUpperCase()}]`, prefix: '> ', closes: '' })),
  }
}
