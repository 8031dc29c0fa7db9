/** What can wait until the frame that is due has been shown: it takes nothing from the time of that frame. */

/** Does something once the next frame has been painted; returns the way to call it off. */
export function afterFrame(then: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const frame = requestAnimationFrame(() => (timer = setTimeout(then)))
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
}

/** Waits until the next frame has been painted. */
export const framePainted = (): Promise<void> => new Promise((done) => void afterFrame(done))
