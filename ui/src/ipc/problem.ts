import { say } from '../shared/words'
import { DeskProblem, type Problem } from './desk'

/** What went wrong as something to show: any thrown value becomes a plain sentence. */
export function problemOf(error: unknown): Problem {
  if (error instanceof DeskProblem) return { code: error.code, message: error.message, hint: error.hint }
  return { code: 'broken', message: say('app.broken'), hint: say('app.broken.hint') }
}
