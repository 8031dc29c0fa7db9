import {
  problemOf,
  type Chosen,
  type Desk,
  type DeskEvent,
  type Finding,
  type OpenPost,
  type Problem,
  type TidyPlan,
  type TidyRepair,
} from '../../ipc'

/** What the sheet needs of the rest of the window. */
export type TidyHost = {
  /** Puts what the desk gives back on the page. */
  repair(ask: (path: string) => Promise<OpenPost>): Promise<void>
  /** Takes the last repairs back. */
  takeBack(): Promise<void>
  /** The sheet was closed, and so many repairs of this sitting stand. */
  closed(repaired: number): Promise<void>
}

/** The sheet with everything that can be repaired in a post. */
export class Tidy {
  open = $state(false)
  title = $state('')
  plan = $state.raw<TidyPlan | null>(null)
  busy = $state<'looking' | 'repairing' | null>(null)
  /** How much of the other posts has been looked through, from 0 to 1; null while that is not known. */
  done = $state<number | null>(null)
  problem = $state.raw<Problem | null>(null)
  /** How much each step of this sitting repaired, the last one last. */
  steps = $state.raw<number[]>([])
  /** The last thing that happened was taking a step back. */
  undone = $state(false)

  #path = ''
  #desk: Desk
  #host: TidyHost
  /** Counts the questions, so that late answers are left alone. */
  #question = 0

  constructor(desk: Desk, host: TidyHost) {
    this.#desk = desk
    this.#host = host
  }

  /** How many repairs of this sitting stand. */
  get repaired(): number {
    return this.steps.reduce((sum, step) => sum + step, 0)
  }

  get canUndo(): boolean {
    return this.plan?.can_undo === true
  }

  /** Opens the sheet for a post, once everything typed is handed over. */
  async ask(path: string, title: string, flush: () => Promise<void>): Promise<void> {
    if (this.open) return
    this.open = true
    this.title = title
    this.plan = null
    this.steps = []
    this.undone = false
    this.#path = path
    await this.#during('looking', flush)
  }

  async repair(one: TidyRepair): Promise<void> {
    await this.#repair((path) => this.#desk.tidy(path, [chosen(one.finding)]))
  }

  async repairAll(): Promise<void> {
    await this.#repair((path) => this.#desk.tidy(path, null))
  }

  /** Takes the last step back, whether of this sitting or of an earlier one. */
  async undo(): Promise<void> {
    await this.#during('repairing', async () => {
      await this.#host.takeBack()
      this.steps = this.steps.slice(0, -1)
      this.undone = true
    })
  }

  close(): void {
    if (!this.open) return
    this.#question++
    this.open = false
    this.busy = null
    void this.#host.closed(this.repaired)
  }

  onEvent(event: DeskEvent): void {
    if (event.kind === 'tidying' && event.path === this.#path && this.busy) this.done = event.done
  }

  async #repair(ask: (path: string) => Promise<{ post: OpenPost; repaired: number }>): Promise<void> {
    await this.#during('repairing', async () => {
      let repaired = 0
      await this.#host.repair(async (path) => {
        const done = await ask(path)
        repaired = done.repaired
        return done.post
      })
      if (repaired > 0) this.steps = [...this.steps, repaired]
      this.undone = false
    })
  }

  /** Does something and looks again at what is left. */
  async #during(what: 'looking' | 'repairing', work: () => Promise<void>): Promise<void> {
    if (this.busy) return
    const question = ++this.#question
    this.busy = what
    this.done = null
    this.problem = null
    try {
      await work()
      if (question !== this.#question) return
      const plan = await this.#desk.tidyPlan(this.#path)
      if (question === this.#question) this.plan = plan
    } catch (error) {
      if (question === this.#question) this.problem = problemOf(error)
    } finally {
      if (question === this.#question) this.busy = null
    }
  }
}

/** Which repair a finding stands for. */
export function chosen({ id, line, from }: Finding): Chosen {
  return { id, line, from }
}
