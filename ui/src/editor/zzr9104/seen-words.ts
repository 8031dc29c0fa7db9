/** The words that a reader sees, told twice: by the page, and by a program that makes web pages of such texts. */
import type { EditorState } from '@codemirror/state'
import MarkdownIt from 'markdown-it'
import { treeTo } from '../language'
import { kindOf } from '../lines'
import { linkParts, marksOf } from '../marks'
import { entity } from '../syntax/entities'

/** The page's words, without blanks, with the place in the text of each letter. */
export function pageWords(state: EditorState): { text: string; at: number[] } {
  const { doc } = state
  const at: number[] = []
  let text = ''
  const say = (letters: string, from: number, step: number): void => {
    for (let index = 0; index < letters.length; index++) {
      const letter = letters.charAt(index)
      if (/\s/.test(letter)) continue
      text += letter
      at.push(from + index * step)
    }
  }
  const table = cells(state)
  for (let number = 1; number <= doc.lines; number++) {
    const line = doc.line(number)
    if (kindOf(state, line) !== 'text') continue
    const marks = marksOf(state, line.from, line.to)
    const raw = marks.styled.filter(({ look }) => look === 'raw')
    const hidden = [
      ...marks.hidden.map((mark) => ({ ...mark, letters: mark.drawing?.kind === 'letters' ? mark.drawing.text : '' })),
      ...raw.map(({ from, to }) => ({ from, to, letters: '' })),
      ...table.filter((one) => one.from <= line.to && one.to >= line.from),
    ]
      .filter(({ from, to }) => from >= line.from && to <= line.to)
      .sort((a, b) => a.from - b.from)
    let done = line.from
    for (const mark of hidden) {
      if (mark.from > done) say(doc.sliceString(done, mark.from), done, 1)
      if (mark.from >= done) say(mark.letters, mark.from, 0)
      done = Math.max(done, Math.min(mark.to, line.to))
    }
    say(doc.sliceString(done, line.to), done, 1)
  }
  return { text, at }
}

/** The strokes of tables and the marks in their cells, which the page draws as a grid. */
function cells(state: EditorState): { from: number; to: number; letters: string }[] {
  const out: { from: number; to: number; letters: string }[] = []
  const leave = (from: number, to: number, letters = ''): void => {
    out.push({ from, to, letters })
  }
  const strokes = /^(TableDelimiter|EmphasisMark|StrikethroughMark|CodeMark|HTMLTag|Comment|TemplateTag|Image)$/
  treeTo(state, state.doc.length).iterate({
    enter(node) {
      if (node.name === 'Paragraph' || node.name.includes('Heading')) return false
      if (strokes.test(node.name)) leave(node.from, node.to)
      if (node.name === 'Entity') leave(node.from, node.to, entity(state.doc.sliceString(node.from, node.to)))
      if (node.name === 'Escape') leave(node.from, node.from + 1)
      if (node.name === 'Autolink') {
        leave(node.from, node.from + 1)
        leave(node.to - 1, node.to)
      }
      const link = node.name === 'Link' ? linkParts(state, node.node) : null
      if (link) {
        leave(link.open.from, link.open.to)
        leave(link.close, node.to)
      }
      return undefined
    },
  })
  return out
}

const markdown = new MarkdownIt({ html: true })
markdown.renderer.rules['html_block'] = () => ''
markdown.renderer.rules['html_inline'] = () => ''

/** The words of the web page that comes of a text, without blanks. */
export function siteWords(text: string): string {
  const page = document.createElement('div')
  page.innerHTML = markdown.render(plainNotes(text))
  return (page.textContent ?? '').replace(/\s+/g, '')
}

/** What generators read and this program does not: notes become items of a list, tags go. */
function plainNotes(text: string): string {
  return text
    .replace(/^\[\^[^\]\s]+\]:[ \t]*/gm, '1.  ')
    .replace(/\[\^[^\]\s]+\]/g, '')
    .replace(/\{\{[^}]*\}\}|\{%[^%]*%\}/g, '<i></i>')
    .replace(/^:{3,}[^\n]*$/gm, '')
    .replace(/^(?:\[[ x]\] |([\s>]*(?:(?:[-*+]|\d+[.)])\s+)+)\[[ xX]\](?=\s))/gm, '$1<i></i>')
}
