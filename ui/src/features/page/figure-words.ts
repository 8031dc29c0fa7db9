import type { FigureWords } from '../../editor'
import { say, sayCount } from '../../shared/words'

/** The words of figures, galleries and embeds, from the catalogue. */
export function figureWords(): FigureWords {
  return {
    figure: say('figures.figure'),
    describe: say('figures.describe'),
    description: say('figures.description'),
    caption: say('figures.caption'),
    addCaption: say('figures.add-caption'),
    decorative: say('figures.decorative'),
    isDecorative: say('figures.is-decorative'),
    size: say('figures.size'),
    sizeOwn: say('figures.size-own'),
    sizeSmall: say('figures.size-small'),
    sizeMedium: say('figures.size-medium'),
    sizeFull: say('figures.size-full'),
    sizeOther: say('figures.size-other'),
    replace: say('figures.replace'),
    remove: say('figures.remove'),
    removeThis: say('figures.remove-this'),
    missing: say('figures.missing'),
    chooseAnother: say('figures.choose-another'),
    selected: say('figures.selected'),
    movedUp: say('figures.moved-up'),
    movedDown: say('figures.moved-down'),
    gallery: (count) => sayCount('figures.gallery', count),
    addPictures: say('figures.add-pictures'),
    removeGallery: say('figures.remove-gallery'),
    earlier: say('figures.earlier'),
    later: say('figures.later'),
    place: say('figures.place'),
    embed: say('figures.embed'),
    embedAddress: say('figures.embed-address'),
    embedAsLink: say('figures.embed-as-link'),
    removeEmbed: say('figures.embed-remove'),
    embedUnknown: say('figures.embed-unknown'),
    embedOffer: say('figures.embed-offer'),
    embedOfferKeys: say('figures.embed-offer-keys'),
    embedKeep: say('figures.embed-keep'),
  }
}
