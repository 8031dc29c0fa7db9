import type { Entry } from './entries'

/** How many commands are remembered as used last. */
const MOST = 6

/** The list of everything that can be done, and the list of all keys: which of them is open. */
export class Palette {
  open = $state<'commands' | 'keys' | null>(null)
  /** The ids of the commands used last, the newest first. */
  recent = $state.raw<readonly string[]>([])

  /** Does an entry after the list has closed, and remembers it. */
  take(entry: Entry): void {
    this.open = null
    this.recent = [entry.id, ...this.recent.filter((id) => id !== entry.id)].slice(0, MOST)
    // After the list has given the focus back.
    setTimeout(() => entry.run())
  }
}
