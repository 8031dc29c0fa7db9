/** The words of the menus, and of the blocks that are made from them. */
export interface MenuWords {
  /** The sentence of a key of the catalogue, for a command's name and the words it is found by. */
  say(key: string): string
  /** Accessible name of the list that a slash opens. */
  slash: string
  /** Spoken when that list opens. */
  slashOpen: string
  /** Shown in it when nothing is called so. */
  nothing: string
  cut: string
  copy: string
  paste: string
  pastePlain: string
  selectAll: string
  openLink: string
  editLink: string
  removeLink: string
  /** Accessible name of the field for the language of code. */
  codeLanguage: string
  /** What that field shows while it is empty. */
  codePlain: string
  /** Shown where a list of posts cuts this one. */
  readMore: string
  /** Accessible name of the choice of a box's kind. */
  boxKind: string
  /** A box's kind in words, from what the site calls it. */
  kindOfBox(kind: string): string
  /** The words that a new box begins with. */
  boxWords: string
  /** Spoken when a block was moved up or down. */
  movedUp: string
  movedDown: string
}
