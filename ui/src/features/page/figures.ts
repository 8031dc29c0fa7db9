import type { FigureHost, Ways } from '../../editor'
import type { Desk, Writing } from '../../ipc'
import type { Page } from './page.svelte'
import { spelledField } from './spelled/spelled-field.svelte'

type Parts = {
  page: () => Page
  desk: () => Pick<Desk, 'attachChosen' | 'embed'>
  /** What posts of the open site can show; null while that is not known. */
  writing: () => Writing | null
  /** So many pictures were added. */
  adding: (count: number) => void
}

/** What works in any text, for as long as it is not known what the site can show. */
const PLAIN: Ways = { figure: { tag: null, html: 'never', braces: false }, gallery: null }

/** What figures, galleries and embeds ask of the window. */
export function figureHost({ page, desk, writing, adding }: Parts): FigureHost {
  return {
    ways: () => waysOf(writing(), page().path ?? ''),
    choose: async () => {
      const pictures = await page().forDetail(1, (path) => desk().attachChosen(path))
      adding(pictures.length)
      return pictures.map(({ link }) => link)
    },
    embed: async (address) => {
      const { path } = page()
      // What cannot be asked now stays a link.
      return path === null
        ? null
        : desk()
            .embed(path, address)
            .catch(() => null)
    },
    spelled: (field, pass) => spelledField(page().proof, field, pass),
    askEmbed: () => {
      page().embedding = true
    },
  }
}

/** The site's ways in the post at `path`: in MDX, HTML is read as a script's. */
function waysOf(writing: Writing | null, path: string): Ways {
  if (!writing) return PLAIN
  const { figure, gallery } = writing
  return { figure: /\.mdx$/i.test(path) ? { ...figure, html: 'never' } : figure, gallery }
}
