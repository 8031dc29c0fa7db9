/** The drawing of each kind of thing. */
import type { WidgetType } from '@codemirror/view'
import type { EditorOptions } from '../types'
import { EmbedCard } from './embed'
import { Figure } from './figure'
import { Gallery } from './gallery'
import type { Thing } from './things'

/** The widget that draws `thing`. */
export function drawingOf(thing: Thing, options: EditorOptions | null, readOnly: boolean): WidgetType {
  switch (thing.kind) {
    case 'figure':
      return new Figure(thing, options, readOnly)
    case 'gallery':
      return new Gallery(thing, options, readOnly)
    case 'embed':
      return new EmbedCard(thing, options, readOnly)
  }
}
