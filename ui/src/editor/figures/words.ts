/** What figures, galleries and embeds show and speak; the window fills it from the catalogue. */
export interface FigureWords {
  /** Accessible name of a picture; `{name}` is its description or file name. */
  figure: string
  /** Placeholder of a description. */
  describe: string
  /** Accessible name of a description. */
  description: string
  /** Accessible name of a caption. */
  caption: string
  /** Placeholder of a caption. */
  addCaption: string
  /** The box to tick for a picture that needs no description. */
  decorative: string
  /** Stands in place of the description of such a picture. */
  isDecorative: string
  /** Accessible name of the choice of sizes. */
  size: string
  sizeOwn: string
  sizeSmall: string
  sizeMedium: string
  sizeFull: string
  /** A size that is none of these; `{size}` is what the file says. */
  sizeOther: string
  /** Puts another picture in the same place. */
  replace: string
  remove: string
  /** Accessible name of the button; `{name}` as above. */
  removeThis: string
  /** Shown in place of a picture that cannot be loaded; `{name}` is its file name. */
  missing: string
  /** The button beside it. */
  chooseAnother: string
  /** Spoken when a picture becomes selected; `{name}` as above. */
  selected: string
  /** Spoken when a thing was moved. */
  movedUp: string
  movedDown: string
  /** Accessible name of a gallery of so many pictures, also spoken. */
  gallery(count: number): string
  /** Adds pictures to a gallery. */
  addPictures: string
  removeGallery: string
  /** Moves a picture inside its gallery; `{name}` as above. */
  earlier: string
  later: string
  /** Spoken when a gallery's picture was moved; `{place}` of `{count}`. */
  place: string
  /** Accessible name of an embed; `{name}` is the website's. */
  embed: string
  /** Accessible name of its address. */
  embedAddress: string
  /** Turns it into a plain link. */
  embedAsLink: string
  removeEmbed: string
  /** Where an address cannot be shown. */
  embedUnknown: string
  /** Offers to show a pasted address; `{name}` is the website's. */
  embedOffer: string
  /** Spoken with the offer. */
  embedOfferKeys: string
  /** Leaves the address as a link. */
  embedKeep: string
}
