// How the desk in memory begins.
import type { KnownSite, LiveStep, OutcomeKind, Problem, Writer } from './desk'

/** How a fake desk begins. */
export type FakeOptions = {
  /** Whether a site is open at the start. */
  open?: boolean
  /** Why the site that was asked for is not open. */
  problem?: Problem | null
  /** Posts besides the written ones. */
  more?: number
  /** How a publish ends. */
  outcome?: OutcomeKind
  writer?: Writer | null
  /** What becomes of a published post on the public website; null: nobody looks. */
  live?: LiveStep | null
  /** How long a step of publishing takes, in milliseconds. */
  step?: number
  /** How long until the file has the words, in milliseconds. */
  file?: number
  /** Whether the site describes many details. */
  form?: boolean
  /** Whether the server wants somebody to sign in. */
  signIn?: boolean
  /** Whether the site's own looks are found. */
  looks?: boolean
}

/** The sites that were open before. */
export const RECENT: KnownSite[] = [
  { id: 'blog', name: 'fourTheorem blog', place: '~/Websites/fourtheorem', missing: false },
  { id: 'old', name: 'Conference notes', place: '/media/stick/notes', missing: true },
]
