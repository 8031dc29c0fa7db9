import { afterFrame } from '../../shared/frames'
import type { Block } from './blocks'
import { morph, type Drawn } from './morph'

/** So many blocks are drawn at once: more than a pane shows. */
const FIRST = 60
/** So many more in each frame after that. */
const STEP = 150
/** After so many frames the height is looked at again: a frame of another height is laid out as a whole. */
const TELL = 10

/**
 * A post on its way into the frame: what is seen first at once, the rest of a long one frame by frame, so that a post
 * of a book's length keeps nobody waiting.
 */
export class Drawing {
  /** The blocks that stand in the frame, from the first on. */
  drawn: Drawn[] = []
  #blocks: readonly Block[] = []
  #cancel: () => void = () => undefined
  #steps = 0

  /** `more` hears of further parts now and then, and of the last. */
  constructor(
    private readonly end: ChildNode,
    private readonly more: (last: boolean) => void,
    private readonly later: (then: () => void) => () => void = afterFrame,
  ) {}

  /** Makes the frame show these blocks; `another` says that they are of another post than those before. */
  show(blocks: readonly Block[], another = false): void {
    this.#blocks = blocks
    const there = another ? 0 : this.drawn.length
    // A few more than there are is what writing does; many more are a post that was opened or pasted.
    this.#drawTo(blocks.length - there <= STEP ? blocks.length : Math.max(there, FIRST))
  }

  /** Draws at once what is not drawn yet. */
  finish(): void {
    if (this.drawn.length < this.#blocks.length) this.#drawTo(this.#blocks.length)
  }

  /** Draws nothing more. */
  stop(): void {
    this.#cancel()
  }

  #drawTo(count: number): void {
    this.#cancel()
    this.drawn = morph(this.end, this.drawn, this.#blocks.slice(0, count))
    if (count >= this.#blocks.length) return
    this.#cancel = this.later(() => {
      this.#drawTo(Math.min(count + STEP, this.#blocks.length))
      const last = this.drawn.length === this.#blocks.length
      if (last || ++this.#steps % TELL === 0) this.more(last)
    })
  }
}
