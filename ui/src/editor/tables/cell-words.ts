/** Draws the words of a cell that nobody is writing in, exactly as they look while somebody is. */
import { EditorState } from '@codemirror/state'
import { readAlt } from '../figures/find-picture'
import type { Styled } from '../marks'
import { PROOF_LOOKS, type Placed } from '../proof/field'
import type { EditorOptions } from '../types'
import { cellLanguage, cellMarks } from './cell-language'

const TAGS: Record<Styled['look'], string> = {
  strong: 'strong',
  emphasis: 'em',
  strike: 's',
  code: 'code',
  link: 'span',
  raw: 'span',
}

/** Text in which nothing could be a mark. */
const PLAIN = /^[^\\`*_~<[\]!:@&]*$/

/** The words of a cell, from its text as written, with the remarks about them at their offsets in it. */
export function drawWords(text: string, options: EditorOptions | null, remarks: readonly Placed[] = []): Node {
  if (remarks.length === 0 && PLAIN.test(text) && !text.includes('www.')) return document.createTextNode(text)
  const state = EditorState.create({ doc: text, extensions: cellLanguage })
  const { hidden, styled, breaks, bars } = cellMarks(state)
  const out = document.createDocumentFragment()
  const edges = new Set([0, text.length])
  for (const { from, to } of [...hidden, ...styled, ...breaks, ...bars, ...remarks]) edges.add(from).add(to)
  const order = [...edges].sort((a, b) => a - b)
  // Marks that are open, outermost first, with the element that draws each.
  let open: { mark: Styled; dom: Element }[] = []
  order.slice(0, -1).forEach((from, index) => {
    const to = order[index + 1] ?? text.length
    const looks = styled.filter((mark) => mark.from <= from && to <= mark.to)
    open = open.slice(0, open.findIndex(({ mark }, at) => mark !== looks[at]) >>> 0)
    for (const mark of looks.slice(open.length)) {
      const dom = document.createElement(TAGS[mark.look])
      dom.className = `b-${mark.look}`
      if (mark.look === 'link') dom.dataset['url'] = mark.url ?? ''
      ;(open[open.length - 1]?.dom ?? out).append(dom)
      open.push({ mark, dom })
    }
    const place = open[open.length - 1]?.dom ?? out
    const mark = hidden.find((one) => one.from <= from && to <= one.to)
    if (mark?.drawing?.kind === 'picture') {
      if (mark.from === from) place.append(picture(mark.drawing, options))
    } else if (breaks.some((one) => one.from === from)) place.append(document.createElement('br'))
    else if (!mark && !bars.some((one) => one.from === from)) {
      const remark = remarks.find((one) => one.from <= from && to <= one.to)
      place.append(remark ? remarked(text.slice(from, to), remark) : text.slice(from, to))
    }
  })
  return out
}

function remarked(words: string, { from, finding }: Placed): Element {
  const looks = PROOF_LOOKS[finding.kind]
  const dom = document.createElement('span')
  dom.className = looks.class
  for (const [name, value] of Object.entries(looks.attributes ?? {})) dom.setAttribute(name, value)
  dom.dataset['remark'] = String(from)
  dom.textContent = words
  return dom
}

function picture({ alt, link }: { alt: string; link: string }, options: EditorOptions | null): Element {
  const image = document.createElement('img')
  image.className = 'b-small'
  image.src = options?.pictureUrl(link) ?? link
  image.alt = readAlt(alt)
  return image
}
