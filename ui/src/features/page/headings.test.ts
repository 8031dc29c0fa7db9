import { expect, test } from 'vitest'
import { headingsOf } from './headings'

test('headings have the addresses that site generators give them', () => {
  const body =
    '## What **is** `it`?\n\n```\n# no\n```\n\n### A [link](x) \\*\n\n## What is it?\n\n## Named {#own .x}\n\n#none\n\n## Über uns ##'
  expect(headingsOf(body)).toEqual([
    { title: 'What is it?', anchor: '#what-is-it', line: 0 },
    { title: 'A link *', anchor: '#a-link-', line: 6 },
    { title: 'What is it?', anchor: '#what-is-it-1', line: 8 },
    { title: 'Named', anchor: '#own', line: 10 },
    { title: 'Über uns', anchor: '#über-uns', line: 14 },
  ])
})
