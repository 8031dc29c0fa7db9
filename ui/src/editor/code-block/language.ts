/** The language of a block of code: a small field at its top right that edits nothing but the word after the fence. */
import { syntaxTree } from '@codemirror/language'
import type { EditorState, Range } from '@codemirror/state'
import { Decoration, EditorView, ViewPlugin, WidgetType, type DecorationSet, type ViewUpdate } from '@codemirror/view'
import { quiet } from '../../shared/shapes'
import { hostOf, written } from '../options'
import { codeAt } from './find'

class LanguageField extends WidgetType {
  constructor(
    readonly language: string,
    readonly readOnly: boolean,
  ) {
    super()
  }

  override eq(other: LanguageField): boolean {
    return other.language === this.language && other.readOnly === this.readOnly
  }

  override toDOM(view: EditorView): HTMLElement {
    const words = hostOf(view.state)?.words.menus
    const dom = document.createElement('span')
    dom.className = 'b-language'
    const field = document.createElement('input')
    field.type = 'text'
    field.autocapitalize = 'off'
    field.spellcheck = false
    field.setAttribute('aria-label', words?.codeLanguage ?? '')
    field.placeholder = words?.codePlain ?? ''
    field.addEventListener('input', () => {
      write(view, dom, field.value)
    })
    field.addEventListener('keydown', (event) => {
      if (event.isComposing || !['Escape', 'Enter', 'ArrowDown', 'ArrowUp'].includes(event.key)) return
      event.preventDefault()
      event.stopPropagation()
      leave(view, dom, event.key === 'ArrowUp')
    })
    dom.append(field)
    this.show(field)
    return dom
  }

  override updateDOM(dom: HTMLElement): boolean {
    const field = dom.querySelector('input')
    if (!field) return false
    this.show(field)
    return true
  }

  /** Events inside the field are the field's own. */
  override ignoreEvent(): boolean {
    return true
  }

  private show(field: HTMLInputElement): void {
    if (field.value.trim() !== this.language) field.value = this.language
    field.readOnly = this.readOnly
    field.size = Math.max(10, this.language.length + 1)
  }
}

/** The word after a fence, and where it stands. */
export function languageOf(state: EditorState, at: number): { from: number; to: number; language: string } {
  const line = state.doc.lineAt(at)
  const parts = /^[\s>]*(?:[-*+]\s+|\d+[.)]\s+)?(?:`{3,}|~{3,})[ \t]*([^\s`]*)/.exec(line.text)
  const language = parts?.[1] ?? ''
  const end = line.from + (parts?.[0].length ?? line.text.length)
  return { from: end - language.length, to: end, language }
}

function write(view: EditorView, dom: HTMLElement, value: string): void {
  const { from, to, language } = languageOf(view.state, view.posAtDOM(dom))
  const insert = value.trim().replace(/[\s`~]+/g, '-')
  if (insert === language || view.state.readOnly) return
  view.dispatch({ changes: { from, to, insert }, annotations: written.of(true), userEvent: 'input.language' })
}

function leave(view: EditorView, dom: HTMLElement, up: boolean): void {
  const { doc } = view.state
  const line = doc.lineAt(view.posAtDOM(dom))
  view.focus()
  const to = up ? line.number - 1 : line.number + 1
  if (to < 1 || to > doc.lines) return
  view.dispatch({ selection: { anchor: doc.line(to).from }, scrollIntoView: true, userEvent: 'select' })
}

function fieldsIn(state: EditorState, spans: readonly { from: number; to: number }[]): DecorationSet {
  const out: Range<Decoration>[] = []
  for (const { from, to } of spans) {
    syntaxTree(state).iterate({
      from,
      to,
      enter: (node) => {
        if (node.name !== 'FencedCode') return
        const line = state.doc.lineAt(node.from)
        const { language } = languageOf(state, line.from)
        const widget = new LanguageField(language, state.readOnly)
        out.push(Decoration.line({ class: 'b-has-language' }).range(line.from))
        out.push(Decoration.widget({ widget, side: -1 }).range(line.from))
      },
    })
  }
  return Decoration.set(out, true)
}

/** Moves to the field of the block of code at the caret. */
export function editLanguage(view: EditorView): boolean {
  const code = codeAt(view.state, view.state.selection.main.head)
  if (!code) return false
  const line = view.state.doc.lineAt(code.from)
  for (const dom of view.contentDOM.querySelectorAll<HTMLElement>('.b-language')) {
    if (view.state.doc.lineAt(view.posAtDOM(dom)).number !== line.number) continue
    dom.querySelector('input')?.focus()
    return true
  }
  return false
}

/** The extension. */
export const languageFields = ViewPlugin.fromClass(
  class {
    fields: DecorationSet
    constructor(view: EditorView) {
      this.fields = fieldsIn(view.state, view.visibleRanges)
    }
    update(update: ViewUpdate): void {
      const other = syntaxTree(update.startState) !== syntaxTree(update.state)
      if (update.view.composing) this.fields = this.fields.map(update.changes)
      else if (update.docChanged || update.viewportChanged || other)
        this.fields = fieldsIn(update.state, update.view.visibleRanges)
    }
  },
  { decorations: ({ fields }) => fields },
)

/** How the field looks. */
export const languageTheme = EditorView.theme({
  '.cm-line.b-fence.b-has-language': { position: 'relative', overflow: 'visible' },
  '.b-language': { position: 'absolute', zIndex: '1', top: '4px', right: '6px', lineHeight: '1' },
  '.b-language input': {
    ...quiet,
    minHeight: '24px',
    padding: '2px 6px',
    font: '12px/1.3 var(--ui)',
    textAlign: 'right',
  },
  '.b-language input::placeholder': { color: 'var(--soft)', opacity: '1' },
  '.b-language input:hover': { background: 'var(--hover)' },
  '.b-language input:focus': { background: 'var(--paper)', color: 'var(--ink)', borderColor: 'var(--edge)' },
  '.b-language input:focus-visible': { outline: '2px solid var(--accent)', outlineOffset: '0' },
})
