// The past of the posts of the desk in memory.
import {
  DeskProblem,
  type Against,
  type GonePost,
  type Outcome,
  type PostHistory,
  type Restored,
  type SeenBlock,
  type ShownVersion,
  type UnpublishPlan,
  type Version,
} from './desk'
import { FakeManage } from './fake-manage'
import { MESSAGES, open } from './fake-shown'

/** A version and its text. */
type Kept = { version: Version; body: string; title: string }

function version(id: string, date: string, changes: Partial<Version> = {}): Version {
  return {
    id,
    date,
    author: 'James Dadd',
    where: 'local',
    words: 120,
    why: 'While you were writing',
    here: false,
    on_website: false,
    can_take_back: false,
    ...changes,
  }
}

/** What an outcome says besides. */
const SAID = { address: null, due: null, request: null, can_ask_approval: false, looks: false }

/** Tells what was, gives it back, and takes posts off the website. */
export abstract class FakeHistory extends FakeManage {
  /** Whether older versions are only at the server. */
  olderAtServer = false
  /** No versions are known of any post. */
  noVersions = false
  gone_: GonePost[] = [
    {
      path: 'posts/old-office.md',
      version: 'c0ffee'.padEnd(40, '0'),
      title: 'Our old office',
      date: '2026-10-02',
      author: 'Anna Writer',
    },
  ]
  /** Versions by the post's path, the newest first; made when they are asked for. */
  #kept = new Map<string, Kept[]>()

  async postHistory(path: string): Promise<PostHistory> {
    await this.call('postHistory', path)
    const versions = this.noVersions ? [] : this.#versions(path).map(({ version }) => version)
    return { path, versions, older_at_server: this.olderAtServer, more: false }
  }
  async olderVersions(path: string): Promise<PostHistory> {
    await this.call('olderVersions', path)
    const all = this.#versions(path)
    const oldest = all.at(-1)
    if (oldest) all.push({ ...oldest, version: version('older', '2024-02-01T08:00:00+00:00', { where: 'published' }) })
    this.olderAtServer = false
    return { path, versions: all.map(({ version }) => version), older_at_server: false, more: false }
  }
  async postVersion(path: string, id: string, against: Against): Promise<ShownVersion> {
    await this.call('postVersion', path, id, against)
    const { kept, place, all } = this.#find(path, id)
    const post = this.post(path)
    const before = all[place + 1]
    const other = against === 'now' ? { body: post.body, title: post.details.title } : before
    const blocks = compared(other?.body ?? '', kept.body)
    const details =
      other && other.title !== kept.title
        ? [{ label: 'Title', became: 'changed' as const, before: other.title, after: kept.title }]
        : []
    const same = details.length === 0 && blocks.every((block) => block.became === 'same')
    return { version: kept.version, against: other ? against : null, details, blocks, same }
  }
  async restoreVersion(path: string, id: string): Promise<Restored> {
    await this.call('restoreVersion', path, id)
    const gone = this.gone_.find((post) => post.version === id)
    if (gone) {
      const [first] = this.posts_
      if (!first) throw new DeskProblem({ code: 'no-post', message: 'This post is no longer there.', hint: null })
      const back = { ...structuredClone(first), path: gone.path, state: 'draft' as const }
      back.details.title = gone.title
      this.posts_ = [back, ...this.posts_]
      this.gone_ = this.gone_.filter((post) => post !== gone)
      this.emit({ kind: 'posts-changed' })
      return { post: open(back), before: null, pictures: [], missing: [] }
    }
    const { kept, all } = this.#find(path, id)
    const post = this.post(path)
    const was = { body: post.body, title: post.details.title }
    const before = `before-${all.length}`
    const why = 'Before another version was restored'
    all.unshift({ version: version(before, '2026-11-24T10:00:00+00:00', { why }), ...was })
    post.body = kept.body
    post.details.title = kept.title
    post.revision++
    post.saved = post.revision
    if (post.state === 'published') post.state = 'changed'
    this.emit({ kind: 'posts-changed' })
    return {
      post: open(post),
      before,
      pictures: kept.version.where === 'published' ? ['images/old.jpg'] : [],
      missing: [],
    }
  }
  async gonePosts(): Promise<GonePost[]> {
    await this.call('gonePosts')
    return this.gone_
  }
  async takeBack(path: string): Promise<Outcome | null> {
    await this.call('takeBack', path)
    const post = this.post(path)
    for (const { version } of this.#versions(path)) Object.assign(version, { can_take_back: false, on_website: false })
    post.state = 'changed'
    const message = 'Taken back: the website has again what it had before. Your words are still here.'
    this.#ended(path, message)
    return null
  }
  async unpublishPlan(path: string): Promise<UnpublishPlan> {
    await this.call('unpublishPlan', path)
    const post = this.post(path)
    const changes = [
      'It becomes a draft: the website no longer shows it, and every word stays here.',
      'Readers who open https://fourtheorem.example/blog/aws-summit/ will find nothing there.',
    ]
    const on_website = post.state !== 'draft'
    return { title: post.details.title, on_website, changes: on_website ? changes : [], address: null }
  }
  async unpublish(path: string): Promise<Outcome | null> {
    await this.call('unpublish', path)
    this.post(path).state = 'draft'
    this.#ended(path, 'It is off the website. Every word of it is still here.')
    return null
  }

  #ended(path: string, message: string): void {
    this.emit({ kind: 'posts-changed' })
    const outcome = {
      path,
      outcome: 'published' as const,
      commit: null,
      branch: 'main',
      files: [],
      attempts: 1,
      sign_in: null,
    }
    this.emit({ kind: 'publish-ended', path, outcome: { ...outcome, ...MESSAGES.published, ...SAID, message } })
  }
  #find(path: string, id: string): { kept: Kept; place: number; all: Kept[] } {
    const all = this.#versions(path)
    const place = all.findIndex(({ version }) => version.id === id)
    const kept = all[place]
    if (!kept)
      throw new DeskProblem({ code: 'no-such-version', message: `This post has no version ${id}.`, hint: null })
    return { kept, place, all }
  }
  #versions(path: string): Kept[] {
    const known = this.#kept.get(path)
    if (known) return known
    const { body, details } = this.post(path)
    const { title } = details
    const paragraphs = body.split('\n\n')
    const without = paragraphs.filter((_, at) => at !== 2).join('\n\n')
    const other = without.replace(/\bwe\b/g, 'everybody').replace(/\bthe\b/, 'a')
    const published = { where: 'published' as const, why: 'Published' }
    const made: Kept[] = [
      { version: version('9', '2026-11-24T09:41:00+00:00', { here: true }), body, title },
      { version: version('8', '2026-11-23T16:05:00+00:00', { why: 'Before it was tidied' }), body: without, title },
      {
        version: version('a'.repeat(40), '2026-11-23T15:30:00+00:00', {
          ...published,
          on_website: true,
          can_take_back: true,
        }),
        body: other,
        title,
      },
      {
        version: version('7', '2026-11-20T11:12:00+00:00', { why: "Your colleague's text", author: null }),
        body: `${other}\n\nAnd a line by a colleague.`,
        title,
      },
      {
        version: version('b'.repeat(40), '2026-11-02T08:15:00+00:00', { ...published, author: 'Anna Writer' }),
        body: paragraphs.slice(0, 3).join('\n\n'),
        title: 'A first title',
      },
    ]
    this.#kept.set(path, made)
    return made
  }
}

/** Two texts by paragraph; in one that changed, by word at its beginning and end. */
function compared(old: string, now: string): SeenBlock[] {
  const parts = (text: string) =>
    text
      .split(/\n{2,}/)
      .map(plain)
      .filter(Boolean)
  const [before, after] = [parts(old), parts(now)]
  const blocks: SeenBlock[] = []
  let at = 0
  for (const text of after) {
    const same = before.indexOf(text, at)
    if (same >= 0) {
      blocks.push(...before.slice(at, same).map((gone) => block(gone, 'removed')), block(text, 'same'))
      at = same + 1
    } else if (before[at] !== undefined && before[at]?.slice(0, 6) === text.slice(0, 6)) {
      blocks.push(changed(before[at] ?? '', text))
      at++
    } else blocks.push(block(text, 'added'))
  }
  return [...blocks, ...before.slice(at).map((gone) => block(gone, 'removed'))]
}

const plain = (text: string) =>
  text
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/[*_`#>]/g, '')
    .replace(/\s+/g, ' ')
    .trim()

function block(text: string, became: 'same' | 'added' | 'removed'): SeenBlock {
  return { kind: 'paragraph', level: 0, became, pieces: [{ became, text }], picture: null }
}

function changed(old: string, now: string): SeenBlock {
  const [before, after] = [old.split(' '), now.split(' ')]
  let start = 0
  while (start < before.length && before[start] === after[start]) start++
  let end = 0
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end++
  const piece = (became: 'same' | 'added' | 'removed', words: string[]) => ({ became, text: `${words.join(' ')} ` })
  const pieces = [
    piece('same', after.slice(0, start)),
    piece('removed', before.slice(start, before.length - end)),
    piece('added', after.slice(start, after.length - end)),
    piece('same', after.slice(after.length - end)),
  ].filter(({ text }) => text.trim() !== '')
  return { kind: 'paragraph', level: 0, became: 'changed', pieces, picture: null }
}
