/** A page for tests: a text with the caret as `|`, or a selection between `[` … `]` written as `⟦` and `⟧`. */
import { forceParsing } from '@codemirror/language'
import { EditorSelection, EditorState } from '@codemirror/state'
import { EditorView, runScopeHandlers } from '@codemirror/view'
import { pageExtensions } from './post-editor'
import type { EditorOptions, EditorWords } from './types'

// jsdom has no layout; text measures as nothing.
const nothing = (): DOMRectList => Object.assign([], { item: () => null }) as unknown as DOMRectList
Range.prototype.getClientRects = nothing
Range.prototype.getBoundingClientRect = () => new DOMRect()

export const words: EditorWords = {
  taskDone: 'Done',
  divider: 'Divider',
  openLink: 'Open {url}',
  links: {
    card: 'Link to {name}',
    open: 'Open',
    change: 'Change',
    copy: 'Copy',
    remove: 'Remove',
    removed: 'Removed',
    note: 'Footnote: {name}',
    toNote: 'Go to it',
    noNote: 'No note',
  },
  figures: {
    figure: 'Picture {name}',
    describe: 'Describe this picture…',
    description: 'Description',
    caption: 'Caption',
    addCaption: 'Caption…',
    decorative: 'Decorative',
    isDecorative: 'Decorative',
    size: 'Size',
    sizeOwn: 'Own size',
    sizeSmall: 'Small',
    sizeMedium: 'Medium',
    sizeFull: 'Full width',
    sizeOther: 'As written: {size}',
    replace: 'Replace…',
    remove: 'Remove',
    removeThis: 'Remove {name}',
    missing: 'Missing: {name}',
    chooseAnother: 'Choose another…',
    selected: 'Picture: {name}',
    movedUp: 'Moved up',
    movedDown: 'Moved down',
    gallery: (count) => `Gallery of ${String(count)} pictures`,
    addPictures: 'Add pictures…',
    removeGallery: 'Remove gallery',
    earlier: 'Move {name} back',
    later: 'Move {name} on',
    place: 'Picture {place} of {count}',
    embed: 'From {name}',
    embedAddress: 'Address',
    embedAsLink: 'Make it a link',
    removeEmbed: 'Remove',
    embedUnknown: 'Cannot be shown',
    embedOffer: 'Show from {name}',
    embedOfferKeys: 'Press Tab',
    embedKeep: 'Keep the link',
  },
  tables: {
    table: (columns, rows) => `Table, ${String(columns)} columns, ${String(rows)} rows`,
    cell: 'Row {row}, column {column}',
    cells: (columns, rows) => `Selected: ${String(columns)} columns, ${String(rows)} rows`,
    selected: 'Table selected',
    tools: 'Table',
    command: (label) => label,
  },
  note: 'Footnote {number}',
  toNote: 'Go to the footnote',
  fromNote: 'Back to the text',
  menus: {
    say: (key) => key.replace(/^editor\.(command|keywords)\./, ''),
    slash: 'Insert',
    slashOpen: 'A list opened',
    nothing: 'Nothing',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    pastePlain: 'Paste as plain text',
    selectAll: 'Select all',
    openLink: 'Open the link',
    editLink: 'Change the link',
    removeLink: 'Remove the link',
    codeLanguage: 'Language',
    codePlain: 'Plain text',
    readMore: 'Read more',
    boxKind: 'Kind',
    kindOfBox: (kind) => kind || 'none',
    boxWords: 'words',
    movedUp: 'Moved up',
    movedDown: 'Moved down',
  },
  cards: {
    html: 'Written in HTML',
    comment: 'Remark',
    template: 'Made by the website: {name}',
    box: 'Box: {name}',
    boxEnd: 'End of the box',
    references: 'Addresses',
    edit: 'Edit as code',
    done: 'Done',
    code: 'Code: {name}',
    selected: 'Selected: {name}',
  },
  proof: {
    card: '{title}: {words}',
    remove: 'Take out {words}',
    suggestions: 'Suggestions',
    looking: 'Looking…',
    none: 'No suggestions.',
    ignore: 'Ignore',
    addMine: 'Add to mine',
    addSite: 'Add to the site',
    off: 'Turn off',
    nothing: 'Nothing.',
    found: '{title}: {words}. {message}',
    replaced: 'Now {words}.',
    removed: 'Taken out.',
  },
  pasting: {
    coming: 'Bringing the picture over…',
    stayed: 'The picture from {where} stayed behind.',
    stayedUnnamed: 'A picture stayed behind.',
    again: 'Try again',
    leaveOut: 'Leave it out',
  },
}

/** Options that hear nothing, with some replaced. */
export function options(over: Partial<EditorOptions> = {}): EditorOptions {
  return {
    parent: document.body,
    body: '',
    spokenFor: [],
    readOnly: false,
    label: 'Post',
    placeholder: 'Write here…',
    words,
    pictureUrl: (link) => `picture:${link}`,
    onChange: () => undefined,
    onState: () => undefined,
    onFiles: () => undefined,
    onOpenLink: () => undefined,
    onScroll: () => undefined,
    onAskLink: () => undefined,
    ...over,
  }
}

/** Opens a marked text. */
export function open(marked: string, over: Partial<EditorOptions> = {}): EditorView {
  const caret = marked.indexOf('|')
  const from = marked.indexOf('⟦')
  const body = over.body ?? marked.replace(/[|⟦⟧]/g, '')
  const to = marked.replace('⟦', '').indexOf('⟧')
  const selection =
    from >= 0 ? EditorSelection.single(from, to) : EditorSelection.single(caret >= 0 ? caret : body.length)
  const extensions = [...pageExtensions(options({ ...over, body })), EditorState.readOnly.of(over.readOnly ?? false)]
  return new EditorView({ state: EditorState.create({ doc: body, selection, extensions }), parent: document.body })
}

/** Waits until the whole text is understood, however slow the machine is. */
export function understood(view: EditorView): EditorView {
  forceParsing(view, view.state.doc.length, 10_000)
  return view
}

/** The text with its caret or selection marked. */
export function shown(view: EditorView): string {
  const text = view.state.doc.toString()
  const { from, to, empty } = view.state.selection.main
  if (empty) return `${text.slice(0, from)}|${text.slice(from)}`
  return `${text.slice(0, from)}⟦${text.slice(from, to)}⟧${text.slice(to)}`
}

/** Types text letter by letter, as a keyboard does. */
export function type(view: EditorView, text: string): void {
  for (const letter of text) {
    const { from, to } = view.state.selection.main
    const plain = () =>
      view.state.update({
        changes: { from, to, insert: letter },
        selection: { anchor: from + letter.length },
        userEvent: 'input.type',
      })
    const taken = view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, letter, plain))
    if (!taken) view.dispatch(plain())
  }
}

/** Presses a key, such as `Shift-Enter`. */
export function press(view: EditorView, key: string): boolean {
  const parts = key.split('-')
  const name = parts.pop() ?? ''
  const codes: Record<string, number> = {
    Enter: 13,
    Backspace: 8,
    Delete: 46,
    ArrowLeft: 37,
    ArrowUp: 38,
    ArrowRight: 39,
    ArrowDown: 40,
    Tab: 9,
    Escape: 27,
  }
  const keyCode = codes[name] ?? name.toUpperCase().charCodeAt(0)
  const event = new KeyboardEvent('keydown', {
    key: name,
    keyCode,
    ctrlKey: parts.includes('Ctrl'),
    shiftKey: parts.includes('Shift'),
    altKey: parts.includes('Alt'),
    bubbles: true,
    cancelable: true,
  })
  return runScopeHandlers(view, event, 'editor')
}

/** The words that a reader sees on each line of the page; a hidden line is not there, a gap is empty. */
export function seen(view: EditorView): string[] {
  return [...view.contentDOM.children].map((line) => {
    if (line.classList.contains('b-figure')) return `<${line.querySelector('img')?.alt ?? ''}>`
    if (line.classList.contains('b-card')) return `<${line.getAttribute('aria-label') ?? ''}>`
    return line.textContent ?? ''
  })
}
