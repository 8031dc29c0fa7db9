import {
  problemOf,
  type Desk,
  type DeskEvent,
  type Outcome,
  type PostState,
  type Problem,
  type PublishPlan,
  type Step,
} from '../../ipc'
import type { Key } from '../../shared/words'

/** What the desk last told of a published post on its way to the public website. */
export type Live = Extract<DeskEvent, { kind: 'live' }>

/** When and where to a post is to go. */
export type Choice = { for_approval: boolean; at: string | null }

/** Now, and to the website. */
export const NOW: Choice = { for_approval: false, at: null }

/** Where a publish is. */
export type Stage =
  | { at: 'planning' }
  | { at: 'plan'; plan: PublishPlan }
  | { at: 'going'; step: Step; done: number | null }
  | { at: 'ended'; outcome: Outcome }
  | { at: 'failed'; problem: Problem }

/** The steps in their order, for the person to see how far it is. */
export const STEPS: Step[] = ['kept', 'asking', 'preparing', 'sending', 'confirming']

/** What the Publish button says and whether it does anything. */
export function buttonOf(state: PostState | null): { label: Key; enabled: boolean } {
  switch (state) {
    case null:
      return { label: 'publish.button.publish', enabled: false }
    case 'draft':
    case 'unknown':
      return { label: 'publish.button.publish', enabled: true }
    case 'changed':
      return { label: 'publish.button.changes', enabled: true }
    case 'published':
    case 'live':
      return { label: 'publish.button.published', enabled: false }
    case 'waiting':
      return { label: 'publish.button.waiting', enabled: true }
    case 'sending':
      return { label: 'publish.button.sending', enabled: true }
    case 'scheduled':
      return { label: 'publish.button.scheduled', enabled: true }
    case 'for-approval':
      return { label: 'publish.button.for-approval', enabled: true }
    case 'needs-you':
      return { label: 'page.two-versions.look', enabled: true }
  }
}

/** The state of a post after its publish ended this way; null when that does not say. */
export function stateAfter({ outcome, due }: Pick<Outcome, 'outcome' | 'due'>): PostState | null {
  switch (outcome) {
    case 'published':
    case 'already-published':
      return 'published'
    case 'waiting':
      return due === null ? 'waiting' : 'scheduled'
    case 'needs-you':
      return 'needs-you'
    case 'sent-for-approval':
      return 'for-approval'
    case 'refused':
    case 'cancelled':
      return null
  }
}

/** The publishing of one post, and the sheet that shows it. The sheet may be closed while it goes on. */
export class Publishing {
  open = $state(false)
  path = $state<string | null>(null)
  title = $state('')
  stage = $state.raw<Stage>({ at: 'planning' })
  /** How far the post of the sheet is from being on the public website. */
  live = $state.raw<Live | null>(null)
  /** The post that is on its way, whether or not the sheet is open. */
  going = $state<string | null>(null)

  #desk: Desk
  #ended: (path: string, title: string, outcome: Outcome, seen: boolean) => void
  #question = 0

  /** `ended` is told how a publish ended and whether the person saw it in the sheet. */
  constructor(desk: Desk, ended: (path: string, title: string, outcome: Outcome, seen: boolean) => void) {
    this.#desk = desk
    this.#ended = ended
  }

  /** When the post of the sheet goes out as things are. */
  scheduled = $state<string | null>(null)

  /** Opens the sheet on a post, after `ready` has handed over what was typed. */
  async ask(path: string, title: string, ready: () => Promise<void>): Promise<void> {
    this.open = true
    if (this.going === path) return
    if (this.path !== path) this.live = null
    this.path = path
    this.title = title
    await this.plan(ready)
  }

  /** Looks, or looks again, at what would go out. */
  async plan(ready: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    const path = this.path
    if (path === null) return
    const question = ++this.#question
    if (this.stage.at !== 'plan' || this.stage.plan.title !== this.title) this.stage = { at: 'planning' }
    try {
      await ready()
      const [plan, queue] = await Promise.all([this.#desk.publishPlan(path), this.#desk.queue()])
      if (question !== this.#question) return
      this.scheduled = queue.posts.find((post) => post.path === path)?.due ?? null
      this.title = plan.title
      this.stage = { at: 'plan', plan }
    } catch (error) {
      if (question === this.#question) this.stage = { at: 'failed', problem: problemOf(error) }
    }
  }

  /** Sends the post; with the writer's name when the site did not have it. */
  async go(writer: { name: string; email: string } | null, choice: Choice = NOW): Promise<void> {
    const path = this.path
    if (path === null || this.going !== null) return
    this.#question++
    this.going = path
    this.live = null
    this.stage = { at: 'going', step: 'kept', done: null }
    try {
      if (writer) await this.#desk.setWriter(writer)
      const outcome = await this.#desk.publish(path, { message: null, ...choice })
      this.#end(outcome.path, outcome)
    } catch (error) {
      this.going = null
      this.stage = { at: 'failed', problem: problemOf(error) }
    }
  }

  async stop(): Promise<void> {
    const path = this.going
    if (path === null) return
    try {
      await this.#desk.cancelPublish(path)
    } catch (error) {
      this.stage = { at: 'failed', problem: problemOf(error) }
    }
  }

  close(): void {
    this.open = false
  }

  onEvent(event: DeskEvent): void {
    if (event.kind === 'post-moved') {
      if (this.path === event.from) this.path = event.to
      if (this.going === event.from) this.going = event.to
    } else if (event.kind === 'live') {
      if (event.path === this.path) this.live = event
    } else if (event.kind === 'publishing' && event.path === this.going) {
      this.stage = { at: 'going', step: event.step, done: event.done }
    } else if (event.kind === 'publish-ended' && event.path !== this.going) {
      // One that went out by itself, later.
      this.#ended(event.path, '', event.outcome, this.open && event.path === this.path)
      if (event.path === this.path && this.open) this.stage = { at: 'ended', outcome: event.outcome }
    }
  }

  #end(path: string, outcome: Outcome): void {
    this.going = null
    this.stage = { at: 'ended', outcome }
    this.#ended(path, this.title, outcome, this.open)
  }
}
