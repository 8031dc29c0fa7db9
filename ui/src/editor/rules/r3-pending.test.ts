/** R3: words typed look as the toolbar said that they would, and the toolbar goes on saying it. */
import type { EditorView } from '@codemirror/view'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { verbatimAt } from '../language'
import { kindOf } from '../lines'
import { open, type, understood } from '../testing'
import { anyWords } from './any-document'
import { erasing, moving, perform, styling, typing, type Act } from './any-editing'
import { differences, drawnStyles, shownStyles, stylesBeside, type Styles } from './one-caret'
import { runs } from './runs'

/** A letter that no generated text has. */
const LETTER = 'Ж'

/** A caret among words, in a text that is read to its end; null where there are no words to style. */
function among(body: string, at: number, before: readonly Act[]): EditorView | null {
  const view = understood(open('', { body }))
  perform(view, { do: 'point', at })
  for (const act of before) perform(view, act)
  const { state } = understood(view)
  const { head, empty } = state.selection.main
  const line = state.doc.lineAt(head)
  const words =
    /^(text|empty)$/.test(kindOf(state, line)) && !verbatimAt(state, head, -1) && !verbatimAt(state, head, 1)
  if (empty && words) return view
  view.destroy()
  return null
}

/** Types a letter and looks at it and at the toolbar. */
function expectAsShown(view: EditorView, body: string): void {
  const promised = shownStyles(view.state)
  const { head } = view.state.selection.main
  const before = view.state.doc.toString()
  // The page's reader sees no code that begins right behind another backtick, though that one is a letter: none is promised.
  if (promised.code && /`$/.test(before.slice(0, head)) && !stylesBeside(view.state, head).every(({ code }) => code))
    return
  type(view, LETTER)
  const { state } = understood(view)
  const text = state.doc.toString()
  const story = `${JSON.stringify(body)}: at ${String(head)} of ${JSON.stringify(before)} -> ${JSON.stringify(text)}`
  const at = text.lastIndexOf(LETTER, state.selection.main.head)
  expect(at, story).toBeGreaterThanOrEqual(0)
  // Inside a word Markdown can write the beginning or the end of one style, of no second at the same letter, and in code none.
  const beside = stylesBeside(state, at)
  const most = (one: Styles): number => (one.code && promised.code ? 0 : 1)
  if (beside.some((one) => differences(one, promised) > most(one))) return
  expect(drawnStyles(state, at), story).toEqual(promised)
  expect(shownStyles(state), story).toEqual(promised)
}

test('anywhere, and after any styles are chosen, words come out as the toolbar shows', () => {
  fc.assert(
    fc.property(anyWords, fc.nat(1000), fc.array(styling, { maxLength: 3 }), (body, at, acts) => {
      const view = among(body, at, acts)
      if (!view) return
      expectAsShown(view, body)
      view.destroy()
    }),
    runs(60),
  )
})

test('styles chosen hold over a space', () => {
  fc.assert(
    fc.property(anyWords, fc.nat(1000), fc.array(styling, { minLength: 1, maxLength: 2 }), (body, at, acts) => {
      const view = among(body, at, acts)
      if (!view) return
      const chosen = shownStyles(view.state)
      type(view, LETTER)
      const kept = differences(shownStyles(understood(view).state), chosen) === 0
      type(view, ' ')
      if (kept) expect(shownStyles(understood(view).state), JSON.stringify(body)).toEqual(chosen)
      expectAsShown(view, body)
      view.destroy()
    }),
    runs(60),
  )
})

test('whatever was done before, the next word looks as the toolbar shows', () => {
  const act = fc.oneof(typing, erasing, styling, moving)
  fc.assert(
    fc.property(anyWords, fc.nat(1000), fc.array(act, { maxLength: 6 }), (body, at, acts) => {
      const view = among(body, at, acts)
      if (!view) return
      expectAsShown(view, `${body} ${JSON.stringify(acts)}`)
      view.destroy()
    }),
    runs(60),
  )
})
