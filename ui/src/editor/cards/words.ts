/** The words that cards show and speak. */
export interface CardWords {
  /** A part of the post that is written in HTML. */
  html: string
  /** A remark in the text that readers do not see. */
  comment: string
  /** Something that the website puts in; `{name}` is what it is called in the code. */
  template: string
  /** The beginning of a box of the website; `{name}` is its kind. */
  box: string
  /** The end of such a box. */
  boxEnd: string
  /** The addresses that links of the text refer to. */
  references: string
  /** The button that opens the code of a card. */
  edit: string
  /** The button that closes it again. */
  done: string
  /** Accessible name of the field that holds the code; `{name}` is the card's name. */
  code: string
  /** Spoken when a card becomes selected; `{name}` is the card's name. */
  selected: string
}
