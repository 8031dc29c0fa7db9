import { expect, test, vi } from 'vitest'
import { FakeDesk } from '../../ipc/fake'
import type { Problem } from '../../ipc'
import { Proof } from './proof.svelte'

const PATH = 'posts/a.md'

async function reading(desk = new FakeDesk()) {
  const failed: Problem[] = []
  const done: { sentence: string; undo: () => void }[] = []
  let path: string | null = PATH
  const proof = new Proof(desk, () => path, {
    failed: (problem) => failed.push(problem),
    done: (sentence, undo) => done.push({ sentence, undo }),
  })
  const read: boolean[] = []
  proof.attach({ readWords: (native) => read.push(native) })
  await vi.waitFor(() => expect(read).toHaveLength(1))
  return { desk, proof, read, failed, done, leave: () => (path = null) }
}

test('words are read once the language of the post is known', async () => {
  const desk = new FakeDesk()
  let go: () => void = () => undefined
  desk.holds.set('postLanguage', new Promise<void>((done) => (go = done)))
  const proof = new Proof(desk, () => PATH, { failed: () => undefined, done: () => undefined })
  proof.attach({ readWords: () => undefined })
  const answer = proof.host.check(['One teh.'])
  expect(desk.called('checkWords')).toEqual([])
  go()
  expect((await answer)[0]?.map(({ words }) => words)).toEqual(['teh'])
  expect(proof.about?.tag).toBe('en-GB')
})

test('what a person decides is kept, and the words are read anew', async () => {
  const { desk, proof, read } = await reading()
  const [[finding] = []] = await proof.host.check(['One teh.'])
  if (!finding) throw new Error('nothing found')
  proof.host.ignore(finding)
  await vi.waitFor(() => expect(read).toHaveLength(2))
  expect(await proof.host.check(['One teh.'])).toEqual([[]])
  expect(proof.about?.ignored).toBe(1)
  proof.host.add('wrods', 'site')
  await vi.waitFor(() => expect(read).toHaveLength(3))
  expect(desk.siteWords_).toContain('wrods')
  proof.host.off({ ...finding, rule: 'Twice' })
  await vi.waitFor(() => expect(read).toHaveLength(4))
  expect(desk.rulesOff_).toEqual([{ rule: 'Twice', said: 'No dictionary has “teh”.' }])
})

test('what a person decided is told, and taken back by one click', async () => {
  const { desk, proof, read, done } = await reading()
  const [[finding] = []] = await proof.host.check(['One teh.'])
  if (!finding) throw new Error('nothing found')
  proof.host.ignore(finding)
  proof.host.add('teh', 'mine')
  proof.host.add('teh', 'site')
  proof.host.off({ ...finding, rule: 'Twice', message: 'This word is written twice.' })
  await vi.waitFor(() => expect(done).toHaveLength(4))
  expect(done.map(({ sentence }) => sentence)).toEqual([
    '“teh” is not marked in this post any more.',
    '“teh” is in your dictionary now.',
    "“teh” is in this website's dictionary now.",
    'Not marked in any post any more: This word is written twice.',
  ])
  const before = read.length
  for (const { undo } of done) undo()
  await vi.waitFor(() => expect(read.length).toBeGreaterThan(before))
  await vi.waitFor(() => expect(proof.about?.ignored).toBe(0))
  expect([desk.words_, desk.siteWords_, desk.rulesOff_]).toEqual([[], ['fourTheorem'], []])
})

test('other details leave what is known as it is, another language does not', async () => {
  const { desk, proof, read } = await reading()
  await proof.follow()
  expect(read).toHaveLength(1)
  desk.language_ = 'fr'
  await proof.follow()
  expect(read).toHaveLength(2)
  // Details that follow at once take nothing away from what was decided about words.
  await Promise.all([proof.refresh(), proof.follow()])
  expect(read).toHaveLength(3)
})

test('spelling is left to the system where there is no dictionary, and taken back', async () => {
  const desk = new FakeDesk()
  desk.language_ = 'de-AT'
  const { proof, read } = await reading(desk)
  expect(read).toEqual([true])
  expect(desk.system_).toBe('de-AT')
  desk.available_.push('de-AT')
  await proof.refresh()
  expect(read).toEqual([true, false])
  expect(desk.system_).toBeNull()
})

test('what the desk refuses is told, and no post means no words', async () => {
  const { desk, proof, failed, leave } = await reading()
  desk.failures.set('setWord', { code: 'disk', message: 'The disk is full.', hint: null })
  proof.host.add('teh', 'mine')
  await vi.waitFor(() => expect(failed.map(({ message }) => message)).toEqual(['The disk is full.']))
  leave()
  expect(await proof.host.check(['teh'])).toEqual([])
  expect(await proof.host.suggest('teh')).toEqual([])
})
