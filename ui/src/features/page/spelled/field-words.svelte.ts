// The remarks about the words of a field: found a moment after they changed, shown under them, with the card and the menu that
// the text has. The field itself stays what it is: the lines are drawn on a copy of its words that lies exactly on it.
import type { Attachment } from 'svelte/attachments'
import {
  choicesFor,
  MOST_CHANGES,
  shownAs,
  spokenOf,
  stretchFor,
  suggestions,
  suggestionsHere,
  type ContextItem,
  type ContextMenu,
  type ProofFinding,
  type ProofHost,
} from '../../../editor'
import { editorWords } from '../editor-words'
import { kept } from './kept'

/** How long words rest before they are read, in milliseconds. */
export const REST = 400
/** How long the pointer rests on words before their card is shown, in milliseconds. */
const POINTED = 350
/** How long the menu waits for suggestions that are not here yet, in milliseconds. */
const WAITED = 400

/** Who reads words, and how often what he goes by has changed. */
export interface Reads {
  readonly host: ProofHost
  readonly round: number
}

/** A field of words. */
export type Field = HTMLInputElement | HTMLTextAreaElement

/** A card that is shown: of which remark, where its words are in the window, and whether it takes the focus. */
export interface FieldCard {
  finding: ProofFinding
  box: DOMRect
  focus: boolean
}

/** The words of one field. */
export class FieldWords {
  /** What there is to say about the words as they are now. */
  found = $state.raw<readonly ProofFinding[]>([])
  card = $state.raw<FieldCard | null>(null)
  menu = $state.raw<ContextMenu | null>(null)
  /** What was just done, for those who do not see it. */
  said = $state('')
  /** Where something is being typed: nothing is said about that word yet. */
  typing = $state<number | null>(null)

  readonly words = editorWords()
  #reads: () => Reads | undefined
  #pass: ((way: -1 | 1) => void) | undefined
  #field: Field | null = null
  #text = ''
  #timer: ReturnType<typeof setTimeout> | undefined
  #pointer: ReturnType<typeof setTimeout> | undefined
  /** The remark that the pointer is at. */
  #at: ProofFinding | null = null
  /** The layer that the lines are drawn on. */
  layer = $state.raw<HTMLElement | null>(null)

  /** `pass` goes on to the remarks after (1) or before (-1) those of the field. */
  constructor(reads: () => Reads | undefined, pass?: (way: -1 | 1) => void) {
    this.#reads = reads
    this.#pass = pass
  }

  /** Remarks to be shown: all but that about the word which is being typed. */
  get shown(): readonly ProofFinding[] {
    const { typing } = this
    return typing === null ? this.found : this.found.filter(({ from, to }) => typing < from || to < typing)
  }

  /** What a screen reader is told of the field. */
  get invalid(): 'spelling' | 'grammar' | undefined {
    const kinds = this.shown.map(({ kind }) => kind)
    return kinds.includes('spelling') ? 'spelling' : kinds.includes('grammar') ? 'grammar' : undefined
  }

  /** Whether the system checks the spelling, because Byline cannot. */
  get native(): boolean {
    return this.#reads()?.host.native?.() === true
  }

  /** The field shows this text now; what is known of words that did not change is kept. */
  follow(text: string): void {
    if (text !== this.#text) {
      this.found = kept(this.found, this.#text, text)
      this.#text = text
      this.#shut()
    }
    this.#later(REST)
  }

  /** Something that words are read by has changed. */
  again(): void {
    this.#later(0)
  }

  #later(rest: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#read(), rest)
  }

  async #read(): Promise<void> {
    const host = this.#reads()?.host
    const text = this.#text
    if (!host) return
    if (text.trim() === '') {
      this.found = []
      return
    }
    try {
      const [found = []] = await host.check([text])
      if (text !== this.#text) return
      this.found = found
      for (const { kind, words } of found) if (kind === 'spelling') void suggestions(host, words).catch(() => [])
    } catch {
      // What could not be read now is asked about after the next change.
    }
  }

  /** Listens to the field. */
  readonly watch: Attachment<Field> = (field) => {
    this.#field = field
    const on = <K extends keyof HTMLElementEventMap>(type: K, hear: (event: HTMLElementEventMap[K]) => void) => {
      field.addEventListener(type, hear as EventListener)
      return () => field.removeEventListener(type, hear as EventListener)
    }
    const stops = [
      on('input', () => (this.typing = field.selectionStart)),
      on('blur', () => (this.typing = null)),
      on('keydown', (event) => this.#key(event)),
      on('contextmenu', (event) => this.#menu(event)),
      on('mousemove', ({ clientX, clientY }) => this.#point(this.#under(clientX, clientY))),
      on('mouseleave', () => this.#point(null)),
    ]
    const moved = () => {
      if (document.activeElement === field && field.selectionStart !== this.typing) this.typing = null
    }
    document.addEventListener('selectionchange', moved)
    return () => {
      for (const stop of stops) stop()
      document.removeEventListener('selectionchange', moved)
      clearTimeout(this.#timer)
      clearTimeout(this.#pointer)
      this.#field = null
    }
  }

  /** Takes the card away; with `back`, the focus returns to the field. */
  close(back: boolean): void {
    this.#shut()
    if (back) this.#field?.focus()
  }

  #shut(): void {
    clearTimeout(this.#pointer)
    this.#at = null
    this.card = null
  }

  /** The pointer is at the card: it stays. */
  stay(): void {
    clearTimeout(this.#pointer)
    this.#at = this.card?.finding ?? null
  }

  /** The pointer is at words that there is a remark about, or at none. */
  #point(finding: ProofFinding | null): void {
    if (finding === this.#at || this.card?.focus) return
    this.#at = finding
    clearTimeout(this.#pointer)
    this.#pointer = setTimeout(() => {
      const box = finding && this.boxOf(finding)
      this.card = finding && box ? { finding, box, focus: false } : null
    }, POINTED)
  }

  leave(): void {
    this.#point(null)
  }

  #key(event: KeyboardEvent): void {
    const { key, shiftKey, altKey } = event
    if (key === 'Escape' && this.card) this.close(false)
    else if (key === '.' && (event.ctrlKey || event.metaKey) && !shiftKey && !altKey && this.#here()) {
      this.#open(this.#here())
    } else if (key === 'F7') {
      this.next(shiftKey ? -1 : 1)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  /** Goes to the next remark and shows its card: of the field, or after its last one wherever the window goes on. */
  next(way: -1 | 1): void {
    const field = this.#field
    const { found } = this
    if (!field) return
    const from = field.selectionStart ?? 0
    const to = field.selectionEnd ?? from
    const on =
      way > 0 ? found.find((each) => each.from >= to && each.to > from) : found.findLast((each) => each.to <= from)
    if (!on && this.#pass) this.#pass(way)
    else this.#open(on ?? found.at(way > 0 ? 0 : -1) ?? null, true)
  }

  #open(finding: ProofFinding | null, select = false): void {
    const field = this.#field
    if (!finding || !field) return
    this.typing = null
    field.focus()
    if (select) field.setSelectionRange(finding.from, finding.to)
    // The lines may only now be drawn.
    requestAnimationFrame(() => {
      this.card = { finding, box: this.boxOf(finding) ?? field.getBoundingClientRect(), focus: true }
    })
  }

  /** The remark at the caret. */
  #here(): ProofFinding | null {
    const at = this.#field?.selectionStart ?? 0
    return this.found.find(({ from, to }) => from <= at && at <= to) ?? null
  }

  #marks(finding: ProofFinding): DOMRect[] {
    const marks = [...(this.layer?.querySelectorAll<HTMLElement>('.b-proof') ?? [])]
    const own = marks.filter((mark) => mark.dataset['from'] === String(finding.from))
    return own.flatMap((mark) => [...mark.getClientRects()])
  }

  /** Where the words of a remark are in the window. */
  boxOf(finding: ProofFinding): DOMRect | null {
    return this.#marks(finding)[0] ?? null
  }

  #under(x: number, y: number): ProofFinding | null {
    const inside = ({ left, right, top, bottom }: DOMRect) => left <= x && x <= right && top <= y && y <= bottom
    return this.shown.find((finding) => this.#marks(finding).some(inside)) ?? null
  }

  #menu(event: MouseEvent): void {
    const { button, clientX: x, clientY: y } = event
    // The keyboard's own way to this menu comes without a pointer.
    const byPointer = button === 2 && (x !== 0 || y !== 0)
    const finding = byPointer ? this.#under(x, y) : this.#here()
    const field = this.#field
    if (!finding || !field) return
    event.preventDefault()
    this.#shut()
    const box = byPointer ? new DOMRect(x, y) : (this.boxOf(finding) ?? field.getBoundingClientRect())
    void this.#offer(field, finding, box)
  }

  async #offer(field: Field, finding: ProofFinding, { left, top, bottom }: DOMRect): Promise<void> {
    const changes = this.changes(finding)
    const known = await Promise.race([changes, new Promise<null>((done) => setTimeout(() => done(null), WAITED))])
    const { proof, menus } = this.words
    const doing = new Map<ContextItem, () => void>()
    const item = (label: string, run?: () => void): ContextItem => {
      const made = { label, disabled: run === undefined, run: () => undefined }
      if (run) doing.set(made, run)
      return made
    }
    const suggested = (known ?? [])
      .slice(0, MOST_CHANGES)
      .map((change) => item(shownAs(proof, finding, change), () => this.take(finding, change)))
    const clipboard =
      field.selectionStart === field.selectionEnd
        ? []
        : [
            ...(field.readOnly ? [] : [item(menus.cut, () => document.execCommand('cut'))]),
            item(menus.copy, () => document.execCommand('copy')),
          ]
    this.menu = {
      groups: [
        suggested.length > 0 ? suggested : [item(known ? proof.none : proof.looking)],
        this.choices(finding).map(({ label, run }) => item(label, run)),
        [...clipboard, item(menus.selectAll, () => field.select())],
      ],
      x: left,
      top,
      bottom,
      choose: (chosen) => {
        field.focus()
        doing.get(chosen)?.()
      },
      cancel: () => field.focus(),
    }
  }

  /** What can be put in the place of words; as long as it is not known, a promise. */
  changes(finding: ProofFinding): readonly string[] | Promise<readonly string[]> {
    const host = this.#reads()?.host
    if (!host || this.#field?.readOnly) return []
    if (finding.kind !== 'spelling') return finding.changes
    return suggestionsHere(host, finding.words) ?? suggestions(host, finding.words)
  }

  /** What else can be done about a remark. */
  choices(finding: ProofFinding): ReturnType<typeof choicesFor> {
    const host = this.#reads()?.host
    return host ? choicesFor(this.words.proof, host, finding) : []
  }

  /** Whether the field is a part of this. */
  isIn(part: EventTarget | null): boolean {
    return this.#field !== null && part instanceof Node && part.contains(this.#field)
  }

  get readOnly(): boolean {
    return this.#field?.readOnly === true
  }

  /** Puts words in the place of others, as the keyboard would, so that the field's own undo takes it back. */
  take(finding: ProofFinding, change: string): void {
    const field = this.#field
    if (!field || field.value.slice(finding.from, finding.to) !== finding.words) return
    const { from, to } = stretchFor(finding, change, (start, end) => field.value.slice(start, end))
    field.focus()
    field.setSelectionRange(from, to)
    if (!typed(change)) {
      field.setRangeText(change, from, to, 'end')
      field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    }
    this.typing = null
    this.said = spokenOf(this.words.proof, change)
  }
}

/** The only way to change a field that its undo knows; false where a web view has it no more. */
function typed(text: string): boolean {
  if (typeof document.execCommand !== 'function') return false
  return text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, text)
}
