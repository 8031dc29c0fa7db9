// The desk as the window sees it: values or a thrown `DeskProblem`, and events. Nothing else in the window
// knows how the program behind it is reached.
import type { commands, DeskEvent, FilesDropped, Problem } from './bindings'

export type * from './bindings'

type Result<T> = { status: 'ok'; data: T } | { status: 'error'; error: Problem }
type Plain<F> = F extends (...args: infer A) => Promise<Result<infer T>> ? (...args: A) => Promise<T> : never

/** Every command, giving its value and throwing a [`DeskProblem`]. */
export type DeskCommands = { [K in keyof typeof commands]: Plain<(typeof commands)[K]> }

/** Stops listening. */
export type Stop = () => void

/** What the window may ask of the program behind it, and what it is told. */
export interface Desk extends DeskCommands {
  /** Calls `listener` for everything that happens at the desk. */
  onEvent(listener: (event: DeskEvent) => void): Stop
  /** Calls `listener` when files are dropped on the window. */
  onFilesDropped(listener: (drop: FilesDropped) => void): Stop
  /** Calls `listener` when the window is about to close; it hands over the last words and calls `leave`. */
  onLeaving(listener: () => void): Stop
}

/** A refusal or failure, in words for a person. */
export class DeskProblem extends Error {
  /** A stable word for programs. */
  readonly code: string
  /** What to do next, when there is something. */
  readonly hint: string | null

  constructor(problem: Problem) {
    super(problem.message)
    this.name = 'DeskProblem'
    this.code = problem.code
    this.hint = problem.hint
  }
}
