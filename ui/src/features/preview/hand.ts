/** How long after the last sign of a hand a scroll is still its doing, in milliseconds. */
const AFTER = 400

/** Tells whether the preview is scrolled by hand or because the page was. */
export function handScroll(now: () => number = () => performance.now()) {
  let touched = -Infinity
  let pressed = false
  let ours = Number.NaN
  const release = () => {
    pressed = false
    touched = now()
  }
  return {
    touch: (): void => {
      touched = now()
    },
    /** A pointer may hold the scroll bar for long. */
    press: (): void => {
      pressed = true
      touched = now()
      window.addEventListener('pointerup', release, { once: true })
    },
    isScrolling: (): boolean => pressed || now() - touched < AFTER,
    move(scroller: HTMLElement, top: number): void {
      scroller.scrollTop = top
      ours = scroller.scrollTop
    },
    isByHand(scroller: HTMLElement): boolean {
      return (pressed || now() - touched < AFTER) && Math.abs(scroller.scrollTop - ours) > 1
    },
  }
}
