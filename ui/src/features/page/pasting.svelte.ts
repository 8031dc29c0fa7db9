import type { ClipboardHost, JustPasted, PastingHost } from '../../editor'
import type { Desk } from '../../ipc'

/** What is pasted into the open post, on its way through the desk; and what is said about it. */
export class Pasting implements PastingHost, ClipboardHost {
  /** What was pasted last, until somebody writes on or closes the bar. */
  just = $state.raw<JustPasted | null>(null)

  #desk: Pick<Desk, 'readPasted' | 'bringPasted' | 'readClipboard'>
  #path: () => string | null

  constructor(desk: Pick<Desk, 'readPasted' | 'bringPasted' | 'readClipboard'>, path: () => string | null) {
    this.#desk = desk
    this.#path = path
  }

  read: PastingHost['read'] = (paste) => this.#desk.readPasted(paste)

  bring: PastingHost['bring'] = async (token) => {
    const path = this.#path()
    if (path === null) return { stayed: '' }
    const { attached, stayed } = await this.#desk.bringPasted(path, token)
    return attached ? { link: attached.link } : { stayed: stayed ?? '' }
  }

  readClipboard: NonNullable<ClipboardHost['readClipboard']> = async () => {
    const { html, text } = await this.#desk.readClipboard()
    return { ...(html === '' ? {} : { html }), ...(text === '' ? {} : { text }) }
  }

  onPasted: PastingHost['onPasted'] = (paste) => {
    this.just = paste
  }
}
