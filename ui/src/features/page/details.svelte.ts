import type { Details, DetailsChange } from '../../ipc'
import { longDate, readDate } from '../../shared/dates'

/** How long a field rests before its change goes to the desk, in milliseconds. */
export const REST = 600

/** A detail with a field of its own. */
export type FieldName = keyof DetailsChange

const NOTHING: DetailsChange = { title: null, author: null, date: null, tags: null }

/** The details as they are typed. What a person has typed is never overwritten from behind. */
export class DetailsForm {
  title = $state('')
  author = $state('')
  date = $state('')
  tags = $state<string[]>([])
  /** The date typed is none that Byline knows. */
  wrongDate = $state(false)
  /** Fields typed in and not handed over. */
  changed = $state.raw<ReadonlySet<FieldName>>(new Set())

  #send: (change: DetailsChange) => void
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(send: (change: DetailsChange) => void) {
    this.#send = send
  }

  /** Shows these details, except where the person is typing. */
  show(details: Details): void {
    if (!this.changed.has('title')) this.title = details.title
    if (!this.changed.has('author')) this.author = details.author
    if (!this.changed.has('date')) {
      this.date = details.date === null ? '' : longDate(details.date)
      this.wrongDate = false
    }
    if (!this.changed.has('tags')) this.tags = [...details.tags]
  }

  /** Shows another post's details. */
  reset(details: Details): void {
    clearTimeout(this.#timer)
    this.changed = new Set()
    this.show(details)
  }

  /** The person typed in a field. */
  type(field: FieldName): void {
    this.changed = new Set([...this.changed, field])
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.commit(), REST)
  }

  setTags(tags: string[]): void {
    this.tags = tags.map((tag) => tag.trim()).filter((tag, at, all) => tag !== '' && all.indexOf(tag) === at)
    this.type('tags')
    this.commit()
  }

  /** Hands over what was typed; `done` also when the person leaves the field or presses Enter. */
  commit(done = false): void {
    clearTimeout(this.#timer)
    if (this.changed.size === 0) return
    const change: DetailsChange = { ...NOTHING }
    const kept = new Set<FieldName>()
    for (const field of this.changed) {
      if (field === 'tags') change.tags = $state.snapshot(this.tags)
      else if (field === 'date') {
        const date = this.date.trim() === '' ? '' : readDate(this.date)
        // A date may be half typed: it is wrong only when the person is done with it.
        if (date === null) {
          kept.add(field)
          this.wrongDate = done
        } else {
          change.date = date
          this.wrongDate = false
          if (done) this.date = date === '' ? '' : longDate(date)
        }
      } else change[field] = this[field].replace(/\s*\n\s*/g, ' ').trim()
    }
    this.changed = kept
    if (Object.values(change).some((value) => value !== null)) this.#send(change)
  }
}
