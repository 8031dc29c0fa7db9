import type { FieldChoice } from '../../../ipc'

/** So many are shown at once; typing finds the others. */
const MOST = 8

/** What a text field offers while one types: arrows move, Enter takes, Escape closes. */
export class Offers {
  open = $state(false)
  /** The one that the arrows are at; -1 for none. */
  at = $state(-1)
  #found: () => readonly FieldChoice[]
  #take: (choice: FieldChoice) => void

  constructor(found: () => readonly FieldChoice[], take: (choice: FieldChoice) => void) {
    this.#found = found
    this.#take = take
  }

  get found(): readonly FieldChoice[] {
    return this.#found().slice(0, MOST)
  }

  get shown(): boolean {
    return this.open && this.found.length > 0
  }

  close(): void {
    this.open = false
    this.at = -1
  }

  typed(): void {
    this.open = true
    this.at = -1
  }

  take(choice: FieldChoice | undefined): void {
    this.close()
    if (choice) this.#take(choice)
  }

  /** Whether the key was one for the offers. `first`: Enter takes the first one when the arrows are at none. */
  key(event: KeyboardEvent, first = false): boolean {
    const { found, shown } = this
    if (event.isComposing || event.defaultPrevented) return false
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (found.length === 0) return false
      const step = event.key === 'ArrowDown' ? 1 : -1
      if (!shown) this.open = true
      else this.at = this.at < 0 && step < 0 ? found.length - 1 : (this.at + step + found.length) % found.length
    } else if (event.key === 'Enter' && shown && (this.at >= 0 || first)) {
      this.take(found[Math.max(this.at, 0)])
    } else if (event.key === 'Escape' && shown) {
      event.stopPropagation()
      this.close()
    } else return false
    event.preventDefault()
    return true
  }
}

/** The values that have these words and are not just them. */
export function matching(values: readonly string[], typed: string): FieldChoice[] {
  const words = typed.trim().toLowerCase()
  return values
    .filter((value) => value.toLowerCase().includes(words) && value !== typed)
    .map((value) => ({ value, label: value }))
}
