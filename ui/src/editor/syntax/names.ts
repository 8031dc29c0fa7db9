/** What the text gives names to: its footnotes in the order in which readers meet them, and addresses of links. */
import { StateField, type EditorState, type Text, type Transaction } from '@codemirror/state'

const NOTE = /\[\^([^\]\s[^]+)\](?!:)/g
const ADDRESS = /^[\s>]*\[(?!\^)((?:\\.|[^\]\\[])+)\]:[ \t]*(?:\n[ \t>]*)?(<[^>\n]*>|\S+)/gm
/** Lines without any of these name nothing. */
const NAMES = /\[\^|\]:/

/** The names of a text. */
export interface Names {
  /** The names of footnotes, each once, in the order of their first mention. */
  notes: readonly string[]
  /** The addresses that have names, by their names as Markdown compares them. */
  addresses: ReadonlyMap<string, string>
}

/** The names of a text; read again only where a changed line names something else than before. */
export const namesField = StateField.define<Names>({
  create: (state) => namesIn(state.doc.toString()),
  update(names, tr) {
    return tr.docChanged && renames(tr) ? namesIn(tr.newDoc.toString()) : names
  },
})

/** The names of the text. */
export const namesOf = (state: EditorState): Names => state.field(namesField, false) ?? NONE

const NONE: Names = { notes: [], addresses: new Map() }

/** A name as CommonMark matches it: without regard to case, blanks as one. */
export const nameKey = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase()

/** The number of a footnote, from 1; null for one that the text does not mention. */
export function noteNumber(state: EditorState, name: string): number | null {
  const at = namesOf(state).notes.indexOf(name)
  return at < 0 ? null : at + 1
}

function namesIn(text: string): Names {
  if (!NAMES.test(text)) return NONE
  return {
    notes: [...new Set([...text.matchAll(NOTE)].map(([, name = '']) => name))],
    // Of two with one name the first counts.
    addresses: new Map(
      [...text.matchAll(ADDRESS)]
        .reverse()
        .map(([, name = '', url = '']) => [nameKey(name), url.replace(/^<(.*)>$/, '$1')]),
    ),
  }
}

function renames(tr: Transaction): boolean {
  let other = false
  tr.changes.iterChangedRanges((fromA, toA, fromB, toB) => {
    if (!other) other = said(tr.startState.doc, fromA, toA) !== said(tr.newDoc, fromB, toB)
  })
  return other
}

/** All that the lines of a stretch name, in one string; an address may stand on the line after its name. */
function said(doc: Text, from: number, to: number): string {
  const first = doc.lineAt(from)
  const last = doc.lineAt(to)
  const start = first.number > 1 ? doc.line(first.number - 1).from : first.from
  const text = doc.sliceString(start, last.number < doc.lines ? doc.line(last.number + 1).to : last.to)
  if (!NAMES.test(text)) return ''
  return [...text.matchAll(NOTE), ...text.matchAll(ADDRESS)].map(([name]) => name).join('\n')
}
