/** R6: what the page draws depends on the text, never on where the caret is, and stands still under a word being composed. */
import { EditorView, type Decoration } from '@codemirror/view'
import type { RangeSet } from '@codemirror/state'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { open, understood } from '../testing'
import { anyDocument, inline } from './any-document'
import { moving, perform } from './any-editing'
import { runs } from './runs'

interface Range {
  from: number
  to: number
}

/** Everything that is drawn between two places, in words that two moments can be compared by. */
function drawn(view: EditorView, seen: Range = view.viewport): string[] {
  const out: string[] = []
  for (const given of view.state.facet(EditorView.decorations)) {
    const set: RangeSet<Decoration> = typeof given === 'function' ? given(view) : given
    for (const at = set.iter(); at.value; at.next()) {
      if (at.from < seen.from || at.to > seen.to) continue
      const {
        class: name,
        widget,
        attributes,
      } = at.value.spec as {
        class?: string
        widget?: object
        attributes?: Record<string, string>
      }
      out.push(
        `${String(at.from)}-${String(at.to)} ${name ?? ''} ${widget?.constructor.name ?? ''} ${JSON.stringify(attributes ?? {})}`,
      )
    }
  }
  return out
}

test('no decoration comes, goes or changes as the caret moves or words are selected', () => {
  fc.assert(
    fc.property(anyDocument, fc.array(moving, { minLength: 1, maxLength: 5 }), (body, moves) => {
      const view = understood(open('', { body }))
      for (const move of moves) {
        const { viewport } = view
        const all = drawn(view)
        perform(view, move)
        // Tall things may bring other lines into sight.
        const seen = { from: Math.max(viewport.from, view.viewport.from), to: Math.min(viewport.to, view.viewport.to) }
        const before = seen.from === viewport.from && seen.to === viewport.to ? all : null
        const now = drawn(view, seen)
        const story = `${JSON.stringify(body)} ${JSON.stringify(move)}`
        if (before) expect(now, story).toEqual(before)
        else for (const one of now) expect(all, story).toContain(one)
      }
      view.destroy()
    }),
    runs(40),
  )
})

test('while a word is being composed nothing around it is drawn anew, and all of it is afterwards', () => {
  fc.assert(
    fc.property(inline, (body) => {
      const view = understood(open('', { body: `${body}\n\nlast` }))
      const before = drawn(view).length
      let composing = true
      Object.defineProperty(view, 'composing', { get: () => composing })
      for (const insert of [' **n', 'ew** ']) {
        const from = view.state.doc.length
        view.dispatch({
          changes: { from, insert },
          selection: { anchor: from + insert.length },
          userEvent: 'input.type.compose',
        })
        expect(drawn(view).length, body).toBe(before)
      }
      composing = false
      view.dispatch({})
      expect(drawn(understood(view)).length, body).toBeGreaterThan(before)
      view.destroy()
    }),
    runs(20),
  )
})
