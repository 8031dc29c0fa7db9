/** Figures, galleries and embeds: what stands between the paragraphs as one thing. */
import type { Extension } from '@codemirror/state'
import { drawingOf } from './drawing'
import { offers } from './offer'
import { pictureSelection } from './picture-selection'
import { drawings, pictureField } from './pictures'
import { figureTheme } from './theme'

export { addEmbed, addGallery, addPictures, insertBlock, pictureText } from './insert'
export { moveThing } from './move'
export { replaceSelected } from './replace-selected'
export type { EmbedText, FigureHost } from './host'
export type { FigureTag, FigureWays, GalleryTag, Ways } from './ways'
export type { FigureWords } from './words'

/** The extension. */
export const figures: Extension = [pictureField, drawings.of(drawingOf), pictureSelection, offers, figureTheme]
