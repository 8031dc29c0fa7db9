/** How a table looks: as in a post, and while it is written in. */
import { EditorView } from '@codemirror/view'

/** The extension. */
export const tableTheme = EditorView.theme({
  '.b-grid': {
    position: 'relative',
    padding: '2px 0 20px',
    paddingLeft: 'calc(var(--depth, 0) * 1.6em)',
    font: '15px/1.5 var(--ui)',
    whiteSpace: 'normal',
    cursor: 'default',
  },
  '.b-grid.b-quote': { paddingLeft: 'calc(18px + var(--depth, 0) * 1.6em)' },
  '.b-scroll': { overflowX: 'auto', overflowY: 'hidden' },
  '.b-grid table': { borderCollapse: 'collapse', minWidth: '100%' },
  '.b-grid th, .b-grid td': {
    padding: '0',
    border: '1px solid var(--line)',
    textAlign: 'left',
    verticalAlign: 'top',
    cursor: 'text',
  },
  '.b-grid th': { fontWeight: '650', background: 'var(--desk)' },
  '.b-grid .b-extra': { background: 'var(--side)', color: 'var(--soft)' },
  '.b-cell': {
    boxSizing: 'border-box',
    minWidth: '4.5em',
    maxWidth: '26em',
    minHeight: '37px',
    padding: '7px 11px',
    whiteSpace: 'break-spaces',
    overflowWrap: 'break-word',
  },
  '.b-cell[data-writing]': { boxShadow: 'inset 0 0 0 2px var(--accent)' },
  '.b-cell .cm-editor': { font: 'inherit' },
  '.b-cell .cm-editor.cm-focused': { outline: 'none' },
  '.b-cell .cm-scroller': { font: 'inherit', lineHeight: 'inherit', overflow: 'visible' },
  '.b-cell .cm-content': { minHeight: '0', padding: '0', overflowWrap: 'break-word', wordBreak: 'normal' },
  '.b-cell .cm-line': { padding: '0' },
  '.b-grid .b-code': { background: 'color-mix(in srgb, var(--ink) 7%, transparent)' },
  '.b-grid.b-picked table': { outline: '3px solid var(--accent)', outlineOffset: '-3px' },
  '&.b-on-table > .cm-scroller > .cm-cursorLayer, &.b-on-table > .cm-scroller > .cm-selectionLayer': {
    display: 'none',
  },
})
