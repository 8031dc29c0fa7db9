import { toPaper } from './paper'

/** What was put on paper last: it stays until the next time, because no web view says when its printer is done. */
let away: (() => void) | null = null

/** Prints the post that a frame shows. `ask` opens the system's dialog; where it cannot, the web view's own is asked for. */
export async function print(from: Document, addresses: boolean, ask: () => Promise<boolean>): Promise<void> {
  away?.()
  const paper = toPaper(from, document, addresses)
  away = paper.away
  await paper.ready
  if (!(await ask())) window.print()
}
