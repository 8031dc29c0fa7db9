/** R9: what is new in a text is written as its writer writes. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commandOf } from '../commands'
import { open, press, type } from '../testing'
import type { CommandId } from '../types'
import { runs } from './runs'

const habits = fc.record({
  bullet: fc.constantFrom('-', '*', '+'),
  number: fc.constantFrom('.', ')'),
  strong: fc.constantFrom('**', '__'),
  emphasis: fc.constantFrom('*', '_'),
  fence: fc.constantFrom('```', '~~~'),
  divider: fc.constantFrom('---', '***', '___', '* * *'),
  brk: fc.constantFrom('\\', '  '),
})

test('bullets, numbers, emphasis, fences, dividers and breaks are written as the text has them', () => {
  fc.assert(
    fc.property(habits, ({ bullet, number, strong, emphasis, fence, divider, brk }) => {
      const body = [
        `a ${strong}strong${strong} and ${emphasis}other${emphasis} word`,
        `${bullet} an item`,
        `1${number} a number`,
        `${fence}\ncode\n${fence}`,
        divider,
        `one${brk}\ntwo`,
        'last words',
      ].join('\n\n')
      const written = (act: (view: ReturnType<typeof open>) => void, from = body.length, to = from): string => {
        const view = open('', { body })
        view.dispatch({ selection: { anchor: from, head: to } })
        act(view)
        const text = view.state.doc.toString()
        view.destroy()
        // Only the last paragraph is new.
        expect(text.startsWith(body.slice(0, -10)), text).toBe(true)
        return text.slice(body.length - 10)
      }
      const run = (id: CommandId) => (view: ReturnType<typeof open>) => commandOf(id)?.run(view)
      const words = body.length - 5
      expect(written(run('bullet-list'))).toBe(`${bullet} last words`)
      expect(written(run('task-list'))).toBe(`${bullet} [ ] last words`)
      expect(written(run('ordered-list'))).toBe(`1${number} last words`)
      expect(written(run('bold'), words, body.length)).toBe(`last ${strong}words${strong}`)
      expect(written(run('italic'), words, body.length)).toBe(`last ${emphasis}words${emphasis}`)
      expect(written(run('divider'))).toContain(`\n\n${divider}\n`)
      expect(written(run('code-block'))).toContain(fence)
      const soft = written((view) => {
        press(view, 'Shift-Enter')
        type(view, 'x')
      })
      expect(soft).toBe(`last words${brk}\nx`)
    }),
    runs(30),
  )
})
