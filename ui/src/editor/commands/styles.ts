/** What a paragraph is. */
import { setHeading, toggleQuote } from '../block-style'
import { boxAt, toggleBox } from '../boxes'
import type { Command } from './command'

export const styles: readonly Command[] = [
  {
    id: 'paragraph',
    label: 'editor.command.paragraph',
    keywords: 'editor.keywords.paragraph',
    keys: 'Mod-Alt-0',
    icon: 'paragraph',
    group: 'style',
    run: (view) => setHeading(view, 0),
    active: (state) => state.block === 'paragraph',
  },
  heading(1),
  heading(2),
  heading(3),
  heading(4),
  {
    id: 'quote',
    label: 'editor.command.quote',
    keywords: 'editor.keywords.quote',
    keys: 'Mod-Shift-9',
    icon: 'quote',
    group: 'list',
    run: (view) => (boxAt(view.state, view.state.selection.main.head) ? toggleBox(view) : toggleQuote(view)),
    active: (state) => state.quote,
  },
]

function heading(level: 1 | 2 | 3 | 4): Command {
  const id = `heading-${String(level)}`
  return {
    id,
    label: `editor.command.${id}`,
    keywords: 'editor.keywords.heading',
    keys: `Mod-Alt-${String(level)}`,
    icon: `H${String(level)}`,
    group: 'style',
    run: (view) => setHeading(view, level),
    active: (state) => state.block === id,
  }
}
