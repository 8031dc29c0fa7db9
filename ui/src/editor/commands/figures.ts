/** Pictures, galleries and what other websites show. */
import { addEmbed, addGallery, addPictures, replaceSelected } from '../figures'
import type { EditorState } from '../types'
import type { Command } from './command'

const onThing = (state: EditorState): boolean => state.block === 'picture'

export const figureCommands: readonly Command[] = [
  {
    id: 'picture',
    label: 'editor.command.picture',
    keywords: 'editor.keywords.picture',
    icon: 'picture',
    group: 'insert',
    insert: true,
    run: addPictures,
  },
  {
    id: 'gallery',
    label: 'editor.command.gallery',
    keywords: 'editor.keywords.gallery',
    icon: 'gallery',
    group: 'insert',
    insert: true,
    run: addGallery,
  },
  {
    id: 'embed',
    label: 'editor.command.embed',
    keywords: 'editor.keywords.embed',
    icon: 'embed',
    group: 'insert',
    insert: true,
    run: addEmbed,
  },
  {
    id: 'replace-picture',
    label: 'editor.command.replace-picture',
    icon: 'picture',
    group: 'picture',
    run: replaceSelected,
    enabled: onThing,
  },
]
