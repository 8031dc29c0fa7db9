/** The editor as the window sees it. */
import { history, isolateHistory } from '@codemirror/commands'
import { Compartment, EditorState, Prec, Transaction, type Extension } from '@codemirror/state'
import { drawSelection, dropCursor, EditorView, keymap, placeholder, tooltips } from '@codemirror/view'
import { boxes } from './boxes'
import { cards } from './cards'
import { caret } from './caret'
import { watchCaret } from './caret-line'
import { clicks } from './clicks'
import { codeBlocks } from './code-block'
import { commandOf, type Command } from './commands'
import { composing } from './composing'
import { figures, insertBlock, pictureText } from './figures'
import { find, finding, foundIn, goOn, replaceEach, replaceHere, stop, type Finder, type Found } from './find'
import { findKeys } from './commands/find'
import { keys } from './keys'
import { markdown } from './language'
import { linkCard } from './link-card'
import { looks } from './looks'
import { contextMenu, insertable, menus, offered } from './menus'
import { byWindow, host, waysChanged } from './options'
import { pasting } from './pasting'
import { again, proof, setNative } from './proof'
import { difference } from './replace'
import { inSight, watchScroll } from './scroll'
import { sameRanges, setSpoken, spokenField, spokenFor } from './spoken-for'
import { namesField } from './syntax/names'
import { selecting } from './selecting'
import { sameState, stateOf } from './state-of'
import { tables, wordsView } from './tables'
import { theme } from './theme'
import type { CommandId, EditorOptions, EditorState as ShownState, SpokenFor, Modes } from './types'
import { typing } from './typing'
import { focus, setFocusMode } from './views/focus'
import { outlineOf, type Heading } from './views/outline'
import { recall, remember, type Remembered } from './views/remembered'
import { softBreaks } from './soft-breaks'
import { source } from './views/source'
import { setTypewriter, typewriter } from './views/typewriter'
import { selectedWords } from './views/words'

/** One post's body, open for writing. */
export class PostEditor {
  private readonly view: EditorView
  private readonly writable = new Compartment()
  private ways: Modes = { focus: false, typewriter: false, source: false }
  private readonly stopWatching: () => void
  /** What the window heard last. */
  private told: ShownState | null = null
  private found: Found | null = null

  constructor(private readonly options: EditorOptions) {
    const extensions = this.extensions(options.spokenFor, options.readOnly)
    const state = options.remembered
      ? recall(options.remembered, options.body, extensions)
      : EditorState.create({ doc: options.body, extensions })
    this.view = new EditorView({ state, parent: options.parent })
    this.stopWatching = watchScroll(this.view, (line) => {
      options.onScroll(line)
    })
    this.tell()
  }

  /** The text, lines ended by LF. */
  body(): string {
    return this.view.state.doc.toString()
  }

  /**
   * Brings the text to `body`, keeping the caret at its words: by one step that can be undone, or, where the text is
   * only a part of what changed, by one that the editor's own undo leaves alone.
   */
  setBody(body: string, spokenRanges: SpokenFor[], undoable = true): void {
    const changes = difference(this.view.state.doc, body.replace(/\r\n?/g, '\n'))
    const history = undoable ? isolateHistory.of('full') : Transaction.addToHistory.of(false)
    this.view.dispatch({
      changes,
      effects: setSpoken.of(spokenRanges),
      annotations: [byWindow.of(true), history],
    })
  }

  /** Changes which lines details speak for. */
  setSpokenFor(ranges: SpokenFor[]): void {
    if (sameRanges(this.view.state, ranges)) return
    this.view.dispatch({ effects: setSpoken.of(ranges), annotations: byWindow.of(true) })
  }

  /** Puts a picture in a paragraph of its own after the block at `at`, or at the caret. */
  insertPicture(link: string, alt: string, at?: number): void {
    insertBlock(this.view, pictureText(link, alt), at)
  }

  /** Reads again what the site can show. */
  waysChanged(): void {
    this.view.dispatch({ effects: waysChanged.of(null) })
  }

  /** Does a command; false when it does not apply. */
  run(command: CommandId, argument?: unknown): boolean {
    const found = commandOf(command)
    const view = found?.group === 'inline' ? wordsView(this.view) : this.view
    return found?.run(view, argument) ?? false
  }

  /** Every command that the open site has; with `insert`, those of the menus for inserting. */
  commands(insert = false): Command[] {
    return insert ? insertable(this.options) : offered(this.options)
  }

  /** Brings a line (from 0), or a fraction of it, to the top. */
  scrollToLine(line: number): void {
    const { doc } = this.view.state
    const at = doc.line(Math.min(Math.max(Math.floor(line) + 1, 1), doc.lines))
    // Hidden lines are a part of the block of a line that is seen: the other way of `topLine`.
    const block = this.view.lineBlockAt(at.from)
    const first = doc.lineAt(block.from).number - 1
    const part = Math.min(1, Math.max(0, (line - first) / (doc.lineAt(block.to).number - first))) * block.height
    this.view.dispatch({ effects: EditorView.scrollIntoView(block.from, { y: 'start', yMargin: -part }) })
  }

  /** Puts the caret at an offset, in sight, and the focus with it. */
  goTo(at: number): void {
    const anchor = Math.max(0, Math.min(at, this.view.state.doc.length))
    this.view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) })
    this.view.focus()
  }

  /** The offset at a place of the window, or null outside the text. */
  posAtCoords(x: number, y: number): number | null {
    return this.view.posAtCoords({ x, y })
  }

  setReadOnly(value: boolean): void {
    this.view.dispatch({ effects: this.writable.reconfigure(readOnly(value)) })
  }

  /** Reads the words anew; `native`: their spelling is left to the system. */
  readWords(native: boolean): void {
    this.view.dispatch({ effects: [...again(), setNative.of(native)] })
  }

  /** How the text is shown; what is not named stays as it is. */
  showAs(ways: Partial<Modes>): void {
    const before = this.ways
    this.ways = { ...before, ...ways }
    if (this.ways.source !== before.source) this.turnOver()
    this.view.dispatch({
      effects: [setFocusMode.of(this.ways.focus), setTypewriter.of(this.ways.typewriter)],
      annotations: byWindow.of(true),
    })
  }

  /** Shows the same text, with the same steps to undo, by other extensions: as a page or as it is stored. */
  private turnOver(): void {
    const { state } = this.view
    const focused = this.view.hasFocus
    const extensions = this.extensions(state.field(spokenField), state.readOnly)
    this.view.setState(recall(remember(state), state.doc.toString(), extensions))
    if (focused) this.view.focus()
    this.tell()
  }

  /** The post's headings. */
  outline(): Heading[] {
    return outlineOf(this.view.state)
  }

  /** Puts the caret at the start of a line (from 0) and brings it into sight. */
  goToLine(line: number): void {
    const { doc } = this.view.state
    const { from } = doc.line(Math.min(Math.max(line + 1, 1), doc.lines))
    this.view.dispatch({
      selection: { anchor: from },
      effects: EditorView.scrollIntoView(from, { y: 'start', yMargin: 24 }),
    })
    this.view.focus()
  }

  /** How many words are selected; null when nothing is. */
  selectedWords(): number | null {
    return selectedWords(this.view.state)
  }

  /** What undo needs when the post is opened again. */
  remembered(): Remembered {
    return remember(this.view.state)
  }

  /** What a bar for searching does with the text. */
  finder(): Finder {
    const { view } = this
    return {
      find: (query, go) => {
        find(view, query, go)
      },
      step: (way) => goOn(view, way),
      replace: (by) => replaceHere(view, by),
      replaceAll: (by) => replaceEach(view, by),
      stop: () => {
        stop(view)
      },
    }
  }

  focus(): void {
    this.view.focus()
  }

  destroy(): void {
    this.stopWatching()
    this.view.destroy()
  }

  private extensions(spoken: readonly SpokenFor[], locked: boolean): Extension[] {
    return [
      ...textExtensions(this.options, spoken),
      this.ways.source ? [Prec.high(keymap.of(findKeys)), source] : drawnExtensions(this.options),
      this.writable.of(readOnly(locked)),
      this.listener(),
    ]
  }

  private listener(): Extension {
    return EditorView.updateListener.of((update) => {
      const byPerson = update.transactions.some((tr) => tr.docChanged && !tr.annotation(byWindow))
      // Another listener may have changed the text once more: what is told last has to be what stands there.
      if (byPerson) this.options.onChange(update.view.state.doc.toString())
      if (update.selectionSet) this.options.onSelection?.()
      if (update.docChanged || update.selectionSet || update.transactions.length > 0) this.tell()
      this.tellFound(foundIn(update.view.state))
    })
  }

  private tellFound(found: Found | null): void {
    const before = this.found
    if (before?.at === found?.at && before?.count === found?.count) return
    this.found = found
    this.options.find?.onFound(found)
  }

  private tell(): void {
    const state = stateOf(this.view.state, wordsView(this.view).state)
    if (this.told && sameState(this.told, state)) return
    this.told = state
    this.options.onState(state)
  }
}

function readOnly(value: boolean): Extension {
  return [EditorState.readOnly.of(value), EditorView.contentAttributes.of({ 'aria-readonly': String(value) })]
}

/** What a text is, however it is shown; what the window hands in comes through `options`. */
function textExtensions(options: EditorOptions, spoken: readonly SpokenFor[]): Extension[] {
  return [
    host.of(options),
    floats(options),
    markdown,
    spokenFor(spoken),
    history(),
    finding,
    proof,
    drawSelection(),
    dropCursor(),
    tooltips({ tooltipSpace: inSight }),
    focus,
    typewriter,
    watchCaret((line) => options.onCaret?.(line)),
    EditorView.lineWrapping,
    placeholder(options.placeholder),
    EditorView.contentAttributes.of({
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-label': options.label,
      autocorrect: 'on',
      autocapitalize: 'sentences',
    }),
    theme,
  ]
}

/** Lists and cards over the text stand where the window says. */
const floats = ({ floating }: EditorOptions): Extension => (floating ? tooltips({ parent: floating }) : [])

/** What makes it a page: everything drawn as what it is, and written as in a word processor. */
function drawnExtensions(options: EditorOptions): Extension[] {
  // What makes words a page's words, in the cells of a table too.
  const words = [
    floats(options),
    looks,
    typing,
    composing,
    caret,
    selecting,
    clicks,
    keys,
    pasting,
    contextMenu,
    linkCard,
  ]
  return [namesField, cards, figures, tables(words), softBreaks, boxes, codeBlocks, menus, words]
}

/** Everything that makes a text a page. */
export const pageExtensions = (options: EditorOptions): Extension[] => [
  ...textExtensions(options, options.spokenFor),
  ...drawnExtensions(options),
]
