/** What is drawn for the lines that make a box: its kind, which can be chosen, and a quiet end. */
import { type EditorView, WidgetType } from '@codemirror/view'
import { hostOf, written } from '../options'
import { rekinded, unboxed } from './change'
import { boxAt, formsOf } from './find'

/** The kind of a box, as a choice. */
export class BoxLabel extends WidgetType {
  constructor(
    readonly kind: string,
    readonly readOnly: boolean,
    /** Whether it stands for lines of its own, or before the first words. */
    readonly block: boolean,
  ) {
    super()
  }

  override eq(other: BoxLabel): boolean {
    return other.kind === this.kind && other.readOnly === this.readOnly && other.block === this.block
  }

  override get estimatedHeight(): number {
    return this.block ? 34 : -1
  }

  override toDOM(view: EditorView): HTMLElement {
    const words = hostOf(view.state)?.words.menus
    const dom = document.createElement(this.block ? 'div' : 'span')
    dom.className = `b-box-label ${lookOf(this.kind)}${this.block ? ' b-box b-box-first' : ''}`
    const select = document.createElement('select')
    select.setAttribute('aria-label', words?.boxKind ?? '')
    select.disabled = this.readOnly
    const kinds = formsOf(view.state).map(({ kind }) => kind)
    for (const kind of new Set([this.kind, ...kinds].sort((a, b) => kinds.indexOf(a) - kinds.indexOf(b)))) {
      select.append(new Option(words?.kindOfBox(kind) ?? kind, kind, false, kind === this.kind))
    }
    select.append(new Option(words?.kindOfBox('') ?? '', ''))
    select.addEventListener('change', () => {
      const at = view.posAtDOM(dom)
      const box = boxAt(view.state, at)
      if (!box) return
      const form = formsOf(view.state).find(({ kind }) => kind === select.value)
      view.dispatch(form ? rekinded(box, form, view.state) : unboxed(view.state, box), {
        annotations: written.of(true),
        userEvent: 'input.block',
      })
      view.focus()
    })
    dom.append(select)
    return dom
  }

  override ignoreEvent(): boolean {
    return true
  }
}

/** The end of a box. */
export class BoxEnd extends WidgetType {
  override eq(other: WidgetType): boolean {
    return other instanceof BoxEnd
  }

  override get estimatedHeight(): number {
    return 10
  }

  override toDOM(): HTMLElement {
    const dom = document.createElement('div')
    dom.className = 'b-box-end'
    dom.setAttribute('aria-hidden', 'true')
    return dom
  }
}

/** Where a list of posts cuts this one. */
export class Cut extends WidgetType {
  constructor(readonly words: string) {
    super()
  }

  override eq(other: Cut): boolean {
    return other.words === this.words
  }

  override get estimatedHeight(): number {
    return 32
  }

  override toDOM(): HTMLElement {
    const dom = document.createElement('div')
    dom.className = 'b-card b-cut'
    dom.setAttribute('role', 'separator')
    dom.setAttribute('aria-label', this.words)
    const words = document.createElement('span')
    words.textContent = this.words
    dom.append(words)
    return dom
  }

  override ignoreEvent(): boolean {
    return false
  }
}

/** The look of a kind: colours are shared by kinds that mean the same. */
export function lookOf(kind: string): string {
  if (/danger|error|caution|failure|bug/i.test(kind)) return 'b-box-bad'
  if (/warn|important|attention/i.test(kind)) return 'b-box-warn'
  if (/tip|success|hint|check|done/i.test(kind)) return 'b-box-good'
  return 'b-box-note'
}
