import { mount, unmount } from 'svelte'
import type { SaidField, SpelledField } from '../../../editor'
import type { FieldWords, Reads } from './field-words.svelte'
import RemarkPopup from './RemarkPopup.svelte'
import Spelled from './Spelled.svelte'

/** Checks the words of a field that the editor made. */
export function spelledField(reads: Reads, field: SaidField, onpass: (way: -1 | 1) => void): SpelledField {
  const now = $state({ text: field.value })
  let words: FieldWords | undefined
  const target = field.parentElement ?? document.body
  const shown = mount(Spelled, {
    target,
    props: { field, reads, now, onpass, onwords: (made: FieldWords) => (words = made) },
  })
  // Card and menu stand beside the text and look like those of the text. A field that is just being made is nowhere yet.
  let popup: object | undefined
  let over = false
  queueMicrotask(() => {
    if (over || !words) return
    popup = mount(RemarkPopup, { target: field.closest('section') ?? document.body, props: { words } })
  })
  return {
    follow: () => {
      now.text = field.value
    },
    has: () => (words?.found.length ?? 0) > 0,
    enter: (way) => {
      const at = way > 0 ? 0 : field.value.length
      field.setSelectionRange(at, at)
      words?.next(way)
    },
    stop: () => {
      over = true
      void unmount(shown)
      if (popup) void unmount(popup)
    },
  }
}
