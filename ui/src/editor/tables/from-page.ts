/** Tells the editor of a cell that a change comes from the page, and so need not go there. */
import { Annotation } from '@codemirror/state'

export const fromPage = Annotation.define<boolean>()
