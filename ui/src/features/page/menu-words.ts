import type { MenuWords } from '../../editor'
import { isKey, say } from '../../shared/words'

/** A name from the catalogue by a key that comes from elsewhere. */
const named = (key: string): string => (isKey(key) ? say(key) : key)

/** What a site calls a kind of box, in words: those of the catalogue, else its own with a capital letter. */
export function kindOfBox(kind: string): string {
  if (kind === '') return say('menus.box.none')
  const key = `menus.box.${kind.toLowerCase()}`
  return isKey(key) ? say(key) : kind.replace(/[-_]+/g, ' ').replace(/^./, (letter) => letter.toUpperCase())
}

/** The words of the editor's menus, from the catalogue. */
export function menuWords(): MenuWords {
  return {
    say: named,
    slash: say('menus.slash'),
    slashOpen: say('menus.slash.open'),
    nothing: say('menus.nothing'),
    cut: say('menus.cut'),
    copy: say('menus.copy'),
    paste: say('menus.paste'),
    pastePlain: say('menus.paste-plain'),
    selectAll: say('menus.select-all'),
    openLink: say('menus.open-link'),
    editLink: say('menus.edit-link'),
    removeLink: say('menus.remove-link'),
    codeLanguage: say('menus.code-language'),
    codePlain: say('menus.code-plain'),
    readMore: say('menus.read-more'),
    boxKind: say('menus.box.kind'),
    kindOfBox,
    boxWords: say('menus.box.words'),
    movedUp: say('menus.moved-up'),
    movedDown: say('menus.moved-down'),
  }
}
