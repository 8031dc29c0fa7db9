/** A short message at the foot of the window. */
export type Toast = { id: number; text: string; hint: string | null; bad: boolean }

/** How long good news stays; bad news stays until it is dismissed. */
const STAYS = 6000

/** The messages shown now. */
export class Toasts {
  shown = $state<Toast[]>([])
  #next = 1

  /** Says that something was done. */
  tell(text: string): void {
    const id = this.#add({ text, hint: null, bad: false })
    setTimeout(() => this.dismiss(id), STAYS)
  }

  /** Says that something failed. */
  fail(problem: { message: string; hint: string | null }): void {
    if (this.shown.some((toast) => toast.bad && toast.text === problem.message)) return
    this.#add({ text: problem.message, hint: problem.hint, bad: true })
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
