import {
  commands,
  type Command,
  type EditorOptions,
  type Finder,
  type Heading,
  type Modes,
  type Remembered,
  type SpokenFor,
} from '../editor'
import type { Mount, PageEditor } from '../features/page/mount'

/** An editor without a page: a text area, for tests of everything around it. */
export class PlainEditor implements PageEditor {
  readonly area: HTMLTextAreaElement
  readonly ran: [string, unknown][] = []
  readonly pictures: { link: string; at: number | undefined }[] = []
  /** For each text that the window set, whether the editor's own undo may take it back. */
  readonly steps: boolean[] = []
  spokenFor: SpokenFor[]
  line: number | null = null
  /** How often the words were to be read anew. */
  reads = 0
  ways: Partial<Modes> = {}

  constructor(readonly options: EditorOptions) {
    this.area = document.createElement('textarea')
    this.area.setAttribute('aria-label', options.label)
    this.area.value = options.body
    this.area.readOnly = options.readOnly
    this.area.addEventListener('input', () => {
      options.onChange(this.area.value)
    })
    options.parent.append(this.area)
    this.spokenFor = options.spokenFor
    options.onState({
      block: 'paragraph',
      bold: false,
      italic: false,
      strike: false,
      code: false,
      link: null,
      note: false,
      list: null,
      quote: false,
      table: null,
      canUndo: false,
      canRedo: false,
    })
  }
  /** As if the person typed. */
  type(text: string): void {
    this.area.value = text
    this.options.onChange(text)
  }
  body(): string {
    return this.area.value
  }
  setBody(body: string, spokenFor: SpokenFor[], undoable = true): void {
    this.area.value = body
    this.steps.push(undoable)
    this.spokenFor = spokenFor
  }
  setSpokenFor(spokenFor: SpokenFor[]): void {
    this.spokenFor = spokenFor
  }
  insertPicture(link: string, alt: string, at?: number): void {
    this.pictures.push({ link, at })
    this.type(`${this.area.value}\n![${alt}](${link})\n`)
  }
  waysChanged(): void {
    this.ran.push(['ways-changed', undefined])
  }
  run(command: string, argument?: unknown): boolean {
    this.ran.push([command, argument])
    return true
  }
  commands(): readonly Command[] {
    return commands
  }
  scrollToLine(line: number): void {
    this.line = line
  }
  goTo(at: number): void {
    this.area.focus()
    this.area.setSelectionRange(at, at)
  }
  posAtCoords(x: number): number | null {
    return x
  }
  setReadOnly(readOnly: boolean): void {
    this.area.readOnly = readOnly
  }
  readWords(): void {
    this.reads++
  }
  showAs(ways: Partial<Modes>): void {
    this.ways = { ...this.ways, ...ways }
  }
  outline(): Heading[] {
    return this.area.value.split('\n').flatMap((text, line) => {
      const [, marks, words] = /^(#+) (.+)/.exec(text) ?? []
      return marks && words ? [{ level: marks.length, text: words, line }] : []
    })
  }
  goToLine(line: number): void {
    this.line = line
  }
  selectedWords(): number | null {
    return null
  }
  remembered(): Remembered {
    return { json: null, body: this.area.value }
  }
  finder(): Finder {
    const note = (what: string) => (argument?: unknown) => {
      this.ran.push([what, argument])
    }
    return {
      find: note('find'),
      step: note('step'),
      replace: note('replace'),
      replaceAll: (by) => {
        note('replaceAll')(by)
        return 2
      },
      stop: note('stop'),
    }
  }
  focus(): void {
    this.area.focus()
  }
  destroy(): void {
    this.area.remove()
  }
}

/** A way to put plain editors on pages, and the last one made. */
export function plainMount(): { mount: Mount; last: () => PlainEditor } {
  let made: PlainEditor | null = null
  return {
    mount: (options) => (made = new PlainEditor(options)),
    last: () => {
      if (!made) throw new Error('no editor was made')
      return made
    },
  }
}
