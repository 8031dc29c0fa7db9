import {
  problemOf,
  type Desk,
  type DeskEvent,
  type Problem,
  type SignedIn,
  type SignInAt,
  type SignInBegun,
  type SignInWay,
  type SignInWays,
} from '../../ipc'

/** Where a sign-in is. */
export type Stage =
  | { at: 'closed' }
  | { at: 'looking' }
  | { at: 'choosing' }
  | { at: 'waiting'; way: SignInWay; begun: SignInBegun | null }
  | { at: 'key' }
  | { at: 'done'; signedIn: SignedIn }

/** Signing in at a website's server, and the dialog in which that happens. One at a time. */
export class SignIn {
  stage = $state.raw<Stage>({ at: 'closed' })
  host = $state('')
  /** What the server offers, once it has been asked. */
  ways = $state.raw<SignInWays | null>(null)
  problem = $state.raw<Problem | null>(null)
  /** A key is being looked at by the server. */
  busy = $state(false)
  /** The sign-in is kept beyond this session. */
  keep = $state(true)
  /** Where something waits for a sign-in, if anything does. */
  wanted = $state.raw<SignInAt | null>(null)
  /** Rises whenever somebody signed in or out: what is shown of it is asked for again. */
  changes = $state(0)

  readonly desk: Desk
  #url = ''
  #question = 0
  #answer: ((signedIn: boolean) => void) | null = null

  constructor(desk: Desk) {
    this.desk = desk
  }

  /** Opens the dialog; true as soon as somebody is signed in at the server, false when the person thinks better of it. */
  ask(host: string, url: string): Promise<boolean> {
    this.close()
    this.host = host
    this.#url = url
    this.ways = null
    void this.look()
    return new Promise((answer) => (this.#answer = answer))
  }

  /** Looks, or looks again, at how one can sign in there. */
  async look(): Promise<void> {
    const question = ++this.#question
    this.problem = null
    this.stage = { at: 'looking' }
    try {
      const ways = await this.desk.signInWays(this.#url)
      if (question !== this.#question) return
      this.ways = ways
      this.host = ways.host
      this.keep = ways.cannot_keep === null
      this.stage = ways.ways.length === 0 && ways.approval === null ? { at: 'key' } : { at: 'choosing' }
    } catch (error) {
      if (question !== this.#question) return
      this.problem = problemOf(error)
      this.stage = { at: 'choosing' }
    }
  }

  /** Opens the browser, or has the computer's own program ask; the end comes as an event. */
  async begin(way: SignInWay): Promise<void> {
    const question = ++this.#question
    this.problem = null
    this.stage = { at: 'waiting', way, begun: null }
    try {
      const begun = await this.desk.beginSignIn(this.#url, way, this.keep)
      if (question === this.#question && this.stage.at === 'waiting') this.stage = { at: 'waiting', way, begun }
    } catch (error) {
      if (question === this.#question) this.#failed(problemOf(error))
    }
  }

  useKey(): void {
    this.problem = null
    this.stage = { at: 'key' }
  }

  /** Back to the choice; what waits is stopped. */
  back(): void {
    this.#stop()
    this.problem = null
    this.stage = { at: 'choosing' }
  }

  async pasteKey(name: string, key: string): Promise<void> {
    if (this.busy) return
    this.busy = true
    this.problem = null
    const question = ++this.#question
    try {
      const signedIn = await this.desk.pasteKey(this.#url, name, key, this.keep)
      if (question === this.#question) this.#done(signedIn)
    } catch (error) {
      if (question === this.#question) this.#failed(problemOf(error))
    } finally {
      this.busy = false
    }
  }

  /** The same page once more: the code that is shown stays good. */
  openAgain = () => this.#trying(() => this.desk.openSignInPage())
  openKeyPage = () => this.#trying(() => this.desk.openKeyPage(this.#url))
  openApproval = () => this.#trying(() => this.desk.openApproval(this.#url))

  /** The organisation has approved, says the person: what waits is tried again. */
  async approved(): Promise<void> {
    await this.#trying(() => this.desk.sync())
    this.close()
  }

  close(): void {
    this.#stop()
    this.stage = { at: 'closed' }
    this.#answer?.(false)
    this.#answer = null
  }

  onEvent(event: DeskEvent): void {
    if (event.kind === 'sign-in-wanted') this.wanted = event.at
    else if (event.kind === 'sign-in-ended') {
      if (event.signed_in !== null) {
        this.changes++
        if (this.wanted?.host === event.host && event.signed_in.approval === null) this.wanted = null
      }
      if (event.host !== this.host || this.stage.at !== 'waiting') return
      if (event.signed_in !== null) this.#done(event.signed_in)
      else if (event.problem !== null) this.#failed(event.problem)
    }
  }

  /** What is shown of a site's sign-in; its own problems are told to `failed`. */
  async signOut(url: string, failed: (problem: Problem) => void): Promise<void> {
    try {
      await this.desk.signOut(url)
    } catch (error) {
      failed(problemOf(error))
    }
    this.changes++
  }

  #done(signedIn: SignedIn): void {
    this.stage = { at: 'done', signedIn }
    this.#answer?.(true)
    this.#answer = null
  }

  #failed(problem: Problem): void {
    this.problem = problem
    // Where nothing can be kept, it is offered until Byline is closed.
    if (/^sign-in-(no-keychain|keychain-)/.test(problem.code)) this.keep = false
    if (this.stage.at === 'waiting') this.stage = { at: 'choosing' }
  }

  #stop(): void {
    this.#question++
    if (this.stage.at === 'waiting') void this.desk.cancelSignIn().catch(() => undefined)
  }

  async #trying(work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.problem = problemOf(error)
    }
  }
}
