/** Takes what is pasted: reads it at the desk and puts it where the paste happened, whatever was typed meanwhile. */
import { isolateHistory, undo } from '@codemirror/commands'
import { StateEffect, StateField, type EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { edit } from '../edit'
import { leafAt } from '../inline'
import { around, verbatimAt } from '../language'
import { setLink } from '../link'
import { visible } from '../link-at'
import { hostOf, written } from '../options'
import { pasteGrid } from '../tables/paste-grid'
import { enterBlock } from '../tables/block-keys'
import { gridAt } from '../tables/field'
import { alongside } from '../tables/from-page'
import { parts as rowParts } from '../tables/row'
import { pageOf, wordsView } from '../tables/views'
import { comingField, pasted, unpasted } from './coming-state'
import { handOf, nextNote } from './hand'
import type { Part, PastedText, PastingHost } from './host'
import { insertParts } from './insert'
import { cellLines } from './cell-lines'
import { ownText } from './own'
import { ownParts } from './own-parts'
import { Steps } from './steps'
import { stylesOf, wordsAt } from './words'

const ADDRESS = /^(https?:\/\/|mailto:)\S+$/i

/** What a clipboard has. */
export interface Copied {
  html: string
  text: string
}

/** A place where something will be put. */
interface Place {
  id: number
  from: number
  to: number
}

const open = StateEffect.define<Place>()
const shut = StateEffect.define<number>()

/** The places of pastes that are being read; what is typed at one comes after it. */
export const places = StateField.define<readonly Place[]>({
  create: () => [],
  update(all, tr) {
    let next = all
    if (tr.docChanged && all.length > 0) {
      const done = tr.effects.find((effect) => effect.is(shut))?.value
      next = all.map(({ id, from, to }) => {
        // A paste that was asked for later comes after one that has just been put in.
        const side = done !== undefined && done < id ? 1 : -1
        const start = tr.changes.mapPos(from, side)
        return { id, from: start, to: Math.max(start, tr.changes.mapPos(to, side)) }
      })
    }
    for (const effect of tr.effects) {
      if (effect.is(open)) next = [...next, effect.value]
      else if (effect.is(shut)) next = next.filter(({ id }) => id !== effect.value)
    }
    return next
  },
})

let count = 0
/** Pastes are put in in the order in which they were asked for. */
const lines = new WeakMap<EditorView, Promise<void>>()

/** Takes a clipboard's content; true when nothing is left to do. With `plain` nothing but its words. */
export function take(page: EditorView, copied: Copied & { files: readonly File[] }, plain = false): boolean {
  // What is pasted over several cells goes into them from the first on.
  if (!page.state.readOnly) enterBlock(page)
  const view = wordsView(page)
  const { state } = view
  const options = hostOf(state)
  const { text, files } = copied
  const html = plain ? '' : copied.html
  if (state.readOnly) return true
  const { main } = state.selection
  if (files.length > 0 && text === '' && !plain) {
    options?.onFiles([...files], main.to)
    return true
  }
  if (text === '' && html === '') {
    if (!plain) options?.onPasteEmpty?.()
    return true
  }
  if (verbatimAt(state, main.from, -1)?.name.endsWith('Code')) return putCode(view, text)
  if (text !== '' && isInCode(state, main.from) && isInCode(state, main.to)) return putLetters(view, text)
  if (!plain && !main.empty && ADDRESS.test(text.trim()) && visible(state, main.from, main.to) !== '') {
    return setLink(view, main.from, main.to, { text: visible(state, main.from, main.to), url: text.trim() })
  }
  const own = ownText(html)
  if (own !== null) {
    put(view, main.from, main.to, ownParts(own), ++count)
    return true
  }
  // An address is a link by itself, and words that mean nothing but themselves need nobody to read them.
  if (html === '' && (ADDRESS.test(text.trim()) || (isSimple(text) && leafAt(state, main.from)))) {
    put(
      view,
      main.from,
      main.to,
      [{ kind: 'paragraph', text: ADDRESS.test(text.trim()) ? text.trim() : text, pictures: [] }],
      ++count,
    )
    return true
  }
  read(view, { html, text }, plain, options?.pasting)
  return true
}

/** Whether words typed at `pos` are letters of code in a line. */
const isInCode = (state: EditorState, pos: number): boolean =>
  ([-1, 1] as const).every((side) => around(state, pos, side, (name) => name === 'InlineCode') !== null)

/** Puts letters as they are into code in a line. */
function putLetters(view: EditorView, text: string): boolean {
  const { from, to } = view.state.selection.main
  const spec = edit(view.state, from, to, text.trim().replace(/\s*\n\s*/g, ' '))
  view.dispatch(spec, {
    annotations: [written.of(true), isolateHistory.of('full')],
    userEvent: 'input.paste',
    scrollIntoView: true,
  })
  return true
}

const isSimple = (text: string): boolean =>
  /^[\p{L}\p{N}][\p{L}\p{N} ,;:?()'"’“”–—/-]*\.?$/u.test(text) && !/^\d+[.)]/.test(text)

function read(view: EditorView, copied: Copied, plain: boolean, host: PastingHost | undefined): void {
  const id = ++count
  const { from, to } = view.state.selection.main
  view.dispatch({ effects: open.of({ id, from, to }) })
  const before = lines.get(view) ?? Promise.resolve()
  const asked = ask(view.state, copied, plain, host)
  const done = before.then(async () => {
    const { parts, left_out: leftOut } = await asked
    const place = view.state.field(places).find((one) => one.id === id)
    if (!place || view.state.readOnly) return
    put(view, place.from, place.to, parts, id)
    tell(view, host, { copied, parts, leftOut, id, plain })
  })
  lines.set(view, done)
}

async function ask(
  state: EditorState,
  { html, text }: Copied,
  plain: boolean,
  host?: PastingHost,
): Promise<PastedText> {
  const raw: PastedText = { parts: [{ kind: 'marked', text: tidy(text), pictures: [] }], left_out: [] }
  try {
    if (!host) return raw
    return await host.read({ html, text, plain, hand: handOf(state), first_note: nextNote(state) })
  } catch {
    // The words themselves are there, whatever happened to the desk.
    return raw
  }
}

/** Text with LF line ends and no invisible marks of other programs. */
const tidy = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/^\ufeff/, '')
    .replace(/^\n+|\n+$/g, '')

function put(view: EditorView, from: number, to: number, parts: readonly Part[], id: number): void {
  const page = pageOf(view)
  if (page !== view) {
    if (view.dom.isConnected) putInCell(page, view, { from, to }, parts, id)
    // The caret has left the cell meanwhile: what was copied stands where it is now.
    else put(page, page.state.selection.main.from, page.state.selection.main.to, parts, id)
    return
  }
  const { head, empty } = view.state.selection.main
  const spec = insertParts(view.state, from, to, parts, id)
  const moved = !(view.state.selection.main.from === from && view.state.selection.main.to === to)
  const effects = [...[spec.effects ?? []].flat(), shut.of(id)]
  // Somebody who wrote on meanwhile stays where they are.
  const { selection: _, ...still } = spec
  view.dispatch(moved && (empty || head !== from) ? { ...still, effects, scrollIntoView: false } : { ...spec, effects })
}

/** A cell takes words on one line; pictures belong below its table. */
function putInCell(
  page: EditorView,
  cell: EditorView,
  range: { from: number; to: number },
  parts: readonly Part[],
  id: number,
): void {
  const [only] = parts
  if (parts.length === 1 && only?.kind === 'table') {
    pasteGrid(cell, rowsOf(only.text))
    page.dispatch({ effects: shut.of(id) })
    return
  }
  const steps = new Steps(cell.state)
  const styles = range.from < range.to ? stylesOf(cell.state, range.from, range.to) : undefined
  const pos = range.from < range.to ? steps.take(edit(cell.state, range.from, range.to, '')) : range.from
  const caret = steps.take(wordsAt(steps.state, pos, cellLines(parts), styles))
  const how = { userEvent: 'input.paste', annotations: written.of(true), scrollIntoView: true }
  const below = gridAt(page.state, page.state.selection.main.head)?.to ?? page.state.doc.length
  const pictures = parts.flatMap((part) => part.pictures)
  const coming = pictures.map(({ token, address, before, after }, index) => ({
    ...{
      id: `${String(id)}-${String(index)}`,
      paste: id,
      token,
      address,
      pos: below,
      side: 'after' as const,
      here: null,
    },
    ...{ before: before.trimStart(), after, stayed: null },
  }))
  const arrived = alongside.of((changes) =>
    pasted.of({ paste: id, coming: coming.map((one) => ({ ...one, pos: changes.mapPos(one.pos, 1) })) }),
  )
  cell.dispatch({ changes: steps.changes, selection: { anchor: caret }, effects: [shut.of(id), arrived] }, how)
}

/** The cells of a table as it is written, without the line below its head. */
const rowsOf = (table: string): string[][] =>
  table
    .split('\n')
    .filter((_, index) => index !== 1)
    .map((line) => rowParts(line).cells.map((cell) => cell.trim()))

interface Done {
  copied: Copied
  parts: readonly Part[]
  leftOut: readonly string[]
  id: number
  plain: boolean
}

function tell(view: EditorView, host: PastingHost | undefined, { copied, parts, leftOut, id, plain }: Done): void {
  const formatted = !plain && copied.html !== '' && copied.text !== '' && parts.some(isFormatted)
  if (!host || (!formatted && leftOut.length === 0)) return
  host.onPasted({
    formatted,
    leftOut,
    plainInstead: () => {
      if (!last(pageOf(view).state, id)) return
      undo(pageOf(view))
      take(view, { ...copied, files: [] }, true)
      view.focus()
    },
  })
}

/** Whether there is more than words in a part. */
const isFormatted = ({ kind, text }: Part): boolean =>
  !['paragraph', 'marked', 'note'].includes(kind) || /[*_~`]{1,2}\S|\]\(/.test(text)

/** Code takes letters as they are, each line below the marks of the block around. */
function putCode(view: EditorView, text: string): boolean {
  const { from, to } = view.state.selection.main
  const line = view.state.doc.lineAt(from)
  const quote = /^[ \t]*(?:>[ \t]?)*/.exec(line.text)?.[0] ?? ''
  const marks = quote.includes('>') ? quote : ''
  const insert = text.replace(/\r\n?/g, '\n').replace(/\n/g, `\n${marks}`)
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + insert.length },
    userEvent: 'input.paste',
    scrollIntoView: true,
  })
  return true
}

/** The paste that nothing has been typed after. */
const lastPaste = StateField.define<number>({
  create: () => 0,
  update(paste, tr) {
    for (const effect of tr.effects) {
      if (effect.is(pasted)) return effect.value.paste
      if (effect.is(unpasted)) return 0
    }
    return tr.docChanged && !tr.isUserEvent('input.picture') ? 0 : paste
  },
})

const last = (state: EditorState, id: number): boolean => state.field(lastPaste, false) === id

/** What is told about a paste is over once somebody writes on. */
const goesOn = EditorView.updateListener.of(({ startState, state, docChanged }) => {
  if (docChanged && startState.field(lastPaste) !== 0 && state.field(lastPaste) === 0) {
    hostOf(state)?.pasting?.onPasted(null)
  }
})

/** What pasting keeps. */
export const taking = [comingField, places, lastPaste, goesOn]
