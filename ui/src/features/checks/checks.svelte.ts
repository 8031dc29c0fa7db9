import { problemOf, type Desk, type Finding, type Problem, type Severity } from '../../ipc'

/** How long after a save the checks run, in milliseconds. */
export const REST = 800

const ORDER: Record<Severity, number> = { error: 0, warning: 1, note: 2 }

/** What the checks noticed in the open post, the worst first. */
export class Checks {
  findings = $state.raw<Finding[]>([])
  problem = $state.raw<Problem | null>(null)
  /** The post that was checked. */
  path = $state<string | null>(null)

  #desk: Desk
  #timer: ReturnType<typeof setTimeout> | undefined
  #question = 0

  constructor(desk: Desk) {
    this.#desk = desk
  }

  /** What is worth a line above the title: what readers would notice and one click repairs. */
  get suggestions(): Finding[] {
    return this.findings.filter((finding) => finding.fixable && finding.severity !== 'note')
  }

  /** How much one click each could repair. */
  get repairable(): number {
    return this.findings.filter((finding) => finding.fixable).length
  }

  /** Checks after a rest; another post at once. */
  later(path: string): void {
    clearTimeout(this.#timer)
    if (path !== this.path) void this.now(path)
    else this.#timer = setTimeout(() => void this.now(path), REST)
  }

  async now(path: string): Promise<void> {
    clearTimeout(this.#timer)
    const question = ++this.#question
    if (path !== this.path) this.findings = []
    this.path = path
    try {
      const findings = await this.#desk.findings(path)
      if (question !== this.#question) return
      this.findings = findings.toSorted((a, b) => ORDER[a.severity] - ORDER[b.severity])
      this.problem = null
    } catch (error) {
      if (question === this.#question) this.problem = problemOf(error)
    }
  }

  clear(): void {
    clearTimeout(this.#timer)
    this.#question++
    this.findings = []
    this.path = null
    this.problem = null
  }
}
