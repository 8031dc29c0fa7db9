/** What stands in the text where a picture is on its way, or stayed behind. */
import { StateField, type EditorState, type Range } from '@codemirror/state'
import { Decoration, EditorView, WidgetType, type DecorationSet } from '@codemirror/view'
import { fill, hostOf } from '../options'
import { comingField, dismissed, stayed, type Coming } from './coming-state'

class ComingNote extends WidgetType {
  constructor(
    private readonly coming: Coming,
    private readonly block: boolean,
  ) {
    super()
  }

  override eq(other: ComingNote): boolean {
    return (
      other.coming.id === this.coming.id && other.coming.stayed === this.coming.stayed && other.block === this.block
    )
  }

  toDOM(view: EditorView): HTMLElement {
    const words = hostOf(view.state)?.words.pasting
    const frame = document.createElement(this.block ? 'div' : 'span')
    frame.className = this.block ? 'b-coming-frame' : ''
    frame.contentEditable = 'false'
    const box = document.createElement(this.block ? 'div' : 'span')
    box.className = this.block ? 'b-coming' : 'b-coming b-coming-inline'
    frame.append(box)
    const { stayed: why, address, id } = this.coming
    const told = document.createElement('span')
    box.append(told)
    if (why === null) {
      box.setAttribute('role', 'status')
      told.textContent = words?.coming ?? ''
      return frame
    }
    box.setAttribute('role', 'note')
    const where = address?.replace(/^https?:\/\//i, '').split(/[?#]/)[0] ?? ''
    told.textContent = `${where === '' ? (words?.stayedUnnamed ?? '') : fill(words?.stayed ?? '', { where })} ${why}`
    told.title = address ?? ''
    const button = (label: string, press: () => void): HTMLButtonElement => {
      const made = document.createElement('button')
      made.type = 'button'
      made.textContent = label
      made.addEventListener('click', press)
      return made
    }
    if (address !== null) {
      box.append(button(words?.again ?? '', () => view.dispatch({ effects: stayed.of({ id, why: null }) })))
    }
    box.append(
      button(words?.leaveOut ?? '', () => {
        view.dispatch({ effects: dismissed.of(id) })
        view.focus()
      }),
    )
    return frame
  }

  override ignoreEvent(): boolean {
    return true
  }
}

function notesIn(state: EditorState): DecorationSet {
  const ranges = state.field(comingField).coming.map((coming): Range<Decoration> => {
    const block = coming.side !== 'inline'
    const line = state.doc.lineAt(coming.pos)
    const at = coming.side === 'after' ? line.to : coming.side === 'before' ? line.from : coming.pos
    const side = coming.side === 'before' ? -1 : 1
    return Decoration.widget({ widget: new ComingNote(coming, block), block, side }).range(at)
  })
  return Decoration.set(ranges, true)
}

/** The notes. */
export const comingNotes = StateField.define<DecorationSet>({
  create: notesIn,
  update: (notes, tr) =>
    tr.state.field(comingField) === tr.startState.field(comingField, false) ? notes : notesIn(tr.state),
  provide: (field) => EditorView.decorations.from(field),
})

/** How they look. */
export const comingTheme = EditorView.baseTheme({
  // A block's margin would not be measured.
  '.b-coming-frame': { padding: '0.7em 0' },
  '.b-coming': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '4px 10px',
    padding: '10px 14px',
    borderRadius: '10px',
    border: '1px dashed var(--edge)',
    background: 'var(--desk)',
    color: 'var(--soft)',
    font: '400 13.5px/1.5 var(--ui)',
  },
  '.b-coming > span': { flex: '1 1 220px', overflowWrap: 'anywhere' },
  '.b-coming-inline': { display: 'inline-flex', margin: '0 4px', padding: '0 8px' },
  '.b-coming-inline > span': { flex: '0 1 auto' },
})
