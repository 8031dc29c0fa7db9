/** A short message at the foot of the window. */
export type Toast = {
  id: number
  text: string
  hint: string | null
  bad: boolean
  action: Action | null
  /** What it is one of: a newer one takes its place. */
  of: string | null
}

/** Something that can be done about a message. */
export type Action = { label: string; run: () => void }

/** How long good news stays; bad news stays until it is dismissed. */
const STAYS = 6000
/** How long it stays when there is something to decide. */
const STAYS_LONGER = 20_000

/** The messages shown now. */
export class Toasts {
  shown = $state<Toast[]>([])
  #next = 1

  /** Says that something was done; `of` names what is done so often that only the last is worth its room. */
  tell(text: string, action: Action | null = null, of: string | null = null): void {
    if (of !== null) this.shown = this.shown.filter((toast) => toast.of !== of)
    const id = this.#add({ text, hint: null, bad: false, action, of })
    setTimeout(() => this.dismiss(id), action ? STAYS_LONGER : STAYS)
  }

  /** Says that something failed. */
  fail(problem: { message: string; hint: string | null }): void {
    if (this.shown.some((toast) => toast.bad && toast.text === problem.message)) return
    this.#add({ text: problem.message, hint: problem.hint, bad: true, action: null, of: null })
  }

  dismiss(id: number): void {
    this.shown = this.shown.filter((toast) => toast.id !== id)
  }

  #add(toast: Omit<Toast, 'id'>): number {
    const id = this.#next++
    this.shown = [...this.shown.slice(-2), { id, ...toast }]
    return id
  }
}
