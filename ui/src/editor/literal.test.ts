import { expect, test } from 'vitest'
import { open, shown, type } from './testing'

test.each([
  ['|', '<b>x</b>', '\\<b>x\\</b>|'],
  ['|', 'a < b and c > d', 'a < b and c > d|'],
  ['|', '2 * 3 * 4', '2 * 3 * 4|'],
  ['|', 'snake_case_name', 'snake_case_name|'],
  ['|', '-5 degrees', '-5 degrees|'],
  ['|', '1.5 metres', '1.5 metres|'],
  ['|', '#1 of all', '#1 of all|'],
  ['|', '+49 30', '+49 30|'],
  ['|', 'AT&T and R&D', 'AT&T and R&D|'],
  ['|', '&amp; is it', '\\&amp; is it|'],
  ['|', '[sic] and [1]', '[sic] and [1]|'],
  ['|', 'C:\\temp\\*.txt', 'C:\\temp\\\\*.txt|'],
  ['|', '~5 %', '~5 %|'],
  ['|', 'a | b', 'a | b|'],
  ['|', 'see {{ name }}', 'see {\\{ name }}|'],
  ['## a|', ' #', '## a \\#|'],
  ['`co|`', '*x*<b>', '`co*x*<b>|`'],
  ['```\n|\n```', '<b> *x* 1. - #', '```\n<b> *x* 1. - #|\n```'],
  ['[x|y](http://a.b)', ']', '[x\\]|y](http://a.b)'],
  ['a\n\n[a b]: /x\n\n[a |', 'b]', 'a\n\n[a b]: /x\n\n\\[a b]|'],
] as const)('in %j typing %j', (before, text, after) => {
  const view = open(before)
  type(view, text)
  expect(shown(view)).toBe(after)
})
