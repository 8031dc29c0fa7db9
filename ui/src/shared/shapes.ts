/** Shapes that more than one part of the editor has, as its themes write them; those of dialogs are in `shapes.css`. */

/** What opens above the text. Its padding and how round it is are its own. */
export const floating = {
  border: '1px solid var(--line)',
  background: 'var(--paper)',
  boxShadow: 'var(--shadow-high)',
} as const

/** A card of words that floats. */
export const floatingCard = {
  ...floating,
  borderRadius: 'var(--round)',
  color: 'var(--ink)',
  font: '13px/1.45 var(--ui)',
  letterSpacing: 'normal',
  whiteSpace: 'normal',
} as const

/** A field or a button that looks like words until it is pointed at. */
export const quiet = {
  border: '1px solid transparent',
  borderRadius: '6px',
  background: 'transparent',
  color: 'var(--soft)',
} as const

/** What the keys are at. */
export const focused = { outline: '2px solid var(--accent)', outlineOffset: '1px' } as const
