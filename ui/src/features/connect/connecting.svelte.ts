import {
  problemOf,
  type Connected,
  type ConnectPlan,
  type ConnectStep,
  type Desk,
  type DeskEvent,
  type Problem,
  type Ready,
  type SiteView,
} from '../../ipc'

/** Where the sheet is. */
export type Stage =
  | { at: 'closed' }
  /** Which website: by its address or an invitation. */
  | { at: 'ask'; problem: Problem | null }
  /** Where a website that is here has moved to. */
  | { at: 'moved'; problem: Problem | null }
  /** What was understood, and where it will be kept. */
  | { at: 'plan'; plan: ConnectPlan; problem: Problem | null }
  | { at: 'going'; plan: ConnectPlan; step: ConnectStep; done: number; stopping: boolean }
  /** It is here and open; what the server says of publishing is still asked while `ready` is null. */
  | { at: 'done'; plan: ConnectPlan; connected: Connected; ready: Ready | null }

/** Signs in at a server; true when that is done, false when the person thought better of it. */
export type SignIn = (host: string, address: string) => Promise<boolean>

/** What an invitation's file is called. */
export const isInvitation = (name: string) => name.toLowerCase().endsWith('.byline-site')

/** Connecting a website: which, where to, on its way, ready. */
export class Connecting {
  stage = $state.raw<Stage>({ at: 'closed' })
  /** What is in the fields stays there, whatever goes wrong. */
  address = $state('')
  folder = $state('')
  /** The desk was asked something that has not been answered. */
  busy = $state(false)
  /** How to sign in, where that is possible from here. */
  signIn: SignIn | null = null

  #desk: Desk
  /** Called with the site as soon as it is here. */
  #entered: (site: SiteView) => Promise<void>
  /** Called with the open site once it has another address. */
  #moved: (site: SiteView) => void

  constructor(
    desk: Desk,
    entered: (site: SiteView) => Promise<void>,
    moved: (site: SiteView) => void = () => undefined,
  ) {
    this.#desk = desk
    this.#entered = entered
    this.#moved = moved
  }

  open = (): void => {
    if (this.stage.at === 'closed') this.stage = { at: 'ask', problem: null }
  }

  /** Closes the sheet; what is on its way is stopped first. */
  close = (): void => {
    if (this.stage.at === 'going') void this.stop()
    else this.stage = { at: 'closed' }
  }

  /** Back to the question which website. */
  back = (): void => {
    this.stage = { at: 'ask', problem: null }
  }

  /** Asks where the open website has moved to. */
  openMoved = (): void => {
    if (this.stage.at !== 'closed') return
    this.address = ''
    this.stage = { at: 'moved', problem: null }
  }

  /** Gives the open website the address that was typed. */
  follow = async (): Promise<void> => {
    if (this.busy) return
    this.busy = true
    try {
      this.#moved(await this.#desk.followAddress(this.address))
      this.stage = { at: 'closed' }
    } catch (error) {
      this.stage = { at: 'moved', problem: problemOf(error) }
    } finally {
      this.busy = false
    }
  }

  /** Looks at the address that was typed. */
  look = () => this.#plan(() => this.#desk.connectPlan(this.address))
  /** Lets the person choose an invitation with the system's own dialog. */
  chooseInvitation = () => this.#plan(() => this.#desk.connectInvitation(null))
  /** An invitation was dropped on the window, or opened with Byline. */
  invited = async (token: string): Promise<void> => {
    // Whatever else is on its way comes first.
    if (this.stage.at === 'going' || this.busy) return
    this.stage = { at: 'ask', problem: null }
    await this.#plan(() => this.#desk.connectInvitation(token))
  }
  /** Lets the person choose where the website is kept. */
  choosePlace = () => this.#plan(() => this.#desk.connectPlace())

  /** Brings the website here. */
  connect = async (): Promise<void> => {
    const { stage } = this
    if (stage.at !== 'plan' || this.busy) return
    const { plan } = stage
    this.stage = { at: 'going', plan, step: 'asking', done: 0, stopping: false }
    try {
      const connected = await this.#desk.connect(this.folder)
      this.stage = { at: 'done', plan, connected, ready: null }
      await this.#entered(connected.site)
      await this.check()
    } catch (error) {
      const problem = problemOf(error)
      this.stage = { at: 'plan', plan, problem: problem.code === 'cancelled' ? null : problem }
    }
  }

  /** Stops what is on its way; nothing is left of it. */
  stop = async (): Promise<void> => {
    if (this.stage.at !== 'going' || this.stage.stopping) return
    this.stage = { ...this.stage, stopping: true }
    await this.#desk.cancelConnect()
  }

  /** Asks the server whether publishing will work. */
  check = async (): Promise<void> => {
    if (this.stage.at !== 'done') return
    this.stage = { ...this.stage, ready: null }
    await this.#look()
  }

  /** Asks, and shows what was known until the answer comes: nothing moves that somebody is about to press. */
  async #look(): Promise<void> {
    const ready = await this.#desk
      .publishingReady()
      .catch((error: unknown): Ready => ({ checks: [], problem: problemOf(error) }))
    if (this.stage.at === 'done') this.stage = { ...this.stage, ready }
  }

  /** Signs in where that was missing, and goes on from there. */
  signInAndGoOn = async (): Promise<void> => {
    const { stage } = this
    if ((stage.at !== 'plan' && stage.at !== 'done') || !this.signIn || stage.plan.host === null) return
    if (!(await this.signIn(stage.plan.host, stage.plan.address))) return
    if (stage.at === 'plan') await this.connect()
    else await this.check()
  }

  /** Keeps whose name goes on what is published. */
  keepWriter = async (name: string, email: string): Promise<void> => {
    const { stage } = this
    if (stage.at !== 'done') return
    const writer = { name: name.trim(), email: email.trim() }
    await this.#desk.setWriter(writer)
    if (this.stage.at === 'done') {
      this.stage = { ...this.stage, connected: { ...stage.connected, site: { ...stage.connected.site, writer } } }
    }
    await this.#look()
  }

  onEvent(event: DeskEvent): void {
    if (event.kind !== 'connecting' || this.stage.at !== 'going') return
    this.stage = { ...this.stage, step: event.step, done: event.done ?? 0 }
  }

  async #plan(ask: () => Promise<ConnectPlan | null>): Promise<void> {
    if (this.busy) return
    this.busy = true
    try {
      const plan = await ask()
      if (plan) {
        this.folder = plan.folder_name
        this.stage = { at: 'plan', plan, problem: null }
      }
    } catch (error) {
      const problem = problemOf(error)
      if (this.stage.at === 'plan') this.stage = { ...this.stage, problem }
      else this.stage = { at: 'ask', problem }
    } finally {
      this.busy = false
    }
  }
}
