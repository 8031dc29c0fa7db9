// A desk in memory, for tests and for developing in a plain browser. It behaves as the program's own does, as
// far as the window can tell; its posts and their preview are simple.
import { askFrom } from './fake-ask'
import { fakeEmbed } from './fake-figures'
import { fakeForm, withValues } from './fake-form'
import { fakeChoices, fakeList } from './fake-list'
import { fakeFindings, fakeRepair, fakeSite, generatedPosts, writtenPosts, type FakePost, DRAWN } from './fake-posts'
import { fakeLooks, fakePreview } from './fake-preview'
import { fakeCancel, fakeLive, fakePlan, isLive, fakeQueue, fakeSending } from './fake-queue'
import { RECENT, type FakeOptions } from './fake-options'
import { FakeVersions } from './fake-versions'
import { checkOf, settingsOf, settingsPlan, understoodSettings } from './fake-settings'
import { MESSAGES, open } from './fake-shown'
import { SIGN_IN_AT } from './fake-signin'
import {
  DeskProblem,
  type Attached,
  type Chosen,
  type Desk,
  type DeskEvent,
  type DetailsChange,
  type FilesDropped,
  type Finding,
  type KnownSite,
  type LiveStep,
  type Outcome,
  type OutcomeKind,
  type PersonAnswer,
  type PostQuery,
  type Reading,
  type Problem,
  type Sending,
  type PublishPlan,
  type SettingsForm,
  type Start,
  type Step,
  type Stop,
  type TidyDone,
  type TidyPlan,
  type Writer,
} from './desk'

export type { FakeOptions } from './fake-options'

/** A desk that lives in memory. */
export class FakeDesk extends FakeVersions implements Desk {
  /** Every command given, for tests to look at. */
  readonly calls: { command: string; args: unknown[] }[] = []
  /** Commands that fail, and how. */
  readonly failures = new Map<string, Problem>()
  /** Makes a command wait. */
  readonly holds = new Map<string, Promise<unknown>>()
  posts_: FakePost[] = []
  /** How far the site has been read, for a list that is not whole. */
  reading: Reading | null = null
  sites: KnownSite[] = [...RECENT]
  options: Required<FakeOptions>
  clipboard: Attached | null = null
  settings_: SettingsForm = understoodSettings()
  /** The settings that the server has. */
  shared: SettingsForm = understoodSettings()
  #listeners = new Set<(event: DeskEvent) => void>()
  #drops = new Set<(drop: FilesDropped) => void>()
  #leaving = new Set<() => void>()
  #pictures = 0
  /** Each post's texts before its repairs. */
  #tidied = new Map<string, string[]>()

  constructor(options: FakeOptions = {}) {
    super()
    this.options = {
      open: true,
      problem: null,
      more: 20,
      outcome: 'published',
      live: null,
      writer: { name: 'James Dadd', email: 'james@example.org' },
      step: 0,
      file: 0,
      form: false,
      signIn: false,
      looks: false,
      ...options,
    }
    this.posts_ = [...writtenPosts(), ...generatedPosts(this.options.more)]
    const [first] = this.posts_
    if (this.options.form && first) {
      first.details.form = fakeForm()
      first.details.others = [{ name: 'layout', value: 'post' }]
      withValues(first.details, [])
    }
  }

  emit(event: DeskEvent): void {
    for (const listener of this.#listeners) listener(event)
  }
  drop(drop: FilesDropped): void {
    for (const listener of this.#drops) listener(drop)
  }
  called(command: string): unknown[][] {
    return this.calls.filter((call) => call.command === command).map((call) => call.args)
  }

  onEvent(listener: (event: DeskEvent) => void): Stop {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  onFilesDropped(listener: (drop: FilesDropped) => void): Stop {
    this.#drops.add(listener)
    return () => this.#drops.delete(listener)
  }

  onLeaving(listener: () => void): Stop {
    this.#leaving.add(listener)
    return () => this.#leaving.delete(listener)
  }
  /** As if the person closed the window. */
  closeWindow(): void {
    for (const listener of this.#leaving) listener()
  }
  async leave() {
    await this.call('leave')
    return null
  }

  async start(): Promise<Start> {
    await this.call('start')
    return {
      site: this.options.open ? this.#site() : null,
      problem: this.options.problem,
      sites: this.sites,
      // Any address after a `#` gives the same drawn picture.
      picture_base: `data:image/svg+xml,${encodeURIComponent(DRAWN)}#`,
      preview_cards: '',
      invitation: null,
      version: '0.1.0',
    }
  }
  async chooseSite() {
    await this.call('chooseSite')
    return this.#site()
  }
  async openSite(id: string) {
    await this.call('openSite', id)
    return this.#site()
  }
  async useAnyway() {
    await this.call('useAnyway')
    return this.#site()
  }
  async openStarter() {
    await this.call('openStarter')
    return { ...this.#site(), id: 'starter', name: 'Sample site' }
  }
  async forgetSite(id: string) {
    await this.call('forgetSite', id)
    return (this.sites = this.sites.filter((site) => site.id !== id))
  }
  async setWriter(writer: Writer) {
    await this.call('setWriter', writer)
    this.options.writer = writer
    return null
  }

  async siteView() {
    await this.call('siteView')
    return this.#site()
  }
  async settings() {
    await this.call('settings')
    return settingsOf(this.settings_, this.shared)
  }
  async checkSettings(from: SettingsForm, to: SettingsForm) {
    await this.call('checkSettings', from, to)
    return checkOf(to)
  }
  async changeSettings(from: SettingsForm, to: SettingsForm) {
    await this.call('changeSettings', from, to)
    this.settings_ = structuredClone(to)
    this.emit({ kind: 'site-changed' })
    return settingsOf(this.settings_, this.shared)
  }
  async takeSharedSettings() {
    await this.call('takeSharedSettings')
    this.settings_ = structuredClone(this.shared)
    this.emit({ kind: 'site-changed' })
    return settingsOf(this.settings_, this.shared)
  }

  async posts(query: PostQuery) {
    await this.call('posts', query)
    const list = fakeList(this.posts_, query)
    return { ...list, reading: this.reading }
  }
  async listChoices() {
    await this.call('listChoices')
    return fakeChoices(this.posts_)
  }
  async newPost(title: string) {
    await this.call('newPost', title)
    const post: FakePost = {
      path: `posts/new-${this.posts_.length}.md`,
      state: 'draft',
      body: '',
      revision: 1,
      saved: 1,
      problem: null,
      details: {
        title,
        author: 'James Dadd',
        date: '2026-11-23',
        tags: [],
        guessed: [],
        form: [],
        offers: { author: [], tags: [] },
        others: [],
        problem: null,
        broken: null,
      },
    }
    this.posts_ = [post, ...this.posts_]
    return open(post)
  }
  async openPost(path: string) {
    await this.call('openPost', path)
    return open(this.post(path))
  }
  async writeBody(path: string, body: string) {
    await this.call('writeBody', path, body)
    const post = this.post(path)
    post.body = body
    if (post.state === 'published' || post.state === 'live') post.state = 'changed'
    this.#changed(post)
    const { revision, spoken_for, details, words } = open(post)
    return { revision, merged: false, spoken_for, details, words }
  }
  async saveNow(path: string) {
    await this.call('saveNow', path)
    return open(this.post(path))
  }
  async setDetails(path: string, change: DetailsChange) {
    await this.call('setDetails', path, change)
    const post = this.post(path)
    const { title, author, date, tags } = change
    if (title !== null) post.details.title = title
    if (author !== null) post.details.author = author
    if (date !== null) post.details.date = date || null
    if (tags !== null) post.details.tags = tags
    withValues(post.details, change.fields)
    this.#changed(post)
    this.emit({ kind: 'posts-changed' })
    return open(post)
  }
  async related(name: string, search: string) {
    await this.call('related', name, search)
    const found = this.posts_.filter((post) => post.details.title.toLowerCase().includes(search.toLowerCase()))
    const stem = (path: string) => path.slice(path.lastIndexOf('/') + 1).replace(/\.md$/, '')
    return found.slice(0, 20).map((post) => ({ value: stem(post.path), label: post.details.title }))
  }
  async previewLooks() {
    await this.call('previewLooks')
    return fakeLooks(this.options.looks)
  }
  async printPage() {
    await this.call('printPage')
    return false
  }
  async preview(path: string, body: string, known: number | null) {
    await this.call('preview', path, body, known)
    return fakePreview(this.post(path).details, body)
  }
  async findings(path: string): Promise<Finding[]> {
    await this.call('findings', path)
    return fakeFindings(this.post(path))
  }
  async tidyPlan(path: string): Promise<TidyPlan> {
    await this.call('tidyPlan', path)
    const repairs = fakeFindings(this.post(path)).filter((finding) => finding.fixable)
    const picture = (finding: Finding) =>
      finding.id === 'picture-link'
        ? {
            from: 'aws summit .jpg',
            to: 'aws-summit.jpg',
            posts: 2,
            stays: false,
            message: 'aws summit .jpg becomes aws-summit.jpg, also in 2 other posts.',
          }
        : null
    return {
      repairs: repairs.map((finding) => ({ finding, picture: picture(finding) })),
      can_undo: (this.#tidied.get(path) ?? []).length > 0,
    }
  }
  async tidy(path: string, chosen: Chosen[] | null): Promise<TidyDone> {
    await this.call('tidy', path, chosen)
    if (chosen === null && this.options.step > 0) {
      for (const done of [0, 0.3, 0.7]) {
        this.emit({ kind: 'tidying', path, done })
        await new Promise((resolve) => setTimeout(resolve, this.options.step))
      }
    }
    const post = this.post(path)
    const wanted = chosen ?? fakeFindings(post).filter((finding) => finding.fixable)
    this.#tidied.set(path, [...(this.#tidied.get(path) ?? []), post.body])
    for (const { id } of wanted) post.body = fakeRepair(id, post.body)
    this.#changed(post)
    return { post: open(post), repaired: wanted.length }
  }
  async undoTidy(path: string) {
    await this.call('undoTidy', path)
    const post = this.post(path)
    const before = this.#tidied.get(path)?.pop()
    if (before === undefined) {
      throw new DeskProblem({ code: 'nothing-to-undo', message: 'There is nothing left to undo.', hint: null })
    }
    post.body = before
    this.#changed(post)
    return open(post)
  }

  async attachChosen(path: string) {
    await this.call('attachChosen', path)
    return [this.#picture('harbour.jpg')]
  }
  async attachDropped(path: string, token: string) {
    await this.call('attachDropped', path, token)
    return [this.#picture('dropped.jpg')]
  }
  async attachPasted(path: string, name: string, base64: string) {
    await this.call('attachPasted', path, name, base64)
    return this.#picture(name)
  }
  async embed(path: string, address: string) {
    await this.call('embed', path, address)
    return fakeEmbed(address)
  }
  async attachClipboard(path: string) {
    await this.call('attachClipboard', path)
    return this.clipboard
  }

  async publishPlan(path: string): Promise<PublishPlan> {
    await this.call('publishPlan', path)
    if (path === '.byline.toml') return settingsPlan(this.options.writer)
    return fakePlan(this.post(path), this.options.writer)
  }
  async publish(path: string, how: Sending): Promise<Outcome> {
    await this.call('publish', path, how)
    const otherwise = fakeSending(this.post(path), how, this.#outcome(path, 'waiting'))
    if (otherwise) {
      this.emit({ kind: 'publish-ended', path, outcome: otherwise })
      this.emit({ kind: 'posts-changed' })
      return otherwise
    }
    const steps: Step[] = ['kept', 'asking', 'preparing', 'sending', 'confirming']
    for (const step of steps) {
      this.emit({ kind: 'publishing', path, step, done: null })
      if (this.options.step > 0) await new Promise((done) => setTimeout(done, this.options.step))
    }
    const outcome = this.#outcome(path, this.options.outcome)
    const post = this.post(path)
    if (outcome.outcome === 'published') post.state = 'published'
    if (outcome.outcome === 'waiting') {
      post.state = 'waiting'
      post.reason = outcome.sign_in ? 'sign-in' : 'offline'
    }
    if (outcome.outcome === 'needs-you') post.state = 'needs-you'
    if (outcome.outcome === 'waiting') this.emit({ kind: 'network', online: false, waiting: 1 })
    this.emit({ kind: 'publish-ended', path, outcome })
    if (outcome.sign_in) this.emit({ kind: 'sign-in-wanted', at: outcome.sign_in })
    this.emit({ kind: 'posts-changed' })
    if (outcome.looks && this.options.live) {
      void fakeLive(post, this.options.live, this.options.step * 4, (event) => this.emit(event))
    }
    return outcome
  }
  async cancelPublish(path: string) {
    await this.call('cancelPublish', path)
    return fakeCancel(this.post(path), (event) => this.emit(event))
  }
  async sendNow(path: string) {
    await this.call('sendNow', path)
    return null
  }
  async queue() {
    await this.call('queue')
    return fakeQueue(this.posts_)
  }
  async online() {
    await this.call('online')
    return null
  }
  async sync() {
    await this.call('sync')
    return null
  }
  async answerQuestion(id: number, answer: PersonAnswer) {
    await this.call('answerQuestion', id, answer)
    this.emit({ kind: 'question-over', id })
    return null
  }
  async openLink(url: string) {
    await this.call('openLink', url)
    return null
  }
  async setFullScreen(on: boolean) {
    await this.call('setFullScreen', on)
    return null
  }
  async setZoom(factor: number | null) {
    await this.call('setZoom', factor)
    return null
  }

  async call(command: string, ...args: unknown[]): Promise<void> {
    this.calls.push({ command, args })
    await this.holds.get(command)
    const problem = this.failures.get(command)
    if (problem) throw new DeskProblem(problem)
  }
  #site() {
    const { name, folders } = this.settings_
    return { ...fakeSite(), name, posts: folders, writer: this.options.writer, cloud: this.cloud }
  }
  post(path: string): FakePost {
    const post = this.posts_.find((each) => each.path === path)
    if (!post) throw new DeskProblem({ code: 'no-post', message: 'This post is no longer there.', hint: null })
    return post
  }
  #changed(post: FakePost): void {
    const revision = ++post.revision
    setTimeout(() => {
      post.saved = Math.max(post.saved, revision)
      this.emit({ kind: 'saved', path: post.path, revision })
    }, this.options.file)
  }
  #picture(name: string): Attached {
    const safe = name.toLowerCase().replace(/[^a-z0-9.]+/g, '-')
    const path = `images/${++this.#pictures}-${safe}`
    return {
      path,
      link: `/${path}`,
      detail: `/${path}`,
      width: 1600,
      height: 900,
      bytes: 210_000,
      original: { bytes: 4_800_000, width: 4032, height: 3024, format: 'JPEG' },
    }
  }
  #outcome(path: string, outcome: OutcomeKind): Outcome {
    const went = outcome === 'published'
    return {
      path,
      outcome,
      commit: went ? '3f2a9c1' : null,
      branch: 'main',
      files: [],
      attempts: 1,
      ...MESSAGES[outcome],
      due: null,
      request: null,
      can_ask_approval: outcome === 'refused',
      looks: went && this.options.live !== null,
      sign_in: outcome === 'waiting' && this.options.signIn ? SIGN_IN_AT : null,
      address: went ? 'https://fourtheorem.example/blog/aws-summit/' : null,
    }
  }
}

/** The fake desk that an address asks for, such as `?start=welcome`, `?outcome=waiting&writer=none` or `?ask=new-host`. */
export function fakeFromAddress(search: string): FakeDesk {
  const asked = new URLSearchParams(search)
  const outcome = asked.get('outcome')
  const desk = new FakeDesk({
    open: asked.get('start') !== 'welcome',
    more: Number(asked.get('more') ?? 209),
    step: Number(asked.get('step') ?? 500),
    file: 500,
    form: asked.get('form') !== null,
    signIn: asked.get('sign-in') !== null,
    looks: asked.get('looks') !== null,
    ...(outcome !== null && outcome in MESSAGES ? { outcome: outcome as OutcomeKind } : {}),
    ...(asked.get('writer') === 'none' ? { writer: null } : {}),
    ...(isLive(asked.get('live')) ? { live: asked.get('live') as LiveStep } : {}),
  })
  desk.cloud = asked.get('cloud')
  askFrom(desk, asked.get('ask'))
  return desk
}
