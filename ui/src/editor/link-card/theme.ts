/** How the card of a link looks. Its width is one for all, so that nothing moves when a title comes. */
import { EditorView } from '@codemirror/view'
import { floatingCard } from '../../shared/shapes'

/** The extension. */
export const linkTheme = EditorView.theme({
  '.cm-tooltip.b-link-card': {
    ...floatingCard,
    zIndex: '20',
    width: 'min(340px, calc(100vw - 32px))',
    padding: '10px 6px 6px',
    textAlign: 'start',
  },
  '.b-link-to': { display: 'flex', alignItems: 'baseline', gap: '8px', margin: '0', padding: '0 8px' },
  '.b-link-name': {
    minWidth: '0',
    overflow: 'hidden',
    fontWeight: '550',
    textOverflow: 'ellipsis',
    unicodeBidi: 'isolate',
    whiteSpace: 'nowrap',
  },
  // A note is read, not only recognised.
  '.b-link-words': {
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: '3',
    fontWeight: '400',
    whiteSpace: 'normal',
  },
  '.b-link-about': { flex: 'none', marginInlineStart: 'auto', color: 'var(--soft)', fontSize: '12.5px' },
  '.b-link-about.b-away': { color: 'var(--warn)', fontWeight: '600' },
  '.b-link-acts': { display: 'flex', flexWrap: 'wrap', gap: '2px', marginTop: '6px' },
  '.b-link-act': {
    minHeight: '28px',
    padding: '3px 8px',
    border: '0',
    borderRadius: 'var(--round-small)',
    background: 'transparent',
    color: 'var(--accent)',
    font: 'inherit',
    cursor: 'default',
  },
  '.b-link-act:hover': { background: 'var(--wash)' },
  '.b-link-act:focus-visible': { outline: '2px solid var(--accent)', outlineOffset: '-1px' },
})
