/** The editor as the window sees it. */
import { history, isolateHistory } from '@codemirror/commands'
import { search } from '@codemirror/search'
import { Compartment, EditorState, Transaction, type Extension } from '@codemirror/state'
import { drawSelection, dropCursor, EditorView, placeholder } from '@codemirror/view'
import { blockEnd } from './block-style'
import { boxes } from './boxes'
import { cards } from './cards'
import { caret } from './caret'
import { watchCaret } from './caret-line'
import { codeBlocks } from './code-block'
import { commandOf, type Command } from './commands'
import { writeAlt, writeLink } from './figures/find-picture'
import { keys } from './keys'
import { markdown } from './language'
import { looks } from './looks'
import { contextMenu, insertable, menus, offered } from './menus'
import { byWindow, host, written } from './options'
import { paste } from './paste'
import { pictureSelection } from './figures/picture-selection'
import { pictureField } from './figures/pictures'
import { again, proof, setNative } from './proof'
import { difference } from './replace'
import { watchScroll } from './scroll'
import { sameRanges, setSpoken, spokenFor } from './spoken-for'
import { namesField } from './syntax/names'
import { sameState, stateOf } from './state-of'
import { tables, wordsView } from './tables'
import { theme } from './theme'
import type { CommandId, EditorOptions, EditorState as ShownState, SpokenFor } from './types'
import { ownParagraph, typing } from './typing'

/** One post's body, open for writing. */
export class PostEditor {
  private readonly view: EditorView
  private readonly writable = new Compartment()
  private readonly stopWatching: () => void
  /** What the window heard last. */
  private told: ShownState | null = null

  constructor(private readonly options: EditorOptions) {
    const state = EditorState.create({
      doc: options.body,
      extensions: [...pageExtensions(options), this.writable.of(readOnly(options.readOnly)), this.listener()],
    })
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
    const { state } = this.view
    const pos = Math.min(at ?? state.selection.main.to, state.doc.length)
    const text = `![${writeAlt(alt)}](${writeLink(link)})`
    this.view.dispatch(ownParagraph(state, blockEnd(state, pos), text), {
      annotations: written.of(true),
      userEvent: 'input.picture',
      scrollIntoView: true,
    })
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
    const part = Math.max(0, line - Math.floor(line)) * this.view.lineBlockAt(at.from).height
    this.view.dispatch({ effects: EditorView.scrollIntoView(at.from, { y: 'start', yMargin: -part }) })
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

  focus(): void {
    this.view.focus()
  }

  destroy(): void {
    this.stopWatching()
    this.view.destroy()
  }

  private listener(): Extension {
    return EditorView.updateListener.of((update) => {
      const byPerson = update.transactions.some((tr) => tr.docChanged && !tr.annotation(byWindow))
      if (byPerson) this.options.onChange(update.state.doc.toString())
      if (update.docChanged || update.selectionSet || update.transactions.length > 0) this.tell()
    })
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

/** Everything that makes a text a page; what the window hands in comes through `options`. */
export function pageExtensions(options: EditorOptions): Extension[] {
  // What makes words a page's words, in the cells of a table too.
  const words = [looks, typing, caret, keys, paste, contextMenu]
  return [
    host.of(options),
    markdown,
    spokenFor(EditorState.create({ doc: options.body }).doc, options.spokenFor),
    namesField,
    cards,
    pictureField,
    tables(words),
    boxes,
    codeBlocks,
    menus,
    history(),
    words,
    proof,
    watchCaret((line) => options.onCaret?.(line)),
    pictureSelection,
    search({ top: false }),
    drawSelection(),
    dropCursor(),
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
