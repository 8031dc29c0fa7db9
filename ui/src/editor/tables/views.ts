/** A page and the editor of its cell, each found from the other. */
import type { EditorView } from '@codemirror/view'

/** The editor of the cell that is being written in, by its page. */
export const cellViews = new WeakMap<EditorView, EditorView>()

/** The page that the editor of a cell belongs to. */
export const pages = new WeakMap<EditorView, EditorView>()

/** The editor that words go to: that of the cell which holds the caret, or else the page's. */
export const wordsView = (page: EditorView): EditorView => cellViews.get(page) ?? page

/** The page of a cell's editor; any other view is its own. */
export const pageOf = (view: EditorView): EditorView => pages.get(view) ?? view
