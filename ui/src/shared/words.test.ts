import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import catalogue from '../../../assets/messages/en/window.json'
import { commands } from '../editor'
import { isKey, say, sayCount, type CountKey, type Key } from './words'

const source = join(import.meta.dirname, '..')

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return files(path)
    return /\.(svelte|ts)$/.test(entry.name) && !/\.test\.ts$|bindings\.ts$/.test(entry.name) ? [path] : []
  })
}
const text = files(source)
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n')
/** Every quoted word, and the beginning of every key that is put together, such as `state.${state}`. */
const quoted = new Set([...text.matchAll(/['"`]([a-z][\w.-]+)['"`]/g)].map((match) => match[1]))
const begun = [...text.matchAll(/`([a-z][\w-]*\.(?:[\w-]+\.)*)\$\{/g)].map((match) => match[1] ?? '')

test('every sentence of the catalogue is used', () => {
  const unused = Object.keys(catalogue).filter((key) => {
    const base = key.replace(/\.(one|other)$/, '')
    return !quoted.has(key) && !quoted.has(base) && !begun.some((start) => key.startsWith(start))
  })
  expect(unused).toEqual([])
})

test('every sentence that is asked for is in the catalogue', () => {
  const asked = [...text.matchAll(/\bsay\(\s*['"]([\w.-]+)['"]/g)].map((match) => match[1] ?? '')
  const counted = [...text.matchAll(/\bsayCount\(\s*['"]([\w.-]+)['"]/g)].flatMap((match) => [
    `${match[1] ?? ''}.one`,
    `${match[1] ?? ''}.other`,
  ])
  expect([...asked, ...counted].filter((key) => !isKey(key))).toEqual([])
  expect(commands.map((command) => command.label).filter((label) => !isKey(label))).toEqual([])
})

test('both forms of a counted sentence are there, and the many one says how many', () => {
  for (const [key, sentence] of Object.entries(catalogue)) {
    if (key.endsWith('.one')) expect(isKey(key.replace(/one$/, 'other')), key).toBe(true)
    if (!key.endsWith('.other')) continue
    expect(isKey(key.replace(/other$/, 'one')), key).toBe(true)
    expect(sentence, key).toContain('{count}')
  }
})

test('no sentence speaks of git or Markdown', () => {
  for (const [key, sentence] of Object.entries(catalogue)) {
    if (key === 'site.branch') continue
    expect(sentence, key).not.toMatch(/\b(commit|push|branch|merge|remote|repository|front matter|markdown|git)\b/i)
  }
})

test('places are filled, numbers are grouped, and the right form is taken', () => {
  const cases: [string, string][] = [
    [say('posts.item', { title: 'A', state: 'Draft' }), 'A, Draft'],
    [say('posts.item', { title: '{state}', state: 'Draft' }), '{state}, Draft'],
    [sayCount('posts.found', 1), '1 post found'],
    [sayCount('posts.found', 0), '0 posts found'],
    [sayCount('foot.words', 12345), '12,345 words'],
  ]
  for (const [said, expected] of cases) expect(said).toBe(expected)
  const key: CountKey = 'foot.words'
  const whole: Key = `${key}.one`
  expect(say(whole)).toBe('1 word')
})
