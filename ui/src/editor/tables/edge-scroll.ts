/** Scrolls a wide table while the pointer that selects cells is at its left or right edge, or beyond. */

/** How near the edge is near enough, in pixels. */
const NEAR = 28
/** The most that a table moves in a frame, in pixels: a pointer beyond its edge. */
const FASTEST = 16

/** One table, for as long as cells are selected in it by the pointer. */
export class EdgeScroll {
  private frame = 0
  private speed = 0

  /** `moved` hears that other cells are under the pointer now. */
  constructor(
    private readonly table: HTMLElement,
    private readonly moved: () => void,
  ) {}

  /** The pointer is at this place of the window. */
  pointer(x: number): void {
    this.speed = speedAt(x, this.table.getBoundingClientRect())
    if (this.speed !== 0 && this.frame === 0) this.frame = requestAnimationFrame(this.step)
  }

  stop(): void {
    cancelAnimationFrame(this.frame)
    this.frame = 0
    this.speed = 0
  }

  private readonly step = (): void => {
    const { table } = this
    const before = table.scrollLeft
    table.scrollLeft += this.speed
    const goesOn = this.speed !== 0 && table.scrollLeft !== before
    this.frame = goesOn ? requestAnimationFrame(this.step) : 0
    if (table.scrollLeft !== before) this.moved()
  }
}

/** How far a table goes in a frame for a pointer there, to the left below zero: the faster, the nearer to the edge. */
function speedAt(x: number, { left, right }: DOMRect): number {
  const inTo = (distance: number): number => Math.ceil(FASTEST * Math.min(1, Math.max(0, 1 - distance / NEAR)))
  return inTo(right - x) - inTo(x - left)
}
