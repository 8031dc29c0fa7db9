// What the desk in memory has waiting, and how it publishes.
import {
  DeskProblem,
  type Cancelled,
  type DeskEvent,
  type LiveStep,
  type Outcome,
  type PublishPlan,
  type Queue,
  type QueuedPost,
  type Sending,
  type Writer,
} from './desk'
import { fakeFindings, type FakePost } from './fake-posts'

const WHY: Record<string, string> = {
  offline: 'Waiting for internet',
  'sign-in': 'Waiting for you to sign in',
  'server-trouble': "The website's server is in trouble",
}

/** The posts that wait, as the desk tells of them. */
export function fakeQueue(posts: FakePost[]): Queue {
  const waiting = posts.filter((post) => ['waiting', 'sending', 'scheduled'].includes(post.state))
  return {
    posts: waiting.map(queued),
    next_try: waiting.some((post) => post.state === 'waiting') ? '2026-11-25T10:05:00Z' : null,
    host: 'github.com',
  }
}

function queued(post: FakePost): QueuedPost {
  const { path, state, reason = null, due = null } = post
  const why = state === 'scheduled' ? 'Goes out at its time' : (WHY[reason ?? ''] ?? 'Goes out next')
  return {
    path,
    title: post.details.title,
    state,
    reason,
    why,
    since: '2026-11-25T10:00:00Z',
    due,
    for_approval: false,
  }
}

/** Takes a post out of those that wait. */
export function fakeCancel(post: FakePost, emit: (event: DeskEvent) => void): Cancelled {
  const waits = ['waiting', 'scheduled'].includes(post.state)
  if (waits) {
    post.state = 'draft'
    post.reason = post.due = null
    emit({ kind: 'posts-changed' })
    emit({ kind: 'queue-changed', waiting: 0 })
  }
  return {
    cancelled: waits,
    message: `“${post.details.title}” does not go out; its words stay on this computer as they are.`,
  }
}

/** What asking to send in this way comes to at once; nothing when it goes out as usual. */
export function fakeSending(post: FakePost, how: Sending, outcome: Outcome): Outcome | null {
  if (how.at !== null) {
    if (new Date(how.at).getTime() <= Date.now()) {
      throw new DeskProblem({ code: 'time-passed', message: 'The time to publish at has passed already.', hint: null })
    }
    post.state = 'scheduled'
    post.due = new Date(how.at).toISOString()
    const hint =
      'Byline must be open and the computer awake then; otherwise the post goes out the next time you open Byline.'
    return {
      ...outcome,
      outcome: 'waiting',
      due: post.due,
      message: 'Your post goes out at that time, as it is now.',
      hint,
    }
  }
  if (!how.for_approval) return null
  post.state = 'for-approval'
  return {
    ...outcome,
    outcome: 'sent-for-approval',
    message: 'Your post is with the people who approve what goes on the website.',
    hint: 'Open the page below and press its button once, so that they hear of it.',
    request: 'https://github.com/fourtheorem/site/compare/main...posts/aws-summit?quick_pull=1',
  }
}

/** How a published post comes to the public website. */
export async function fakeLive(
  post: FakePost,
  step: LiveStep,
  pause: number,
  emit: (event: DeskEvent) => void,
): Promise<void> {
  const { path } = post
  const address = step === 'cannot' ? null : 'https://fourtheorem.example/blog/aws-summit/'
  const tell = (now: LiveStep, message: string, hint: string | null = null) =>
    emit({ kind: 'live', path, step: now, address, message, hint })
  if (step !== 'cannot') tell('looking', 'The website is building its pages; Byline looks for your post there.')
  if (step === 'looking') return
  await new Promise((done) => setTimeout(done, pause))
  if (step === 'live') {
    post.state = 'live'
    emit({ kind: 'posts-changed' })
    tell('live', 'Your post is on the website for everyone to see.')
  } else if (step === 'not-yet') {
    tell('not-yet', 'The public page has not changed yet.', 'Some websites take longer; look again later.')
  } else tell('cannot', 'Byline does not know its public address and cannot look for it there.')
}

/** Whether this is a word for how far a post is. */
export const isLive = (word: string | null): boolean => ['looking', 'live', 'not-yet', 'cannot'].includes(word ?? '')

/** What publishing a post would send. */
export function fakePlan(post: FakePost, writer: Writer | null): PublishPlan {
  const { path } = post
  return {
    title: post.details.title,
    files: [
      { path, change: post.state === 'draft' ? 'new' : 'changed', bytes: post.body.length },
      { path: 'images/aws-summit.jpg', change: 'new', bytes: 408_112 },
    ],
    summary: '1 post and 1 picture, 412 kB. Nothing else on the site changes.',
    changes: post.state === 'draft' ? ['Its draft mark is taken off, so that the website shows it.'] : [],
    findings: fakeFindings(post),
    writer: writer,
    to: 'github.com',
    cannot: null,
    wants_approval: false,
  }
}
