import type { PostState } from '../ipc'

/** The colour that goes with a state; the words always stand beside it. */
export const TONES: Record<PostState, 'soft' | 'warn' | 'good' | 'accent' | 'bad'> = {
  draft: 'soft',
  changed: 'warn',
  scheduled: 'accent',
  waiting: 'accent',
  sending: 'accent',
  published: 'good',
  live: 'good',
  'for-approval': 'accent',
  'needs-you': 'bad',
  unknown: 'soft',
}
