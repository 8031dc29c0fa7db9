import { tick } from 'svelte'
import { problemOf, type Desk, type PreviewHead, type PreviewLooks, type Problem } from '../../ipc'
import { framePainted } from '../../shared/frames'
import { applied, type Block } from './blocks'
import { rememberedSize, rememberSize, type Size } from './sizes'

type Asked = { path: string; body: string }

/** The preview of the open post: one rendering on its way, the newest text next. */
export class PreviewState {
  blocks = $state.raw<Block[]>([])
  /** What stands above the text. */
  head = $state.raw<PreviewHead | null>(null)
  /** How the site shows a post; null while that is not known. */
  looks = $state.raw<PreviewLooks | null>(null)
  /** The post that the blocks show. */
  path = $state<string | null>(null)
  /** A post is on its way and nothing of it is shown yet. */
  coming = $state(false)
  problem = $state.raw<Problem | null>(null)
  /** The line of the page that is at the top, counted from 1, with its fraction. */
  line = $state(1)
  /** The line that the caret is in, counted from 1; 0 while nobody writes. */
  caret = $state(0)
  /** Whether a page that is wider than the pane is made smaller. */
  fit = $state(true)
  /** Whether the addresses of links are printed. */
  addresses = $state(false)
  /** The text that the blocks show. */
  body = ''

  #size = $state<Size>(rememberedSize())
  #desk: Desk
  #next: Asked | null = null
  #busy = false
  /** The number of the answer whose blocks are shown. */
  #number: number | null = null

  constructor(desk: Desk) {
    this.#desk = desk
  }

  /** How wide a page the post is shown on. */
  get size(): Size {
    return this.#size
  }
  set size(size: Size) {
    this.#size = size
    rememberSize(size)
  }

  /** Looks again how the site shows a post. What cannot be found out leaves the page of our own. */
  async understand(): Promise<void> {
    try {
      const looks = await this.#desk.previewLooks()
      if (JSON.stringify(looks) !== JSON.stringify(this.looks)) this.looks = looks
    } catch {
      this.looks = null
    }
  }

  /** Shows this text once the page has it on the screen, and the one before is drawn. */
  show(path: string, body: string): void {
    this.#next = { path, body }
    if (path !== this.path) this.coming = true
    if (!this.#busy) void this.#render()
  }

  /** Opens the system's dialog for printing; false where there is none. */
  askPrinter = (): Promise<boolean> => this.#desk.printPage()

  clear(): void {
    this.#next = null
    this.#number = null
    this.blocks = []
    this.head = null
    this.path = null
    this.coming = false
    this.problem = null
    this.body = ''
  }

  async #render(): Promise<void> {
    this.#busy = true
    while (this.#next) {
      // The frame that shows a key, or a post that was opened, is the page's alone.
      await framePainted()
      const asked = this.#next as Asked | null
      if (!asked) break
      this.#next = null
      try {
        const answer = await this.#desk.preview(asked.path, asked.body, this.#number)
        const next = this.#next as Asked | null
        // An answer for another post than the one wanted now is never shown.
        if (this.coming || this.path === asked.path) {
          if (next === null || next.path === asked.path) {
            this.blocks = applied(this.blocks, answer.parts)
            this.#number = answer.number
            this.head = answer.head
            this.path = asked.path
            this.body = asked.body
            this.problem = null
            this.coming = false
          }
        }
      } catch (error) {
        this.problem = problemOf(error)
        this.coming = false
      }
      // What was answered is drawn before more is asked for.
      await tick()
    }
    this.#busy = false
  }
}
