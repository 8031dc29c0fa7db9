import {
  PostEditor,
  type Command,
  type CommandId,
  type EditorOptions,
  type Finder,
  type Heading,
  type Remembered,
  type SpokenFor,
  type Modes,
} from '../../editor'

/** What the page needs of an editor; a test may put another one in. */
export interface PageEditor {
  body(): string
  setBody(body: string, spokenFor: SpokenFor[], undoable?: boolean): void
  setSpokenFor(spokenFor: SpokenFor[]): void
  insertPicture(link: string, alt: string, at?: number): void
  waysChanged(): void
  run(command: CommandId, argument?: unknown): boolean
  commands(insert?: boolean): readonly Command[]
  scrollToLine(line: number): void
  goTo(at: number): void
  posAtCoords(x: number, y: number): number | null
  setReadOnly(readOnly: boolean): void
  readWords(native: boolean): void
  showAs(ways: Partial<Modes>): void
  outline(): Heading[]
  goToLine(line: number): void
  selectedWords(): number | null
  remembered(): Remembered
  finder(): Finder
  focus(): void
  destroy(): void
}

/** Makes an editor. */
export type Mount = (options: EditorOptions) => PageEditor

export const mountEditor: Mount = (options) => new PostEditor(options)
