// First contact, as the desk in memory does it: any address is a blog, unless it says what goes wrong.
import { FakeLanguage } from './fake-language'
import { DeskProblem, type Connected, type ConnectPlan, type DeskEvent, type Ready, type SiteView } from './desk'

const PLAN: ConnectPlan = {
  name: 'blog',
  address: 'https://github.com/acme/blog',
  host: 'github.com',
  branch: null,
  folder_name: 'blog',
  place: 'anna › Documents',
  ask: null,
  sign_in: null,
  invited: false,
}

/** Connects websites, and moves them out of clouds. */
export abstract class FakeConnect extends FakeLanguage {
  /** What the server says of publishing. */
  ready: Ready = {
    checks: [
      { id: 'reached', ok: true, message: 'The website’s server answers.' },
      { id: 'signed-in', ok: true, message: 'You are signed in, or the server does not ask for it.' },
      { id: 'publish', ok: true, message: 'Publishing will probably work: the server lets this account send.' },
    ],
    problem: null,
  }
  notes: string[] = []
  cloud: string | null = null
  #plan = PLAN
  #stopped = false
  abstract options: { step: number }
  abstract emit(event: DeskEvent): void
  /** Notes a command; waits or fails where a test wants that. */
  abstract siteView(): Promise<SiteView>

  async connectPlan(address: string) {
    await this.call('connectPlan', address)
    if (!address.includes('/')) {
      throw new DeskProblem({
        code: 'address-unclear',
        message: 'This does not look like a website’s address.',
        hint: 'It begins with https:// or names a server and a website, such as github.com/acme/blog.',
      })
    }
    const name =
      address
        .split('/')
        .at(-1)
        ?.replace(/\.git$/, '') ?? 'blog'
    return (this.#plan = { ...PLAN, name, folder_name: name })
  }
  async connectInvitation(token: string | null) {
    await this.call('connectInvitation', token)
    return (this.#plan = { ...PLAN, name: 'Acme blog', ask: 'Dora, dora@example.org', invited: true })
  }
  async connectPlace() {
    await this.call('connectPlace')
    return (this.#plan = { ...this.#plan, place: 'anna › Websites' })
  }
  async connect(name: string): Promise<Connected> {
    this.#stopped = false
    await this.call('connect', name)
    for (const [step, done] of [
      ['asking', 0],
      ['receiving', 0.3],
      ['receiving', 0.8],
      ['writing', 0.5],
    ] as const) {
      this.emit({ kind: 'connecting', step, done })
      if (this.options.step > 0) await new Promise((resolve) => setTimeout(resolve, this.options.step))
      if (this.#stopped) throw new DeskProblem({ code: 'cancelled', message: 'Connecting was stopped.', hint: null })
    }
    return { site: { ...(await this.siteView()), id: 'connected', name: this.#plan.name }, notes: this.notes }
  }
  async cancelConnect() {
    await this.call('cancelConnect')
    this.#stopped = true
    return null
  }
  async publishingReady() {
    await this.call('publishingReady')
    if (this.options.step > 0) await new Promise((resolve) => setTimeout(resolve, this.options.step))
    return this.ready
  }
  async followAddress(address: string) {
    await this.call('followAddress', address)
    return { ...(await this.siteView()), remote: address }
  }
  async moveOutOfCloud() {
    await this.call('moveOutOfCloud')
    this.cloud = null
    return { ...(await this.siteView()), place: '/home/anna/Documents/blog' }
  }
  async keepInCloud() {
    await this.call('keepInCloud')
    this.cloud = null
    return this.siteView()
  }
}
