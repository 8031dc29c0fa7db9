import type { Heading, Modes } from '../../editor'
import { problemOf, type Desk, type Problem } from '../../ipc'
import { isBoolean, isNumber, remember, remembered } from '../../shared/remembered'

/** The sizes that the window can be shown at. */
export const ZOOMS = [0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const

/** What the views need of an editor. */
export type Viewed = {
  showAs(ways: Partial<Modes>): void
  outline(): Heading[]
  goToLine(line: number): void
  selectedWords(): number | null
}

/** How long a selection rests before its words are counted, in milliseconds. */
const REST = 150

/** How the page is shown: modes, size, outline, counts and the goal of each post. */
export class Views {
  focus = $state(remembered('view.focus', false, isBoolean))
  typewriter = $state(remembered('view.typewriter', false, isBoolean))
  /** The text with all its marks; never remembered, so that nobody meets it by surprise. */
  source = $state(false)
  fullScreen = $state(false)
  zoom = $state(remembered('view.zoom', 1, isNumber))
  outline = $state.raw<Heading[]>([])
  /** How many words are selected. */
  selected = $state<number | null>(null)
  /** Words that the open post is to have; 0 for none. */
  goal = $state(0)

  #desk: Pick<Desk, 'setFullScreen' | 'setZoom'>
  #failed: (problem: Problem) => void
  #editor: () => Viewed | null
  #path: string | null = null
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    desk: Pick<Desk, 'setFullScreen' | 'setZoom'>,
    editor: () => Viewed | null,
    failed: (problem: Problem) => void,
  ) {
    this.#desk = desk
    this.#editor = editor
    this.#failed = failed
    if (this.zoom !== 1) void this.#size()
  }

  /** A post came to the page: it is shown as the one before was. */
  opened(path: string, editor: Viewed): void {
    this.#path = path
    this.source = false
    this.selected = null
    this.goal = remembered(goalOf(path), 0, isNumber)
    editor.showAs({ focus: this.focus, typewriter: this.typewriter })
  }

  set(way: keyof Modes, on: boolean): void {
    this[way] = on
    if (way !== 'source') remember(`view.${way}`, on)
    this.#editor()?.showAs({ [way]: on })
  }

  /** Reads the headings anew. */
  look(): void {
    this.outline = this.#editor()?.outline() ?? []
  }

  goTo(line: number): void {
    this.#editor()?.goToLine(line)
  }

  /** The selection is another one. */
  selecting(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.selected = this.#editor()?.selectedWords() ?? null
    }, REST)
  }

  setGoal(words: number): void {
    this.goal = Math.max(0, Math.min(1_000_000, Math.round(words) || 0))
    if (this.#path !== null) remember(goalOf(this.#path), this.goal)
  }

  async toggleFullScreen(): Promise<void> {
    try {
      await this.#desk.setFullScreen(!this.fullScreen)
      this.fullScreen = !this.fullScreen
    } catch (error) {
      this.#failed(problemOf(error))
    }
  }

  /** One size up (1), down (-1), or the ordinary one (0). */
  async resize(way: -1 | 0 | 1): Promise<void> {
    const at = ZOOMS.findIndex((zoom) => zoom >= this.zoom - 0.001)
    this.zoom = way === 0 ? 1 : (ZOOMS[Math.max(0, Math.min(ZOOMS.length - 1, at + way))] ?? 1)
    remember('view.zoom', this.zoom)
    await this.#size()
  }

  async #size(): Promise<void> {
    try {
      await this.#desk.setZoom(this.zoom)
    } catch (error) {
      this.#failed(problemOf(error))
    }
  }
}

const goalOf = (path: string) => `goal.${path}`
