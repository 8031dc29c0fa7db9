/** How the card of a remark sits in the text. What remarks look like is in `shared/remarks.css`, for fields as well. */
import { EditorView } from '@codemirror/view'

/** The extension. */
export const proofTheme = EditorView.theme({
  '.cm-tooltip:has(.b-remark)': { border: '0', background: 'transparent', zIndex: '20' },
  // A margin would be taken for a place of its own: see `card.ts`.
  '.cm-tooltip.b-remark, .cm-tooltip .b-remark': { margin: '0' },
  '.cm-tooltip.b-remark': { border: '1px solid var(--line)', background: 'var(--paper)', zIndex: '20' },
})
