/**
 * What stands on the page as one thing of this folder: a figure, a gallery, an embed. Read from whole lines; a thing's
 * offsets are its own, so that it stays true wherever edits elsewhere move it.
 */
import { syntaxTree } from '@codemirror/language'
import type { EditorState, Line } from '@codemirror/state'
import type { SyntaxNode } from '@lezer/common'
import { isSpoken } from '../spoken-for'
import { readEmbed, type Embed } from './embed-source'
import { readSource, type Source } from './source'
import { readTag, type Tag } from './tag'
import type { Ways } from './ways'

/** A picture of a gallery: its lines in the gallery's text. */
export interface Item {
  from: number
  to: number
  source: Source
}

/** One thing, with the text that it was read from. */
export type Thing =
  | { kind: 'figure'; text: string; source: Source }
  | { kind: 'gallery'; text: string; items: Item[]; tag: Tag | null }
  | { kind: 'embed'; text: string; embed: Embed }

/** How far a tag's other half is looked for, in lines. */
const REACH = 200
/** The most lines that one picture in HTML takes. */
const TALLEST = 40

/** The thing that starts with `line`, and its last line. */
export function thingAtLine(state: EditorState, line: Line, ways: Ways): { thing: Thing; last: Line } | null {
  const { text } = line
  if (!/^ {0,3}(?:!\[|<[a-z]|\{[{%]|https?:)/i.test(text) || inCode(state, line)) return null
  if (text.includes('![')) return pictures(state, line)
  if (text.trimStart().startsWith('<')) return inHtml(state, line)
  const source = readSource(text, ways.figure.tag)
  if (source) return { thing: { kind: 'figure', text, source }, last: line }
  const embed = readEmbed(text)
  if (embed) return { thing: { kind: 'embed', text, embed }, last: line }
  return text.trimStart().startsWith('{') ? gallery(state, line, ways) : null
}

/** Pictures line upon line are one row on the website. */
function pictures(state: EditorState, first: Line): { thing: Thing; last: Line } | null {
  const { doc } = state
  const items: Item[] = []
  let last = first
  for (let line = first; ; line = doc.line(line.number + 1)) {
    const source = isSpoken(state, line.from) ? null : readSource(line.text, null)
    if (source?.form !== 'markdown') break
    items.push({ from: line.from - first.from, to: line.to - first.from, source })
    last = line
    if (line.number === doc.lines) break
  }
  const [only] = items
  if (!only) return null
  const text = doc.sliceString(first.from, last.to)
  if (items.length === 1) return { thing: { kind: 'figure', text, source: only.source }, last }
  return { thing: { kind: 'gallery', text, items, tag: null }, last }
}

function inHtml(state: EditorState, first: Line): { thing: Thing; last: Line } | null {
  const { doc } = state
  if (first.number > 1 && doc.line(first.number - 1).text.trim() !== '' && !isSpoken(state, first.from - 1)) return null
  let last = first
  while (last.number < doc.lines && last.number - first.number < TALLEST) {
    const next = doc.line(last.number + 1)
    if (next.text.trim() === '' || isSpoken(state, next.from)) break
    last = next
  }
  const text = doc.sliceString(first.from, last.to)
  const source = readSource(text, null)
  if (source) return { thing: { kind: 'figure', text, source }, last }
  const embed = readEmbed(text)
  return embed ? { thing: { kind: 'embed', text, embed }, last } : null
}

/** Pictures between the two halves of a tag. */
function gallery(state: EditorState, first: Line, ways: Ways): { thing: Thing; last: Line } | null {
  const { doc } = state
  const at = first.text.length - first.text.trimStart().length
  const tag = readTag(first.text, at)
  const known =
    tag && (tag.name === 'gallery' || (tag.name === ways.gallery?.name && tag.syntax === ways.gallery.syntax))
  if (!known || tag.closes || first.text.slice(tag.to).trim() !== '') return null
  const items: Item[] = []
  for (let number = first.number + 1; number <= doc.lines && number - first.number <= REACH; number++) {
    const line = doc.line(number)
    if (isSpoken(state, line.from)) return null
    const text = line.text.trim()
    if (text === '') continue
    const from = line.from + line.text.indexOf(text) - first.from
    const source = readSource(text, ways.figure.tag)
    if (source) {
      items.push({ from, to: from + text.length, source })
      continue
    }
    if (!endsTag(text, tag)) return null
    const whole = doc.sliceString(first.from, line.to)
    return items.length > 0 ? { thing: { kind: 'gallery', text: whole, items, tag }, last: line } : null
  }
  return null
}

/** Whether `text` is the other half of a tag. */
function endsTag(text: string, tag: Tag): boolean {
  const other = readTag(text)
  if (!other?.closes || other.to !== text.length) return false
  if (tag.syntax === 'hugo') return other.name === tag.name
  return other.name === `end${tag.name}` || (tag.syntax === 'tera' && other.name === 'end')
}

const CODE = /^(?:FencedCode|CodeBlock|CommentBlock|ProcessingInstructionBlock|LinkReference|Table)$/

/** Whether a line is known to be code, or inside of other HTML; what is not read yet is taken for words. */
function inCode(state: EditorState, line: Line): boolean {
  const tree = syntaxTree(state)
  const at = line.from + (line.text.length - line.text.trimStart().length)
  if (tree.length <= at) return false
  let node: SyntaxNode | null = tree.resolveInner(at, 1)
  for (; node; node = node.parent) {
    if (CODE.test(node.name)) return true
    if (node.name === 'HTMLBlock' && state.doc.lineAt(node.from).number !== line.number) return true
  }
  return false
}
