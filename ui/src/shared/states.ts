import type { PostItem, PostState } from '../ipc'
import { shortTime } from './dates'
import { isKey, say } from './words'

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

/** What a post's state says, with why it stands there or when it goes out. */
export function stateWords(post: Pick<PostItem, 'state' | 'reason' | 'due'>): string {
  const { state, reason, due } = post
  if (state === 'scheduled' && due !== null) {
    return say(reason === 'newer' ? 'state.scheduled.newer' : 'state.scheduled.at', { when: shortTime(due) })
  }
  if (reason === null || (state === 'waiting' && reason === 'offline')) return say(`state.${state}`)
  const key = `state.${state}.${reason}`
  if (isKey(key)) return say(key)
  return say(state === 'waiting' ? 'state.waiting.other' : `state.${state}`)
}
