/** The habits of a text's writer: new marks are written as the old ones are. */
import type { EditorState } from '@codemirror/state'
import type { StyleName, Wrap } from './inline'
import { breaksLines } from './options'
import { isSpoken } from './spoken-for'

/** How far into the text its habits are looked for, in characters. */
const SAMPLE = 50_000

/** The bullet in use: `-` unless the text has another. */
export function bulletOf(state: EditorState): string {
  return /^ {0,3}([-*+])[ \t]+\S/m.exec(sample(state))?.[1] ?? '-'
}

/** What follows a number in a numbered list. */
export function numberEnd(state: EditorState): string {
  return /^ {0,3}\d{1,9}([.)])[ \t]+\S/m.exec(sample(state))?.[1] ?? '.'
}

/** The divider in use. */
export function dividerOf(state: EditorState): string {
  return /\n\n((?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})\n\n/.exec(sample(state))?.[1] ?? '---'
}

/** The marks around a block of code. */
export function fenceOf(state: EditorState): string {
  const text = sample(state)
  return /^ {0,3}~~~/m.test(text) && !/^ {0,3}```/m.test(text) ? '~~~' : '```'
}

/**
 * The level of a heading whose writer typed so many marks. The title is the first level: a post's own headings start at
 * the second, except where the text has others of the first already.
 */
export function headingFor(state: EditorState, marks: number): number {
  return marks > 1 || ownFirstLevel(state) ? marks : 2
}

function ownFirstLevel(state: EditorState): boolean {
  for (const found of sample(state).matchAll(/^# +\S/gm)) if (!isSpoken(state, found.index)) return true
  return false
}

/**
 * How a line break after `words` is written: a backslash, two blanks where the text does so, or nothing but the end of the
 * line where the site shows that; `except` is no example.
 */
export function breakOf(state: EditorState, words = '', except?: { from: number; to: number }): string {
  if (breaksLines(state)) return '\n'
  // A backslash right after a web address would be part of it.
  if (/(?::\/\/|www\.)\S*$/.test(words)) return '  \n'
  return /\S {2,}\n[^\s]/.test(without(state, except)) ? '  \n' : '\\\n'
}

/** The marks of a style, as the text writes it; `except` is a stretch that is no example. */
export function wrapOf(state: EditorState, style: StyleName, url = '', except?: { from: number; to: number }): Wrap {
  const text = without(state, except)
  switch (style) {
    case 'strong':
      return both(style, !/\*\*[^\s*]/.test(text) && /(^|\s)__\S/.test(text) ? '__' : '**')
    case 'emphasis':
      return both(style, /(^|[\s(])_[^\s_]/m.test(text) || !/(^|[\s(])\*[^\s*]/m.test(text) ? '_' : '*')
    case 'strike':
      return both(style, '~~')
    case 'code':
      return both(style, '`')
    case 'link':
      return { style, open: '[', close: `](${writeUrl(url)})` }
  }
}

const both = (style: StyleName, mark: string): Wrap => ({ style, open: mark, close: mark })

function without(state: EditorState, except?: { from: number; to: number }): string {
  const all = sample(state)
  return except ? `${all.slice(0, except.from)}\n${all.slice(except.to)}` : all
}

const sample = (state: EditorState): string => state.doc.sliceString(0, SAMPLE)

/** An address as a link holds it. */
export function writeUrl(url: string): string {
  // What a site's generator fills in stands as it is.
  if (/^\{\{.*\}\}|^\{%.*%\}$/.test(url.trim())) return url.trim()
  return url
    .trim()
    .replace(/\s/g, '%20')
    .replace(/[()<>\\]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
}
