import {
  problemOf,
  type Desk,
  type DeskEvent,
  type Finding,
  type KnownSite,
  type OpenPost,
  type Outcome,
  type Problem,
  type Restored,
  type SiteView,
} from '../../ipc'
import { shortDate } from '../../shared/dates'
import { Toasts } from '../../shared/toasts.svelte'
import { say, sayCount } from '../../shared/words'
import { Asks } from '../ask/asks.svelte'
import { Checks } from '../checks/checks.svelte'
import { chosen, Tidy } from '../checks/tidy.svelte'
import { Connecting } from '../connect/connecting.svelte'
import { WordSearch } from '../find/word-search.svelte'
import { History } from '../history/history.svelte'
import { Importing } from '../import/importing.svelte'
import { LanguageEditor } from '../language/language.svelte'
import { Manage } from '../manage/manage.svelte'
import { Page } from '../page/page.svelte'
import { Posts } from '../posts/posts.svelte'
import { PreviewState } from '../preview/preview.svelte'
import { Publishing, stateAfter } from '../publish/publishing.svelte'
import { Waiting } from '../publish/queue.svelte'
import { RealSiteShown } from '../realsite/real-site.svelte'
import { OWN_FILE, SettingsEditor } from '../settings/settings.svelte'
import { SignIn } from '../signin/signin.svelte'
import { Versions } from '../versions/versions.svelte'
import { Views } from '../views/views.svelte'

/** What is on the screen. */
export type Screen = 'starting' | 'failed' | 'welcome' | 'desk'

/** Puts the features together: the only place that knows them all. */
export class Workspace {
  screen = $state<Screen>('starting')
  site = $state.raw<SiteView | null>(null)
  sites = $state.raw<KnownSite[]>([])
  pictureBase = $state('')
  /** The sentences of what stands in a preview for what it cannot show. */
  previewCards = $state('')
  /** A site is being opened. */
  busy = $state(false)
  /** Why the desk, or a site, could not be opened. */
  problem = $state.raw<Problem | null>(null)
  /** Whether the server was reached when last tried. */
  online = $state(true)
  /** Whether changes by other programs are noticed as they happen. */
  noticing = $state(true)

  readonly desk: Desk
  readonly toasts = new Toasts()
  readonly asks: Asks
  readonly posts: Posts
  readonly page: Page
  readonly preview: PreviewState
  readonly checks: Checks
  readonly tidy: Tidy
  readonly publishing: Publishing
  readonly queue: Waiting
  readonly importing: Importing
  readonly connecting: Connecting
  readonly manage: Manage
  readonly history: History
  readonly settings: SettingsEditor
  readonly language: LanguageEditor
  /** Any feature that needs a sign-in is handed its `ask`. */
  readonly signin: SignIn
  readonly versions: Versions
  readonly real: RealSiteShown
  readonly views: Views
  readonly finding: WordSearch

  /** What was said of each post that waits. */
  readonly #waits = new Map<string, string>()

  constructor(desk: Desk) {
    this.desk = desk
    this.asks = new Asks(desk, (error) => this.toasts.fail(problemOf(error)))
    this.posts = new Posts(desk)
    this.preview = new PreviewState(desk)
    this.settings = new SettingsEditor(desk)
    this.language = new LanguageEditor(desk, () => void this.page.proof.refresh())
    this.signin = new SignIn(desk)
    this.checks = new Checks(desk)
    this.publishing = new Publishing(desk, (path, title, outcome, seen) => this.#ended(path, title, outcome, seen))
    this.connecting = new Connecting(
      desk,
      (site) => this.#enter(site),
      (site) => {
        this.site = site
        this.toasts.tell(say('connect.moved.done'))
      },
    )
    this.queue = new Waiting(
      desk,
      (sentence) => this.toasts.tell(sentence),
      (problem) => this.toasts.fail(problem),
    )
    this.connecting.signIn = (host, address) => this.#signInFirst(host, address)
    this.importing = new Importing(desk, () => this.posts.refresh())
    this.page = new Page(desk, {
      changed: (path, body) => this.preview.show(path, body),
      saved: (path) => this.checks.later(path),
      failed: (problem) => this.toasts.fail(problem),
      done: (sentence, undo) => this.toasts.tell(sentence, { label: say('language.done.undo'), run: undo }, 'words'),
    })
    this.finding = new WordSearch(() => this.page.editor?.finder() ?? null)
    this.views = new Views(
      desk,
      () => this.page.editor,
      (problem) => this.toasts.fail(problem),
    )
    this.manage = new Manage(desk, {
      ready: (path) => (path === this.page.path ? this.page.flush() : Promise.resolve()),
      open: (path) => this.openPost(path),
      gone: (path) => this.#gone(path),
      done: (sentence, undo) =>
        this.toasts.tell(sentence, undo ? { label: say('deleted.put-back'), run: () => void undo() } : null),
      failed: (problem) => this.toasts.fail(problem),
    })
    this.versions = new Versions(desk, {
      ready: (path) => (path === this.page.path ? this.page.flush() : Promise.resolve()),
      settled: (path, post) => this.#settled(path, post),
      failed: (problem) => this.toasts.fail(problem),
    })
    this.real = new RealSiteShown(desk, {
      path: () => this.page.path,
      flush: () => this.page.flush(),
      failed: (problem) => this.toasts.fail(problem),
    })
    this.history = new History(desk, {
      restore: (ask) => this.#restore(ask),
      restored: (version, done) => this.#restored(version.date, done),
      takingBack: () => this.toasts.tell(say('history.take-back.going')),
      failed: (problem) => this.toasts.fail(problem),
    })
    this.tidy = new Tidy(desk, {
      repair: (ask) => this.page.repair(ask),
      takeBack: () => this.page.takeBack(),
      closed: (repaired) => this.#afterRepairs(repaired),
    })
  }

  /** Opens what was open last. */
  async start(): Promise<void> {
    this.screen = 'starting'
    this.problem = null
    try {
      const start = await this.desk.start()
      this.sites = start.sites
      this.pictureBase = start.picture_base
      this.previewCards = start.preview_cards
      if (start.site) await this.#enter(start.site)
      else this.screen = 'welcome'
      // Set last: entering a site begins without problems.
      if (start.problem && start.site) this.toasts.fail(start.problem)
      else this.problem = start.problem
      if (start.invitation !== null) await this.connecting.invited(start.invitation)
    } catch (error) {
      this.problem = problemOf(error)
      this.screen = 'failed'
    }
  }

  chooseSite = () => this.#open(() => this.desk.chooseSite())
  openStarter = () => this.#open(() => this.desk.openStarter())
  /** The folder that was refused because it belongs to another user. */
  useAnyway = () => this.#open(() => this.desk.useAnyway())
  openSite = (id: string) => this.#open(() => this.desk.openSite(id))

  /** Moves the site out of the cloud folder that it is in; the old folder is left. */
  moveOutOfCloud = async (): Promise<void> => {
    await this.#open(async () => {
      const site = await this.desk.moveOutOfCloud()
      this.toasts.tell(say('cloud.moved', { place: site.place }))
      return site
    })
  }
  keepInCloud = () =>
    this.trying(async () => {
      this.site = await this.desk.keepInCloud()
    })

  forgetSite = async (id: string): Promise<void> => {
    await this.trying(async () => {
      this.sites = await this.desk.forgetSite(id)
    })
  }

  /** Puts a post on the page and checks it. */
  async openPost(path: string): Promise<void> {
    await this.page.open(path)
    if (this.page.path === path) this.checks.later(path)
  }

  /** Puts a post on the page as it was chosen in the list: one that needs a choice asks for it. */
  async chosePost(path: string): Promise<void> {
    await this.openPost(path)
    if (this.page.path === path && this.page.twoVersions) await this.versions.ask(path)
  }

  /** Of two versions the person has chosen. */
  #settled(path: string, post: OpenPost | null): void {
    if (post) this.page.adopt(post)
    else void this.#gone(path)
    this.toasts.tell(say('versions.settled'))
    void this.#refreshPosts()
  }

  /** A post was deleted: the page shows another. */
  async #gone(path: string): Promise<void> {
    const wasOpen = path === this.page.path
    if (wasOpen) await this.page.close()
    await this.posts.refresh()
    const first = this.posts.at(0)
    if (wasOpen && first && !first.problem) await this.openPost(first.path)
  }

  /** Starts a new post; true when it is on the page. */
  async newPost(): Promise<boolean> {
    const made = await this.page.create('')
    if (made && this.page.path) {
      this.checks.later(this.page.path)
      await this.posts.refresh()
    }
    return made
  }

  /** Repairs what a check found; the sheet then looks again at what goes out. */
  async repair(finding: Finding): Promise<void> {
    try {
      await this.page.repair(async (path) => (await this.desk.tidy(path, [chosen(finding)])).post)
    } catch (error) {
      this.toasts.fail(problemOf(error))
      return
    }
    await this.#afterRepairs(1)
    if (this.publishing.open && this.publishing.stage.at === 'plan') await this.publishing.plan()
  }

  /** Opens the sheet with everything that can be repaired in the post on the page. */
  async tidyUp(): Promise<void> {
    const { path } = this.page
    if (path === null || this.page.readOnly) return
    await this.tidy.ask(path, this.page.details.title, () => this.page.flush())
  }

  /** Looks at the post again, and offers to take the repairs back. */
  async #afterRepairs(repaired: number): Promise<void> {
    const { path } = this.page
    if (path === null) return
    const undo = async () => {
      if (path !== this.page.path) return
      await this.page.takeBack()
      await this.checks.now(path)
    }
    if (repaired > 0) {
      this.toasts.tell(sayCount('tidy.done', repaired), { label: say('tidy.undo'), run: () => void this.trying(undo) })
    }
    await this.checks.now(path)
  }

  /** What undoes the publish that the sheet tells of; nothing for settings. */
  takeBack(path: string): (() => void) | null {
    if (path === OWN_FILE) return null
    const work = async () => {
      this.publishing.close()
      const cannot = await this.desk.takeBack(path)
      if (cannot) this.toasts.fail(cannot)
      else this.toasts.tell(say('history.take-back.going'))
    }
    return () => void this.trying(work)
  }

  /** Opens the sheet with the earlier texts of the post on the page. */
  async showHistory(): Promise<void> {
    const { path } = this.page
    if (path === null) return
    await this.history.ask(path, this.page.details.title, () => this.page.flush())
  }

  /** Puts a version on the page, as one change of its text. */
  async #restore(ask: (path: string) => Promise<Restored>): Promise<Restored | null> {
    let done: Restored | null = null
    const changed = await this.page.change(async (path) => {
      done = await ask(path)
      return done.post
    })
    return changed ? done : null
  }

  #restored(date: string, done: Restored): void {
    const said = [say('history.restored', { date: shortDate(date.slice(0, 10)) })]
    if (done.pictures.length > 0) said.push(sayCount('history.pictures', done.pictures.length))
    if (done.missing.length > 0) said.push(say('history.missing', { names: done.missing.join(', ') }))
    const { before } = done
    const { path } = done.post
    const undo = async () => {
      if (before === null || path !== this.page.path) return
      if (await this.#restore((at) => this.desk.restoreVersion(at, before))) this.toasts.tell(say('history.undone'))
    }
    const action = before === null ? null : { label: say('history.undo'), run: () => void this.trying(undo) }
    this.toasts.tell(said.join(' '), action)
    this.checks.later(path)
  }

  /** Brings what a check found into view. */
  showFinding(finding: Finding): void {
    const { editor, body } = this.page
    if (finding.from === null || !editor) return
    const line = body.slice(0, finding.from).split('\n').length - 1
    editor.scrollToLine(line)
    editor.focus()
  }

  /** Signs in for something that then goes on by itself, so that there is nothing more to say. */
  async #signInFirst(host: string, address: string): Promise<boolean> {
    const signedIn = await this.signin.ask(host, address)
    if (signedIn) this.signin.close()
    return signedIn
  }

  /** Opens the sheet for the post on the page; one with two versions needs a choice first. */
  async publish(): Promise<void> {
    const { path } = this.page
    if (path === null) return
    if (this.page.twoVersions) return this.versions.ask(path)
    await this.publishing.ask(path, this.page.details.title, () => this.page.flush())
  }

  /** Shows what would go out when the settings are shared with colleagues. */
  async shareSettings(): Promise<void> {
    this.settings.close()
    await this.publishing.ask(OWN_FILE, say('site-settings.share.title'), async () => undefined)
  }

  openLink = (url: string) => this.trying(() => this.desk.openLink(url))
  /** There is a network again, as far as the page can tell. */
  backOnline = () => this.trying(() => this.desk.online())

  /** The window is about to close: the last words first. */
  async leave(): Promise<void> {
    // What the desk does not take now it could not take a moment later either; the page is closed all the same.
    await this.page.flush().catch(() => undefined)
    await this.trying(() => this.desk.leave())
  }

  /** Says what went wrong, if something does. */
  async trying(work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.toasts.fail(problemOf(error))
    }
  }

  onEvent(event: DeskEvent): void {
    this.asks.onEvent(event)
    this.page.onEvent(event)
    this.publishing.onEvent(event)
    this.queue.onEvent(event)
    this.tidy.onEvent(event)
    this.importing.onEvent(event)
    this.connecting.onEvent(event)
    this.signin.onEvent(event)
    this.real.onEvent(event)
    if (event.kind === 'posts-changed') void this.#refreshPosts()
    else if (event.kind === 'site-changed') void this.#refreshSite()
    else if (event.kind === 'publishing' && event.path === this.page.path) this.page.state = 'sending'
    else if (event.kind === 'taken-in' && event.path === this.page.path) this.toasts.tell(event.message)
    else if (event.kind === 'noticing') this.noticing = event.at_once
    else if (event.kind === 'network') {
      this.online = event.online
    } else if (event.kind === 'live' && event.step === 'live') this.#isLive(event.path, event.address)
  }

  async #open(ask: () => Promise<SiteView | null>): Promise<void> {
    if (this.busy) return
    this.busy = true
    this.problem = null
    try {
      // What was typed goes to its own site first.
      if (this.page.post) await this.page.flush().catch(() => undefined)
      const site = await ask()
      if (site) await this.#enter(site)
    } catch (error) {
      const problem = problemOf(error)
      if (this.screen === 'desk') this.toasts.fail(problem)
      else this.problem = problem
    } finally {
      this.busy = false
    }
  }

  async #enter(site: SiteView): Promise<void> {
    await this.page.close()
    this.posts.clear()
    this.preview.clear()
    this.checks.clear()
    this.publishing.close()
    this.manage.close()
    this.history.close()
    this.settings.close()
    this.signin.wanted = null
    this.versions.close()
    this.tidy.close()
    this.importing.close()
    this.real.clear()
    this.site = site
    this.screen = 'desk'
    if (!this.sites.some((known) => known.id === site.id)) {
      this.sites = [{ id: site.id, name: site.name, place: site.place, missing: false }, ...this.sites]
    }
    await Promise.all([this.posts.refresh(), this.queue.refresh(), this.preview.understand()])
    // The newest post is on the page: a desk is never empty when there is something to write in.
    const first = this.posts.at(0)
    if (first && !first.problem) await this.openPost(first.path)
  }

  async #refreshPosts(): Promise<void> {
    await this.posts.refresh()
    const { path } = this.page
    const item = path === null ? undefined : this.posts.find(path)
    if (!item) return
    // While words are on their way, the list still speaks of the post without them.
    const behind = this.page.status !== 'saved' && (item.state === 'published' || item.state === 'live')
    if (!behind) this.page.state = item.state
  }

  /** The site was understood anew: what is shown of it follows. */
  async #refreshSite(): Promise<void> {
    await this.trying(async () => {
      this.site = await this.desk.siteView()
      await this.preview.understand()
    })
    await this.settings.follow()
    // Which language its posts are in, and which words are right, may be others now.
    await Promise.all([this.language.follow(), this.page.proof.refresh()])
  }

  /** Said once, unless the sheet shows it. */
  #isLive(path: string, address: string | null): void {
    if (this.publishing.open && this.publishing.path === path) return
    const title = this.posts.find(path)?.title ?? say('publish.no-title')
    const see = address ? { label: say('live.open'), run: () => void this.openLink(address) } : null
    this.toasts.tell(say('live.toast', { title }), see)
  }

  #ended(path: string, title: string, outcome: Outcome, seen: boolean): void {
    const state = stateAfter(outcome)
    if (path === this.page.path && state) this.page.state = state
    // Each try of a post that waits ends like the one before: the person was told.
    const told = this.#waits.get(path) === outcome.message
    if (outcome.outcome === 'waiting') this.#waits.set(path, outcome.message)
    else this.#waits.delete(path)
    if (!seen && !told) {
      const name = title || this.posts.find(path)?.title || say('publish.no-title')
      const message = say('publish.toast', { title: name, message: outcome.message })
      if (outcome.outcome !== 'needs-you' && outcome.outcome !== 'refused') this.toasts.tell(message)
      else this.toasts.fail({ message, hint: outcome.hint })
    }
    void this.#refreshPosts()
  }
}
