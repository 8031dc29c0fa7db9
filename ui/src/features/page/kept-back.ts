import type { KeptBack, PostItem } from '../../ipc'
import { stateWords, TONES } from '../../shared/states'
import { say } from '../../shared/words'

/** What a few words say of a post that readers do not find, whatever the server has. */
export const keptBackWords = (why: KeptBack): string =>
  why === 'unpublished'
    ? say('state.draft')
    : why === 'scheduled'
      ? say('state.scheduled')
      : say(`link.kept-back.${why}`)

/** Where a post stands, for somebody who wants to lead readers there. */
export function standing(
  post: PostItem,
  why: KeptBack | null,
): { words: string; tone: (typeof TONES)[PostItem['state']] } {
  // Of what is not sent yet its own state says more.
  if (why === 'marked' || why === 'dated') return { words: keptBackWords(why), tone: 'warn' }
  return { words: stateWords(post), tone: TONES[post.state] }
}
