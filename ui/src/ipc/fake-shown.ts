// How the desk in memory shows its posts, and what it says.
import type { OpenPost, OutcomeKind } from './desk'
import { wordsOf, type FakePost } from './fake-posts'

/** How each outcome is said. */
export const MESSAGES: Record<OutcomeKind, { message: string; hint: string | null }> = {
  published: { message: "Your post is on the website's server.", hint: null },
  'already-published': { message: 'The website already has exactly this post.', hint: null },
  'sent-for-approval': { message: 'Your post was sent to the people who approve posts.', hint: null },
  waiting: {
    message: 'There is no internet. Your post is kept and goes out by itself as soon as there is.',
    hint: 'You can go on writing or close Byline.',
  },
  'needs-you': {
    message: 'Somebody else changed this post on the website.',
    hint: 'Compare the two texts and choose, then publish again. Nothing is lost.',
  },
  cancelled: { message: 'It was stopped before it went out.', hint: null },
  refused: {
    message: "The website's server does not take posts from you.",
    hint: 'Ask whoever looks after the website to let you publish.',
  },
}

/** A post as the page gets it. */
export function open(post: FakePost): OpenPost {
  const spoken = /^ # \*\*[^\n]*\n\*\*\*\n/.exec(post.body)?.[0].length ?? 0
  return {
    path: post.path,
    revision: post.revision,
    saved: post.saved,
    details: structuredClone(post.details),
    body: post.body,
    spoken_for: spoken > 0 ? [{ from: 0, to: spoken, detail: 'title' }] : [],
    state: post.state,
    words: wordsOf(post.body),
    read_only: null,
    recovered: false,
    two_versions: post.two_versions ?? null,
    address: null,
  }
}
