/** How every extension reaches what the window handed in. */
import { Annotation, Facet, StateEffect, type EditorState } from '@codemirror/state'
import type { EditorOptions } from './types'

/** The window's options; exactly one editor, exactly one value. */
export const host = Facet.define<EditorOptions, EditorOptions | null>({
  combine: (values) => values[0] ?? null,
})

/** The options of the editor that holds this text, or null in a bare state. */
export const hostOf = (state: EditorState): EditorOptions | null => state.facet(host)

/** Whether the site shows a break wherever a line of the file ends. */
export const breaksLines = (state: EditorState): boolean => hostOf(state)?.writing?.()?.line_breaks === true

/** The site can show other things than before: everything is read again. */
export const waysChanged = StateEffect.define<null>()

/** Marks a change that the window made: not the person's, so not reported and not refused. */
export const byWindow = Annotation.define<boolean>()

/** Marks a change whose marks are known to be whole, so that it is taken as it is. */
export const written = Annotation.define<boolean>()

/** Puts values in a sentence's `{places}`. */
export function fill(sentence: string, values: Record<string, string>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}
