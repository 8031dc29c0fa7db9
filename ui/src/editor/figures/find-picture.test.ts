import { expect, test } from 'vitest'
import { fileName, findPicture, readAlt, writeAlt, writeLink } from './find-picture'

test.each([
  ['![AWS Summit](aws summit .jpg)', 'AWS Summit', 'aws summit .jpg'],
  ['![](a.png)', '', 'a.png'],
  ['  ![a](<my file.png>)  ', 'a', 'my file.png'],
  ['![a \\] b](x.png "A title")', 'a \\] b', 'x.png'],
  ["![a](x(1).png 'T')", 'a', 'x(1).png'],
])('%s is a picture', (line, alt, link) => {
  const found = findPicture(line)
  expect(found?.link).toBe(link)
  expect(line.slice(found?.alt.from, found?.alt.to)).toBe(alt)
})

test.each([
  'text ![a](x.png)',
  '![a](x.png) text',
  '![a]()',
  '![a] (x.png)',
  '![a](x.png) and ![b](y.png)',
  '    ![a](x.png)',
])('%s is not one', (line) => {
  expect(findPicture(line)).toBeNull()
})

test('a description comes back as it was written', () => {
  for (const alt of ['plain', 'a [b] c', 'back\\slash', 'a]b[c\\']) {
    expect(readAlt(writeAlt(alt))).toBe(alt)
    expect(findPicture(`![${writeAlt(alt)}](x.png)`)).not.toBeNull()
  }
})

test('links and names', () => {
  expect(writeLink('/a/b.jpg')).toBe('/a/b.jpg')
  expect(writeLink('a b.jpg')).toBe('<a b.jpg>')
  expect(fileName('/pictures/my%20cat.jpg?x=1')).toBe('my cat.jpg')
  expect(fileName('/pictures/%E0%A4%A.jpg')).toBe('%E0%A4%A.jpg')
})
