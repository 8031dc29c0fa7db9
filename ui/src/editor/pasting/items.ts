/** What was pasted as items of the list that it is pasted into. */
import type { Item } from '../blocks'
import type { Part } from './host'

/** The blocks as items of the list around `item`, perhaps after words that go on with it; null where they are more. */
export function asItems(item: Item, parts: readonly Part[]): Part[] | null {
  if (parts.some((part) => part.pictures.length > 0)) return null
  const [first, ...rest] = parts
  if (first?.kind === 'list' && rest.length === 0) return [{ ...first, text: remarked(item, first.text) }]
  if (parts.length < 2 || parts.some((part) => part.kind !== 'paragraph')) return null
  const items = item.empty ? parts : rest
  const text = items.map((part, index) => hung(mark(item, index + (item.empty ? 0 : 1)), part.text)).join('\n')
  const list: Part = { kind: 'list', text, pictures: [] }
  return item.empty || !first ? [list] : [first, list]
}

/** A list whose own items have the marks of the list around. */
function remarked(item: Item, text: string): string {
  let index = item.empty ? 0 : 1
  let wider = 0
  const lines = text.split('\n').map((line) => {
    const top = /^(?:[-*+]|\d+[.)]) (?:\[[ xX]\] )?/.exec(line)?.[0]
    if (top === undefined) return shifted(line, wider)
    const own = mark(item, index++)
    wider = width(own) - width(top)
    return own + line.slice(top.length)
  })
  return lines.join('\n')
}

/** How far the lines below an item stand in. */
const width = (mark: string): number => mark.replace(/\[.\] $/, '').length

function shifted(line: string, by: number): string {
  if (line === '' || by === 0) return line
  return by > 0 ? ' '.repeat(by) + line : line.replace(new RegExp(`^ {0,${String(-by)}}`), '')
}

/** The mark of the item that comes `further` items after this one. */
function mark(item: Item, further: number): string {
  const number = /^(\d+)([.)])$/.exec(item.mark)
  const sign = number ? `${String(Number(number[1]) + further)}${number[2] ?? '.'}` : item.mark
  return `${sign} ${item.task ? '[ ] ' : ''}`
}

const hung = (sign: string, text: string): string => sign + text.replace(/\n/g, `\n${' '.repeat(width(sign))}`)
