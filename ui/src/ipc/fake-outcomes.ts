// What the fake desk says when a publish ended.
import type { OutcomeKind } from './desk'

/** The words for each way that a publish can end. */
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
  refused: {
    message: "The website's server does not take posts from you.",
    hint: 'Ask whoever looks after the website to let you publish.',
  },
}
