/** How words look. */
import { followNote } from '../footnote'
import { toggleStyle } from '../inline-style'
import { openLink, runLink } from '../link'
import { enterCard } from '../link-card'
import type { EditorState } from '../types'
import type { Command } from './command'

const leads = ({ link, note }: EditorState): boolean => link !== null || note

export const inline: readonly Command[] = [
  {
    id: 'bold',
    label: 'editor.command.bold',
    keys: 'Mod-b',
    icon: 'B',
    group: 'inline',
    run: (view) => toggleStyle(view, 'strong'),
    active: (state) => state.bold,
  },
  {
    id: 'italic',
    label: 'editor.command.italic',
    keys: 'Mod-i',
    icon: 'I',
    group: 'inline',
    run: (view) => toggleStyle(view, 'emphasis'),
    active: (state) => state.italic,
  },
  {
    id: 'strike',
    label: 'editor.command.strike',
    keywords: 'editor.keywords.strike',
    keys: 'Mod-Shift-x',
    icon: 'strike',
    group: 'inline',
    run: (view) => toggleStyle(view, 'strike'),
    active: (state) => state.strike,
  },
  {
    id: 'code',
    label: 'editor.command.code',
    keywords: 'editor.keywords.code',
    keys: 'Mod-e',
    icon: 'code',
    group: 'inline',
    run: (view) => toggleStyle(view, 'code'),
    active: (state) => state.code,
  },
  {
    id: 'link',
    label: 'editor.command.link',
    keywords: 'editor.keywords.link',
    keys: 'Mod-k',
    icon: 'link',
    group: 'inline',
    run: runLink,
    active: (state) => state.link !== null,
  },
  {
    id: 'show-link',
    label: 'editor.command.show-link',
    keywords: 'editor.keywords.link',
    keys: 'Mod-Shift-k',
    icon: 'link',
    group: 'inline',
    run: enterCard,
    enabled: leads,
  },
  {
    id: 'follow',
    label: 'editor.command.follow',
    keywords: 'editor.keywords.link',
    keys: 'Alt-Enter',
    icon: 'link',
    group: 'inline',
    run: (view) => openLink(view) || followNote(view),
    enabled: leads,
  },
]
