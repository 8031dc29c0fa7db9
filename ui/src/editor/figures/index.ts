/** Figures, galleries and embeds: what stands between the paragraphs as one thing. */
import type { Extension } from '@codemirror/state'
import { offers } from './offer'
import { pictureSelection } from './picture-selection'
import { pictureField } from './pictures'
import { figureRemarks } from './spelled'
import { figureTheme } from './theme'

export { addEmbed, addGallery, addPictures, insertBlock, pictureText } from './insert'
export { moveThing } from './move'
export { replaceSelected } from './replace-selected'
export { waysChanged } from './pictures'
export type { EmbedText, FigureHost } from './host'
export type { SaidField, SpelledField } from './spelled'
export type { FigureTag, FigureWays, GalleryTag, Ways } from './ways'
export type { FigureWords } from './words'

/** The extension. */
export const figures: Extension = [pictureField, pictureSelection, offers, figureRemarks, figureTheme]
