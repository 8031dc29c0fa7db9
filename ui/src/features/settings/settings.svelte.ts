import {
  problemOf,
  type Desk,
  type FieldForm,
  type Problem,
  type SettingsCheck,
  type SettingsForm,
  type SiteSettings,
  type ToldBy,
} from '../../ipc'
import { say } from '../../shared/words'

/** The file in the site that holds what people settled. */
export const OWN_FILE = '.byline.toml'

/** How long a form rests before it is looked at, in milliseconds. */
const REST = 250

/** A part of the dialog. */
export type Part = 'about' | 'posts' | 'pictures' | 'details'

/** A line of the form that has one source, and the keys it is made of. */
const LINES = {
  name: ['name'],
  address: ['address'],
  posts: ['folders'],
  drafts: ['drafts'],
  file_name: ['file_name', 'extension'],
  draft_flag: ['draft_flag'],
  future: ['future'],
  pictures: ['beside', 'pictures_folder', 'pictures_url'],
  front_matter: ['front_matter'],
  fields: ['fields'],
} as const satisfies Record<keyof ToldBy, readonly (keyof SettingsForm)[]>

/** The name of a line. */
export type LineName = keyof typeof LINES

const NOTHING: SettingsCheck = { troubles: [], example: null }
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** The site's settings while they are looked at and changed. */
export class SettingsEditor {
  open = $state(false)
  part = $state<Part>('about')
  settings = $state.raw<SiteSettings | null>(null)
  form = $state<SettingsForm | null>(null)
  check = $state.raw<SettingsCheck>(NOTHING)
  problem = $state.raw<Problem | null>(null)
  busy = $state(false)
  /** What was just done, in words. */
  said = $state('')
  /** The form is not as it is kept. */
  readonly changed = $derived(this.settings !== null && !same(this.form, this.settings.form))

  #desk: Desk
  #timer: ReturnType<typeof setTimeout> | undefined
  #looked = 0

  constructor(desk: Desk) {
    this.#desk = desk
  }

  /** Shows the settings as they are. */
  async ask(part: Part = 'about'): Promise<void> {
    this.part = part
    this.said = ''
    await this.#trying(async () => {
      this.#show(await this.#desk.settings())
      this.open = true
    })
  }

  close(): void {
    clearTimeout(this.#timer)
    this.open = false
  }

  /** The site was understood anew: a form nobody has touched follows. */
  async follow(): Promise<void> {
    if (this.open && !this.changed && !this.busy)
      await this.#trying(async () => this.#show(await this.#desk.settings()))
  }

  /** Looks at the form a moment after the last change. */
  look(): void {
    clearTimeout(this.#timer)
    this.said = ''
    this.#timer = setTimeout(() => void this.#look(), REST)
  }

  async save(): Promise<void> {
    const { settings, form } = this
    if (!settings || !form || this.busy) return
    clearTimeout(this.#timer)
    await this.#trying(async () => {
      this.#show(await this.#desk.changeSettings(settings.form, $state.snapshot(form)))
      this.said = say('site-settings.saved')
    })
  }

  /** Takes the settings that colleagues share in the place of the ones here. */
  async takeShared(): Promise<void> {
    await this.#trying(async () => {
      this.#show(await this.#desk.takeSharedSettings())
      this.said = say('site-settings.shared.taken')
    })
  }

  /** Puts a line back to what Byline understood by itself. */
  useUnderstood(line: LineName): void {
    const { settings, form } = this
    if (!settings || !form) return
    for (const key of LINES[line]) Object.assign(form, { [key]: structuredClone(settings.understood[key]) })
    this.look()
  }

  /** Whether a line says something else than Byline understood by itself. */
  differs(line: LineName): boolean {
    const { settings, form } = this
    return settings !== null && form !== null && LINES[line].some((key) => !same(form[key], settings.understood[key]))
  }

  /** Where a line comes from, in words. */
  source(line: LineName): string {
    const { settings, form } = this
    if (!settings || !form) return ''
    if (LINES[line].some((key) => !same(form[key], settings.form[key]))) return say('site-settings.unsaved')
    return sourceOf(settings.told_by[line])
  }

  /** What is wrong with a line. */
  trouble(line: string): string | undefined {
    return this.check.troubles.find((each) => each.line === line)?.message
  }

  #show(settings: SiteSettings): void {
    this.settings = settings
    this.form = structuredClone(settings.form)
    this.check = { troubles: [], example: settings.example }
  }

  async #look(): Promise<void> {
    const { settings, form } = this
    if (!settings || !form) return
    const turn = ++this.#looked
    try {
      const check = await this.#desk.checkSettings(settings.form, $state.snapshot(form))
      if (turn === this.#looked) this.check = check
    } catch (error) {
      this.problem = problemOf(error)
    }
  }

  async #trying(work: () => Promise<void>): Promise<void> {
    this.busy = true
    this.problem = null
    try {
      await work()
    } catch (error) {
      this.problem = problemOf(error)
      this.open = true
    } finally {
      this.busy = false
    }
  }
}

/** Who told something, in words: `set here`, or `from hugo.toml`. */
export function sourceOf(told: string | null): string {
  if (told === OWN_FILE) return say('site-settings.set-here')
  return say('site-settings.from', { what: told ?? say('site-settings.newest') })
}

/** A detail that was just added. */
export function newField(label: string, taken: FieldForm[]): FieldForm {
  const plain =
    label
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^\p{L}\d]+/gu, '_')
      .replace(/^_+|_+$/g, '') || 'detail'
  let name = plain
  for (let count = 2; taken.some((field) => field.name === name); count += 1) name = `${plain}_${count}`
  return {
    name,
    label,
    type: 'text',
    required: false,
    default: '',
    choices: [],
    multiple: false,
    hint: '',
    hidden: false,
    told_by: OWN_FILE,
  }
}

/** Choices as lines: the value, or `value = What people read`. */
export function choicesAsText(field: FieldForm): string {
  return field.choices.map(({ value, label }) => (value === label ? value : `${value} = ${label}`)).join('\n')
}

/** Lines as choices; see [`choicesAsText`]. */
export function choicesOfText(text: string): FieldForm['choices'] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [value = '', ...label] = line.split(' = ')
      return { value: value.trim(), label: label.join(' = ').trim() || value.trim() }
    })
}
