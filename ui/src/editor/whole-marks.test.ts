import { EditorSelection } from '@codemirror/state'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commandOf } from './commands'
import { visible } from './link-at'
import { marksOf } from './marks'
import { open, press, type } from './testing'
import type { CommandId } from './types'

const styles: CommandId[] = ['bold', 'italic', 'strike']
const act = fc.oneof(
  fc.constantFrom('Enter', 'Backspace', 'Delete', 'ArrowLeft', 'ArrowRight').map((key) => ({ key })),
  fc.constantFrom('x', ' ', 'yz').map((text) => ({ text })),
  fc.constantFrom(...styles).map((id) => ({ id })),
  fc.tuple(fc.nat(60), fc.nat(60)).map(([anchor, to]) => ({ anchor, head: to })),
  fc.nat(60).map((anchor) => ({ anchor, head: anchor })),
)

test('whatever is typed, erased and styled, no mark is ever left to be seen', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 14 }), (acts) => {
      const view = open('', { body: 'one **two three** four _five_ six\n\nseven [eight](http://a.b) **nine**\n' })
      const log: string[] = []
      for (const one of acts) {
        const { length } = view.state.doc
        const before = view.state.doc.toString()
        if ('key' in one) press(view, one.key)
        else if ('text' in one) type(view, one.text)
        else if ('id' in one) commandOf(one.id)?.run(view)
        else
          view.dispatch({ selection: EditorSelection.single(Math.min(one.anchor, length), Math.min(one.head, length)) })
        const { state } = view
        log.push(`${JSON.stringify(one)}: ${before} => ${state.doc.toString()}`)
        const hidden = marksOf(state, 0, state.doc.length).hidden
        const left = [...state.doc.toString()].filter(
          (letter, at) => /[*_~[\]]/.test(letter) && !hidden.some(({ from, to }) => from <= at && at < to),
        )
        expect(left, log.join('\n')).toEqual([])
        expect(visible(state, 0, state.doc.length)).not.toMatch(/[*_~]/)
      }
      view.destroy()
    }),
    { numRuns: Number(process.env['RUNS'] ?? 120) },
  )
})
