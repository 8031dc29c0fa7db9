import type { Desk, DeskEvent, PersonAnswer, PersonNotice, PersonQuestion } from '../../ipc'

/** What the person is asked, and has to know, while Byline talks to a server. */
export class Asks {
  /** The one question that stands open. */
  question = $state.raw<PersonQuestion | null>(null)
  /** What stopped the sending, until it was read. */
  notice = $state.raw<PersonNotice | null>(null)
  /** A security key waits to be touched. */
  touch = $state(false)

  readonly #desk: Desk
  readonly #failed: (error: unknown) => void

  constructor(desk: Desk, failed: (error: unknown) => void) {
    this.#desk = desk
    this.#failed = failed
  }

  onEvent(event: DeskEvent): void {
    if (event.kind === 'question') this.question = event.question
    else if (event.kind === 'question-over' && event.id === this.question?.id) this.question = null
    else if (event.kind === 'notice') this.notice = event.notice
    else if (event.kind === 'touch-key') this.touch = event.waits
  }

  /** Answers the open question; it is gone at once, so that nothing is answered twice. */
  async answer(answer: PersonAnswer): Promise<void> {
    const { question } = this
    if (question === null) return
    this.question = null
    try {
      await this.#desk.answerQuestion(question.id, answer)
    } catch (error) {
      this.#failed(error)
    }
  }
}
