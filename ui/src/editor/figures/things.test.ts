import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EditorState } from '@codemirror/state'
import { ensureSyntaxTree } from '@codemirror/language'
import { markdown } from '../language'
import { host, waysChanged } from '../options'
import { options } from '../testing'
import { pictureField, standingAt } from './pictures'
import { HUGO_FIGURE, type Ways } from './ways'

const ways: Ways = { figure: { tag: HUGO_FIGURE, html: 'always', braces: true }, gallery: null }
const figures = {
  ways: () => ways,
  choose: () => Promise.resolve([]),
  embed: () => Promise.resolve(null),
  askEmbed: () => undefined,
}

/** Each thing as its kind and its text, in order. */
function thingsOf(state: EditorState): string[] {
  const out: string[] = []
  for (const at = state.field(pictureField).iter(); at.value; at.next()) {
    const kind = standingAt(state, at.from)?.thing.kind ?? '?'
    out.push(`${kind} ${state.doc.sliceString(at.from, at.to)}`)
  }
  return out
}

/** A text that is read to its end, with nothing on it but its things. */
function state(body: string): EditorState {
  const made = EditorState.create({
    doc: body,
    extensions: [host.of(options({ body, figures })), markdown, pictureField],
  })
  return read(made)
}

function read(made: EditorState): EditorState {
  ensureSyntaxTree(made, made.doc.length, 5000)
  return made.update({ effects: waysChanged.of(null) }).state
}

test.each<[string, string[]]>([
  ['a\n\n![x](y.png)\n\nb', ['figure ![x](y.png)']],
  ['![x](y.png)\n![z](w.png)\n', ['gallery ![x](y.png)\n![z](w.png)']],
  ['![x](y.png)\n\n![z](w.png)\n', ['figure ![x](y.png)', 'figure ![z](w.png)']],
  ['{{< figure src="a.png" >}}\n\nb', ['figure {{< figure src="a.png" >}}']],
  ['<figure>\n<img src="a.png">\n</figure>\n\nb', ['figure <figure>\n<img src="a.png">\n</figure>']],
  ['<div>\n<table>\n<img src="a.png">\n</table>\n</div>', []],
  ['<div><p><img src="a.png"></p></div>', ['figure <div><p><img src="a.png"></p></div>']],
  ['words\n<img src="a.png">', []],
  ['{{< youtube abc >}}', ['embed {{< youtube abc >}}']],
  [
    '<iframe src="https://www.youtube.com/embed/abc"></iframe>',
    ['embed <iframe src="https://www.youtube.com/embed/abc"></iframe>'],
  ],
  ['<iframe src="https://maps.example.org/"></iframe>', []],
  [
    '{{< gallery >}}\n\n<img src="a.png">\n\n  {{< figure src="b.png" >}}\n{{< /gallery >}}\n\nb',
    ['gallery {{< gallery >}}\n\n<img src="a.png">\n\n  {{< figure src="b.png" >}}\n{{< /gallery >}}'],
  ],
  ['{% gallery %}\n![x](y.png)\n{% endgallery %}', ['gallery {% gallery %}\n![x](y.png)\n{% endgallery %}']],
  ['{{< gallery >}}\nwords\n{{< /gallery >}}', []],
  ['```\n![x](y.png)\n{{< youtube abc >}}\n```', []],
  ['    {{< youtube abc >}}', []],
])('%j has %j', (body, things) => {
  expect(thingsOf(state(body))).toEqual(things)
})

const line = fc.constantFrom(
  '',
  '',
  'words',
  '![x](y.png)',
  '![z](w w.png "t")',
  '{{< figure src="a.png" >}}',
  '{{< gallery >}}',
  '{{< /gallery >}}',
  '{{< youtube abc >}}',
  '<figure>',
  '<img src="a.png">',
  '</figure>',
  '# Heading',
  '- item',
)

test('what is on the page after any edits is what opening the text would show', () => {
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 14 }),
      fc.array(fc.tuple(fc.nat(200), fc.nat(40), fc.array(line, { maxLength: 3 })), { minLength: 1, maxLength: 4 }),
      (lines, edits) => {
        let page = state(lines.join('\n'))
        for (const [at, gone, added] of edits) {
          const from = Math.min(at, page.doc.length)
          const to = Math.min(from + gone, page.doc.length)
          page = page.update({ changes: { from, to, insert: added.join('\n') } }).state
          // As the parser goes on in the background.
          ensureSyntaxTree(page, page.doc.length, 5000)
          page = page.update({}).state
        }
        expect(thingsOf(page)).toEqual(thingsOf(state(page.doc.toString())))
      },
    ),
    { numRuns: 300 },
  )
})

test('what the parser comes to while somebody types is read again', () => {
  const body = `${'words\n\n'.repeat(8000)}\`\`\`\n![x](y.png)\n\`\`\`\n`
  const extensions = [host.of(options({ body, figures })), markdown, pictureField]
  let page = EditorState.create({ doc: body, extensions })
  expect(thingsOf(page), 'not known to be code yet').toEqual(['figure ![x](y.png)'])
  ensureSyntaxTree(page, page.doc.length, 5000)
  page = page.update({ changes: { from: 0, insert: 'a' } }).state
  ensureSyntaxTree(page, page.doc.length, 5000)
  page = page.update({}).state
  expect(thingsOf(page)).toEqual([])
})
