// Two versions of a post, as the desk in memory has them.
import type { Settled, TwoVersions, VersionsChoice, VersionsSide } from './desk'
import { open } from './fake-shown'
import { FakePasting } from './fake-pasting'

const side = (pieces: [VersionsSide['pieces'][number]['became'], string][]): VersionsSide => ({
  pieces: pieces.map(([became, text]) => ({ became, text })),
  text: pieces
    .filter(([became]) => became !== 'removed')
    .map(([, text]) => text)
    .join(''),
  picture: null,
})

/** Two questions about the post on data lakes: a paragraph and its title. */
export function fakeTwoVersions(path: string): TwoVersions {
  const minutes = (count: number) => new Date(Date.now() - count * 60_000).toISOString()
  return {
    path,
    title: 'What a data lake is, and is not',
    who: 'Anna Writer',
    by_program: false,
    mine_at: minutes(10),
    theirs_at: minutes(24 * 60 + 5),
    questions: [
      {
        part: 'detail',
        label: 'Title',
        mine: side([
          ['same', 'What a data lake is'],
          ['added', ', and is not'],
        ]),
        theirs: side([
          ['same', 'What '],
          ['removed', 'a '],
          ['same', 'data '],
          ['removed', 'lake is'],
          ['added', 'lakes are'],
        ]),
        both: false,
        edit: true,
      },
      {
        part: 'text',
        label: null,
        mine: side([
          ['same', 'Great queues at the '],
          ['removed', 'DataDog'],
          ['added', 'Datadog'],
          ['same', ' stand made it the winner of the day'],
          ['added', ', and the socks were worth it'],
          ['same', '.'],
        ]),
        theirs: side([
          ['same', 'Great queues at the DataDog stand '],
          ['added', 'arguably '],
          ['same', 'made it the winner of the day.'],
        ]),
        both: true,
        edit: true,
      },
    ],
    stamp: 'first',
  }
}

/** Shows and settles two versions: the post takes over the paragraph that was chosen. */
export abstract class FakeVersions extends FakePasting {
  /** The posts that have two versions. */
  readonly versions_ = new Map<string, TwoVersions>([['posts/lake.md', fakeTwoVersions('posts/lake.md')]])

  async twoVersions(path: string) {
    await this.call('twoVersions', path)
    return this.versions_.get(path) ?? null
  }
  async settleVersions(path: string, stamp: string, choices: VersionsChoice[]): Promise<Settled> {
    await this.call('settleVersions', path, stamp, choices)
    const asked = this.versions_.get(path)
    const post = this.post(path)
    if (asked?.stamp !== stamp) return { post: open(post), next: asked ?? null, done: false }
    this.versions_.delete(path)
    for (const [at, choice] of choices.entries()) {
      const question = asked.questions[at]
      const [mine, theirs] = [question?.mine?.text ?? '', question?.theirs?.text ?? '']
      const words = choice.keep === 'words' ? choice.words : { mine, theirs, both: `${mine}\n\n${theirs}` }[choice.keep]
      if (question?.part === 'detail') post.details.title = words
      else post.body = `${words}\n`
    }
    post.revision++
    post.saved = post.revision
    post.state = 'changed'
    post.two_versions = null
    this.emit({ kind: 'posts-changed' })
    return { post: open(post), next: null, done: true }
  }
}
