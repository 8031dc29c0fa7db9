import { wordAt } from './words'

/** The word of an element at a point of its page, with which of its kind it is and how far into it the point is. */
export function caretWord(
  doc: Document,
  element: Element,
  x: number,
  y: number,
): { word: string; nth: number; within: number } | null {
  const at = caretAt(doc, x, y)
  if (!at || at.node.nodeType !== Node.TEXT_NODE || !element.contains(at.node)) return null
  let before = ''
  const walker = doc.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node && node !== at.node; node = walker.nextNode()) before += node.nodeValue ?? ''
  const text = before + (at.node.nodeValue ?? '')
  const offset = before.length + at.offset
  const found = wordAt(text, offset)
  if (!found) return null
  const start = text.lastIndexOf(found.word, offset)
  return { ...found, within: Math.max(0, Math.min(found.word.length, offset - start)) }
}

/** WebKit knows the older of the two questions only. */
function caretAt(doc: Document, x: number, y: number): { node: Node; offset: number } | null {
  if ('caretPositionFromPoint' in doc) {
    const position = doc.caretPositionFromPoint(x, y)
    return position ? { node: position.offsetNode, offset: position.offset } : null
  }
  const range = (doc as Document).caretRangeFromPoint(x, y)
  return range ? { node: range.startContainer, offset: range.startOffset } : null
}
