import { problemOf, type Desk, type PreviewBlock, type Problem } from '../../ipc'

/** The least time between two renderings, in milliseconds: typing shows well within 100. */
const GAP = 50

/** The preview of the open post: one rendering on its way, the newest text next. */
export class PreviewState {
  blocks = $state.raw<PreviewBlock[]>([])
  /** The post that the blocks show. */
  path = $state<string | null>(null)
  problem = $state.raw<Problem | null>(null)
  wide = $state(false)
  /** The line of the page that is at the top, counted from 1. */
  line = $state(1)

  #desk: Desk
  #next: { path: string; body: string } | null = null
  #busy = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(desk: Desk) {
    this.#desk = desk
  }

  /** Shows this text as soon as it can; another post at once. */
  show(path: string, body: string): void {
    const other = path !== (this.#next?.path ?? this.path)
    this.#next = { path, body }
    if (this.#busy) return
    if (other) clearTimeout(this.#timer)
    else if (this.#timer !== undefined) return
    if (other) void this.#render()
    else this.#timer = setTimeout(() => void this.#render(), GAP)
  }

  clear(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#next = null
    this.blocks = []
    this.path = null
    this.problem = null
  }

  async #render(): Promise<void> {
    this.#timer = undefined
    this.#busy = true
    while (this.#next) {
      const asked: { path: string; body: string } = this.#next
      this.#next = null
      try {
        const { blocks } = await this.#desk.preview(asked.path, asked.body)
        const next = this.#next as { path: string; body: string } | null
        // An answer for another post than the one wanted now is never shown.
        if (next === null || next.path === asked.path) {
          this.path = asked.path
          this.blocks = blocks
          this.problem = null
        }
      } catch (error) {
        this.problem = problemOf(error)
      }
    }
    this.#busy = false
  }
}
