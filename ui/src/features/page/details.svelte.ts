import type { DetailValue, Details, DetailsChange, FormField } from '../../ipc'
import { longDate, readDate } from '../../shared/dates'

/** How long a field rests before its change goes to the desk, in milliseconds. */
export const REST = 600
/** How many choices can be taken back. */
const REMEMBERED = 50

/** A detail with a field of its own on the page. */
export type FieldName = 'title' | 'author' | 'date' | 'tags'

const NOTHING: DetailsChange = { title: null, author: null, date: null, tags: null, fields: [] }
/** Stands before the names of the form's details, which may be called like those with a field of their own. */
const FORM = 'form:'

/** Words of one line, without blanks at their ends. */
const bare = (typed: string): string => typed.replace(/\s*\n\s*/g, ' ').trim()

/** The details as they are typed. What a person has typed is never overwritten from behind. */
export class DetailsForm {
  title = $state('')
  author = $state('')
  date = $state('')
  tags = $state<string[]>([])
  /** The date typed is none that Byline knows. */
  wrongDate = $state(false)
  /** Fields typed in and not handed over. */
  changed = $state.raw<ReadonlySet<string>>(new Set())
  /** What the site describes besides, as the desk has it. */
  form = $state.raw<readonly FormField[]>([])

  #values = $state.raw<Readonly<Record<string, DetailValue>>>({})
  /** Handed over and not yet answered: an answer to something older must not undo them. */
  #sent = new Map<string, number>()
  #last: Details | null = null
  #before: { name: string; value: DetailValue }[] = []
  #send: (change: DetailsChange) => unknown
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(send: (change: DetailsChange) => unknown) {
    this.#send = send
  }

  /** Shows these details, except where the person is typing. */
  show(details: Details): void {
    this.#last = details
    const mine = (field: string) => this.changed.has(field) || this.#sent.has(field)
    // The desk has no blanks at the ends; whoever rests after one is about to go on.
    if (!mine('title') && bare(this.title) !== details.title) this.title = details.title
    if (!mine('author') && bare(this.author) !== details.author) this.author = details.author
    if (!mine('date')) {
      this.date = details.date === null ? '' : longDate(details.date)
      this.wrongDate = false
    }
    if (!mine('tags')) this.tags = [...details.tags]
    this.form = details.form
    this.#values = Object.fromEntries(
      details.form.map(({ field, value }) => [
        field.name,
        mine(FORM + field.name) ? (this.#values[field.name] ?? null) : value,
      ]),
    )
  }

  /** Shows another post's details. */
  reset(details: Details): void {
    clearTimeout(this.#timer)
    this.changed = new Set()
    this.#sent.clear()
    this.#before = []
    this.title = ''
    this.author = ''
    this.show(details)
  }

  /** What a detail of the form holds. */
  value(name: string): DetailValue {
    return this.#values[name] ?? null
  }

  /** The person typed in a detail of the form. */
  typeIn(name: string, value: DetailValue): void {
    this.#values = { ...this.#values, [name]: value }
    this.#touch(FORM + name)
  }

  /** The person chose a value for a detail of the form; it is handed over at once and can be taken back. */
  choose(name: string, value: DetailValue): void {
    this.#before = [...this.#before.slice(1 - REMEMBERED), { name, value: this.value(name) }]
    this.typeIn(name, value)
    this.commit()
  }

  /** Takes the last choice back; `false` when there is none. */
  undo(): boolean {
    const last = this.#before.at(-1)
    if (!last) return false
    this.#before = this.#before.slice(0, -1)
    this.typeIn(last.name, last.value)
    this.commit()
    return true
  }

  /** The person typed in a field. */
  type(field: FieldName): void {
    this.#touch(field)
  }

  #touch(field: string): void {
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
    const change: DetailsChange = { ...NOTHING, fields: [] }
    const kept = new Set<string>()
    for (const field of this.changed) {
      if (field.startsWith(FORM)) {
        const name = field.slice(FORM.length)
        change.fields.push({ name, value: $state.snapshot(this.value(name)) })
      } else if (field === 'tags') change.tags = $state.snapshot(this.tags)
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
      } else if (field === 'title' || field === 'author') change[field] = bare(this[field])
    }
    const sent = [...this.changed].filter((field) => !kept.has(field))
    this.changed = kept
    if (sent.length > 0) void this.#hand(change, sent)
  }

  async #hand(change: DetailsChange, fields: string[]): Promise<void> {
    const answered = this.#send(change)
    if (!(answered instanceof Promise)) return
    const count = (field: string, by: number) => {
      const now = (this.#sent.get(field) ?? 0) + by
      if (now > 0) this.#sent.set(field, now)
      else this.#sent.delete(field)
    }
    for (const field of fields) count(field, 1)
    await answered
    for (const field of fields) count(field, -1)
    if (this.#last) this.show(this.#last)
  }
}
