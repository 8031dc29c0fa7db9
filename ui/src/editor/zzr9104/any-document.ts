/** Any post that a person may have: every kind of block, in any order, with the odd blanks that real files have. */
import fc from 'fast-check'

const WORDS = [
  'plain',
  'words',
  'The',
  'end.',
  'a,',
  '(so)',
  '"well"',
  'don’t',
  '2026',
  'snake_case',
  'AT&T',
  'a<b',
  '5*3',
  'C#',
  '日本語',
  '中文。',
  'مرحبا',
  'שלום',
  '👩‍🚀',
  '🇪🇺',
  'é',
  'naïve',
  '—',
]

const word = fc.constantFrom(...WORDS)
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((some) => some.join(' '))
const plainWord = fc.constantFrom('one', 'two', 'three', 'vier', '五', 'שש')

/** A few words, some with styles, as a developer writes them. */
export const inline: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: words },
      { weight: 1, arbitrary: plainWord.map((text) => `**${text}**`) },
      { weight: 1, arbitrary: plainWord.map((text) => `_${text} more_`) },
      { weight: 1, arbitrary: plainWord.map((text) => `*${text}*`) },
      { weight: 1, arbitrary: plainWord.map((text) => `***${text}***`) },
      { weight: 1, arbitrary: plainWord.map((text) => `**${text} _in_ it**`) },
      { weight: 1, arbitrary: plainWord.map((text) => `~~${text}~~`) },
      { weight: 1, arbitrary: plainWord.map((text) => `\`${text} * <b>\``) },
      { weight: 1, arbitrary: plainWord.map((text) => `[${text} **b**](https://a.b/c "t")`) },
      { weight: 1, arbitrary: fc.constantFrom('[ref]', '[text][ref]', '[no]', '[no][one]') },
      {
        weight: 1,
        arbitrary: fc.constantFrom('\\*not\\*', '\\[x\\]', '1\\. x', '\\<b>', '&amp;', '&copy;', '&#8217;'),
      },
      { weight: 1, arbitrary: fc.constantFrom('https://a.b/c_d_e', '<https://a.b>', 'www.a.b') },
      { weight: 1, arbitrary: fc.constantFrom('<b>x</b>', 'a<br>b', 'by {{ name }}', '![alt](x.png)') },
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((some) => some.join(' '))

const paragraph = fc
  .tuple(inline, fc.array(fc.tuple(fc.constantFrom('\n', '\n', '  \n', '\\\n'), words), { maxLength: 2 }))
  // A backslash after an address would be part of it.
  .map(([first, more]) =>
    more.reduce((all, [end, text]) => all + (/(:\/\/|www)\S*$/.test(all) ? '\n' : end) + text, first),
  )

const heading = fc.oneof(
  fc.tuple(fc.constantFrom('# ', '## ', '### ', '###### ', '##  '), inline).map(([mark, text]) => mark + text),
  inline.map((text) => `## ${text} ##`),
  fc.tuple(words, fc.constantFrom('====', '---')).map(([text, line]) => `${text}\n${line}`),
)

/** What is not understood, alone in an item or a quote. */
const alone = fc.constantFrom(
  '<b>x</b>',
  '{{ name }}',
  '<!-- x -->',
  '<div>x</div>',
  '{{< y "z" >}}',
  '<b>x</b> {{ name }}',
)
const inside = fc.oneof({ weight: 6, arbitrary: inline }, { weight: 1, arbitrary: alone })

const list = fc
  .tuple(
    fc.constantFrom('-', '*', '+', '1.', '1)'),
    fc.array(fc.tuple(inside, fc.option(inside), fc.constantFrom('', '', '[ ] ', '[x] ')), {
      minLength: 1,
      maxLength: 3,
    }),
    fc.boolean(),
  )
  .map(([mark, items, loose]) =>
    items
      .map(([text, nested, box], index) => {
        const own = mark.endsWith('.') || mark.endsWith(')') ? `${String(index + 1)}${mark.slice(1)}` : mark
        const inside = ' '.repeat(own.length + 1)
        return `${own} ${box}${text}${nested === null ? '' : `\n${inside}- ${nested}`}`
      })
      .join(loose ? '\n\n' : '\n'),
  )

const quote = fc.tuple(inside, fc.option(inside), fc.option(words)).map(([first, second, item]) =>
  [first, second, item === null ? null : `- ${item}`]
    .filter((one) => one !== null)
    .map((one) => `> ${one}`)
    .join('\n>\n'),
)

const code = fc.constantFrom(
  '```js\nlet a = "*x*" < 1\n\n  b()\n```',
  '~~~\n# no heading\n~~~',
  '    indented *code*\n    more',
  '```\n```',
)

const table = fc
  .tuple(
    plainWord,
    plainWord,
    inline.filter((text) => !text.includes('|')),
  )
  .map(([a, b, c]) => `| ${a} | ${b} |\n| --- | :-: |\n| x | ${c} |`)

const rest = fc.constantFrom(
  '---',
  '***',
  '![A picture](/x.png)',
  '![](a%20b.jpg "title")',
  '<div class="x">\n  <p>words</p>\n</div>',
  '<!-- more -->',
  '{{< youtube abc >}}',
  '{% include "x" %}',
  ':::tip',
  'Text with a note[^1] in it.\n\n[^1]: The note.',
)

const wordBlocks = [
  { weight: 5, arbitrary: paragraph },
  { weight: 2, arbitrary: heading },
  { weight: 3, arbitrary: list },
  { weight: 2, arbitrary: quote },
]

/** One block. */
export const block: fc.Arbitrary<string> = fc.oneof(
  ...wordBlocks,
  { weight: 1, arbitrary: code },
  { weight: 1, arbitrary: table },
  { weight: 2, arbitrary: rest },
)

const gap = fc.constantFrom('\n\n', '\n\n', '\n\n', '\n\n\n', '\n \n', '\n\n\n\n')

const documentOf = (blocks: fc.Arbitrary<string>, most: number, named: fc.Arbitrary<boolean>): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.array(fc.tuple(blocks, gap), { minLength: 1, maxLength: most }),
      fc.constantFrom('', '\n', '\n\n', ' \n'),
      named,
    )
    .map(([some, end, name]) => {
      const text = some.map(([one, after], at) => one + (at + 1 < some.length ? after : '')).join('')
      return text + (name ? '\n\n[ref]: https://a.b/ref\n' : end)
    })

/** A whole post, lines ended by LF as the editor gets it. */
export const anyDocument: fc.Arbitrary<string> = documentOf(block, 5, fc.boolean())

/** A post without tables, whose cells have keys of their own, and without named addresses, whose loss unmakes links. */
export const anyWords: fc.Arbitrary<string> = documentOf(
  fc.oneof(...wordBlocks, { weight: 1, arbitrary: code }, { weight: 2, arbitrary: rest }),
  2,
  fc.constant(false),
)
