/** R7: what is not understood keeps its letters whatever is done around it: it is there whole, or it was taken out whole. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { open, understood } from '../testing'
import { inline } from './any-document'
import { breaking, erasing, moving, perform, stepping, styling, typing } from './any-editing'
import { runs } from './runs'

const KEPT = fc.constantFrom(
  '<div class="kept">\n  <p>kept *kept*</p>\n</div>',
  '<!-- kept -->',
  '{{< kept "kept" >}}',
  '{% kept "kept" %}',
  '<script>\nkept(1 * 2 * kept)\n</script>',
)
/** Places that it may stand in: what its first line, and each further one, begins with. */
const PLACE = fc.constantFrom(
  ['', ''],
  ['- ', '  '],
  ['1. item\n\n   ', '   '],
  ['> ', '> '],
  ['> words\n>\n> - ', '>   '],
  ['- one\n  - ', '    '],
)
/** What stands there. */
const placed = fc
  .tuple(KEPT, PLACE)
  .map(([text, [first = '', rest = '']]) => ({ first, text: text.replace(/\n/g, `\n${rest}`) }))
const act = fc.oneof(typing, erasing, breaking, styling, stepping, moving)

test('raw HTML, shortcodes and remarks are never changed by typing, erasing, styling or new lines beside them', () => {
  fc.assert(
    fc.property(inline, placed, inline, fc.array(act, { minLength: 1, maxLength: 10 }), (above, at, below, acts) => {
      const { first, text: kept } = at
      const view = understood(open('', { body: `${above}\n\n${first}${kept}\n\n${below}\n` }))
      for (const one of acts) {
        const was = view.state.doc.toString()
        perform(understood(view), one)
        const text = view.state.doc.toString()
        const story = `${JSON.stringify(one)}: ${JSON.stringify(was)} -> ${JSON.stringify(text)}`
        if (text.includes('kept')) expect(text.includes(kept), story).toBe(true)
      }
      view.destroy()
    }),
    runs(60),
  )
})
