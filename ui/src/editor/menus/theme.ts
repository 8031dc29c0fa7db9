/** How the list that a slash opens looks. */
import { EditorView } from '@codemirror/view'
import { floating } from '../../shared/shapes'

export const menuTheme = EditorView.theme({
  '.cm-tooltip.b-slash': {
    ...floating,
    position: 'fixed',
    zIndex: '40',
    width: 'min(348px, calc(100vw - 24px))',
    maxHeight: 'min(320px, 50vh)',
    overflowY: 'auto',
    padding: '6px',
    borderRadius: '12px',
    color: 'var(--ink)',
    font: '14px/1.4 var(--ui)',
  },
  '.b-slash [role=option]': {
    display: 'flex',
    alignItems: 'center',
    gap: '10px',
    minHeight: '32px',
    padding: '3px 8px',
    borderRadius: '8px',
    cursor: 'default',
  },
  '.b-slash [aria-selected=true]': { background: 'var(--wash)', color: 'var(--accent)' },
  '.b-slash-picture': {
    display: 'grid',
    placeItems: 'center',
    width: '20px',
    color: 'var(--soft)',
    font: '600 13px/1 var(--ui)',
  },
  '.b-slash [aria-selected=true] .b-slash-picture': { color: 'inherit' },
  '.b-slash kbd': { flex: 'none', marginLeft: 'auto', color: 'var(--soft)', font: '12px/1.4 var(--ui)' },
  '.b-slash .b-slash-none': { color: 'var(--soft)' },
})
