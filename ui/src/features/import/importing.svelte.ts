import { problemOf, type Desk, type DeskEvent, type FilesDropped, type ImportedText, type Problem } from '../../ipc'

/** Where the sheet is. */
export type Stage =
  | { at: 'closed' }
  /** Texts were dropped where a picture might have been meant. */
  | { at: 'offer'; drop: FilesDropped }
  | { at: 'going'; file: string; done: number; total: number; stopping: boolean }
  | { at: 'done'; texts: ImportedText[] }
  | { at: 'failed'; problem: Problem }

/** Bringing in texts written elsewhere. */
export class Importing {
  stage = $state.raw<Stage>({ at: 'closed' })

  #desk: Desk
  /** Called when there are new drafts. */
  #brought: () => Promise<void>
  /** Texts are on their way, whether or not the sheet has been shown yet. */
  #busy = false

  constructor(desk: Desk, brought: () => Promise<void>) {
    this.#desk = desk
    this.#brought = brought
  }

  /** Lets the person choose texts with the system's own dialog. Nothing is shown when they think better of it. */
  choose(): Promise<void> {
    return this.#bring(() => this.#desk.importChosen())
  }

  /** Asks first what was meant by dropping texts here. */
  offer(drop: FilesDropped): void {
    if (!this.#busy) this.stage = { at: 'offer', drop }
  }

  /** Brings in the files of a drop. */
  drop(drop: FilesDropped): Promise<void> {
    const [file = ''] = drop.names
    return this.#bring(() => this.#desk.importDropped(drop.token), { file, total: drop.names.length })
  }

  /** Stops after the text that is being brought in; what became a draft stays one. */
  async stop(): Promise<void> {
    if (this.stage.at !== 'going') return
    this.stage = { ...this.stage, stopping: true }
    await this.#desk.cancelImport()
  }

  /** Closes the sheet, but not while texts are on their way: what became of them has to be seen. */
  close(): void {
    if (this.stage.at === 'going') void this.stop()
    else this.stage = { at: 'closed' }
  }

  onEvent(event: DeskEvent): void {
    if (event.kind !== 'importing' || !this.#busy) return
    const { file, done, total } = event
    this.stage = { at: 'going', file, done, total, stopping: this.stage.at === 'going' && this.stage.stopping }
  }

  async #bring(ask: () => Promise<ImportedText[]>, known?: { file: string; total: number }): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    if (known) this.stage = { at: 'going', ...known, done: 0, stopping: false }
    try {
      const texts = await ask()
      this.stage = texts.length > 0 ? { at: 'done', texts } : { at: 'closed' }
      if (texts.some((text) => text.draft !== null)) await this.#brought()
    } catch (error) {
      this.stage = { at: 'failed', problem: problemOf(error) }
    } finally {
      this.#busy = false
    }
  }
}
