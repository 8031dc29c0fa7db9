import { problemOf, type Desk, type DeskEvent, type Problem, type RealSite } from '../../ipc'

/** What the real site needs of the window. */
export type RealSiteHost = {
  /** The post on the page. */
  path: () => string | null
  /** Hands over the last words of the page. */
  flush: () => Promise<void>
  failed: (problem: Problem) => void
}

/** The real site in the preview's place: what the site's own generator makes of the open post. */
export class RealSiteShown {
  /** The person wants to look at the real site. */
  open = $state(false)
  /** The person is asked whether the site's own program may run. */
  asking = $state(false)
  now = $state.raw<RealSite | null>(null)
  /** Something is asked of the desk. */
  busy = $state(false)

  readonly #desk: Desk
  readonly #host: RealSiteHost
  /** The post that was asked for last. */
  #path: string | null = null

  constructor(desk: Desk, host: RealSiteHost) {
    this.#desk = desk
    this.#host = host
  }

  /** Whether it stands in the place of the usual preview, which stays where there is nothing else to show. */
  get covers(): boolean {
    return this.open && this.now !== null && !['ask', 'missing'].includes(this.now.step)
  }

  toggle = (): void => {
    if (this.open) this.hide()
    else void this.show()
  }

  /** Shows the post that is on the page. */
  show = async (): Promise<void> => {
    const path = this.#host.path()
    if (path === null) return
    this.open = true
    this.#path = path
    this.busy = true
    try {
      await this.#host.flush()
      this.now = await this.#desk.showRealSite(path)
      this.asking = this.now.step === 'ask'
    } catch (error) {
      this.open = false
      this.#host.failed(problemOf(error))
    } finally {
      this.busy = false
    }
  }

  /** The usual preview again; the generator goes on for a while. */
  hide = (): void => {
    this.open = false
    this.asking = false
    void this.#trying(() => this.#desk.hideRealSite())
  }

  /** Ends the generator. */
  stop = async (): Promise<void> => {
    this.open = false
    await this.#trying(() => this.#desk.stopRealSite())
  }

  /** The person has said whether the site's own program may run. */
  answer = async (trusted: boolean): Promise<void> => {
    this.asking = false
    if (!trusted) {
      this.open = false
      return
    }
    await this.#trying(() => this.#desk.trustSite(true))
    await this.show()
  }

  /** Another post is on the page. */
  follow(path: string | null): void {
    if (this.open && !this.asking && path !== null && path !== this.#path) void this.show()
  }

  /** Another site is open: its generator ended with it. */
  clear(): void {
    this.open = false
    this.asking = false
    this.now = null
    this.#path = null
  }

  onEvent(event: DeskEvent): void {
    if (event.kind === 'real-site') {
      this.now = event.real
      // Nobody has looked for long, or the person has stopped it elsewhere.
      if (event.real.step === 'off') this.open = false
    } else if (event.kind === 'saved' && this.open && this.now) {
      // What kept it from starting may be mended now; and some say nothing when they have made a post again.
      const ended = this.now.step === 'failed' && this.now.address === null
      if (ended || (this.now.silent && this.now.address !== null)) void this.show()
    }
  }

  async #trying(work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.#host.failed(problemOf(error))
    }
  }
}
