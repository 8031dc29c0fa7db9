/** One row of a table as written: its bars, and the text between them byte for byte. Pure; knows no document. */

/** A row in parts: `print` makes exactly the text that `parts` was given. */
export interface Parts {
  /** Whether a bar opens the row. */
  open: boolean
  /** Whether a bar closes it. */
  close: boolean
  /** What stands between two bars, with its padding. */
  cells: readonly string[]
  /** Blanks after the closing bar. */
  tail: string
}

/** Where a cell's text stands within its row: `start` to `end` between the bars, `from` to `to` without padding. */
export interface Place {
  start: number
  end: number
  from: number
  to: number
}

/** Takes a row apart, by the rule that a bar counts unless an odd number of backslashes is before it. */
export function parts(text: string): Parts {
  const bars = barsOf(text)
  const first = bars[0]
  const last = bars[bars.length - 1]
  if (first === undefined || last === undefined) return { open: false, close: false, cells: [text], tail: '' }
  const open = text.slice(0, first).trim() === '' && first === 0
  const close = text.slice(last + 1).trim() === ''
  const edges = [...(open ? [] : [-1]), ...bars, ...(close ? [] : [text.length])]
  const cells = edges.slice(1).map((edge, index) => text.slice((edges[index] ?? 0) + 1, edge))
  return { open, close, cells, tail: close ? text.slice(last + 1) : '' }
}

/** The text of a row. */
export function print({ open, close, cells, tail }: Parts): string {
  // A row of no cells is one bar that opens and closes it.
  return `${open ? '|' : ''}${cells.join('|')}${close && (cells.length > 0 || !open) ? '|' : ''}${tail}`
}

/** Where each cell stands. */
export function places({ open, cells }: Parts): Place[] {
  let at = open ? 1 : 0
  return cells.map((raw) => {
    const start = at
    const lead = raw.length - raw.trimStart().length
    at += raw.length + 1
    // In an empty cell words start after one blank.
    if (lead === raw.length) {
      const from = start + Math.min(1, raw.length)
      return { start, end: start + raw.length, from, to: from }
    }
    return { start, end: start + raw.length, from: start + lead, to: start + raw.trimEnd().length }
  })
}

function barsOf(text: string): number[] {
  const out: number[] = []
  let escaped = false
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '|' && !escaped) out.push(at)
    escaped = !escaped && text[at] === '\\'
  }
  return out
}

/** Words as a cell holds them: no bar of their own, and on one line. */
export function writeCell(words: string, lineBreak: string): string {
  const line = words.replace(/\\?[ \t]*\n\s*/g, lineBreak)
  let out = ''
  let escaped = false
  for (const letter of line) {
    out += letter === '|' && !escaped ? '\\|' : letter
    escaped = !escaped && letter === '\\'
  }
  return out
}

/** Starts of a line that would end the table, where no bar opens it. */
const OTHER_BLOCK =
  /^(?:\s|\||[-+*](?:\s|$)|\d{1,9}[.)](?:\s|$)|#{1,6}(?:\s|$)|>|`{3}|~{3}|<|=+\s*$|(?:[-*_]\s*){3,}$|$)/

/** Adds the bars without which a row would be read as another row, or as no row at all. */
export function settle(row: Parts): Parts {
  const { cells } = row
  let { open, close } = row
  const out = [...cells]
  const first = out[0]
  if (!open && (first === undefined || first.trim() === '' || OTHER_BLOCK.test(print(row)))) {
    open = true
    if (first !== undefined) out[0] = first.trim() === '' ? blank(first) : ` ${first.trimStart()}`
  }
  const last = out[out.length - 1]
  if (!close && (last === undefined || last.trim() === '')) {
    close = true
    if (last !== undefined) out[out.length - 1] = blank(last)
  }
  // A backslash at the end of a cell would take the bar after it.
  const safe = out.map((raw, index) => (endsOpen(raw) && (close || index < out.length - 1) ? `${raw} ` : raw))
  return { open, close, cells: safe, tail: row.tail }
}

const blank = (raw: string): string => (raw.length < 2 ? '  ' : raw)
const endsOpen = (text: string): boolean => (/\\+$/.exec(text)?.[0].length ?? 0) % 2 === 1

/** The row with at least `count` cells. */
export function grown(row: Parts, count: number): Parts {
  if (row.cells.length >= count) return row
  const cells = [...row.cells]
  const last = cells[cells.length - 1]
  if (last !== undefined && !row.close && !/\s$/.test(last)) cells[cells.length - 1] = `${last} `
  while (cells.length < count) cells.push('  ')
  return { ...row, cells }
}

/** The row with other words in one cell; its padding stays, and with `width` gives way where it can. */
export function withCell(row: Parts, column: number, words: string, width?: number): Parts {
  const wide = grown(row, column + 1)
  const raw = wide.cells[column] ?? ''
  const at = places({ ...wide, open: false, cells: [raw] })[0]
  const was = raw.trim()
  let lead = raw.slice(0, at?.from ?? 0)
  let trail = raw.slice(at?.to ?? 0)
  if (was === '') {
    lead = column === 0 && !wide.open ? '' : ' '
    trail = ' '
  }
  if (column === wide.cells.length - 1 && !wide.close) trail = trail === '' || was === '' ? '' : trail
  const full = width ?? (was === '' && raw.length > 2 ? raw.length : undefined)
  if (full !== undefined && words !== '') trail = ' '.repeat(Math.max(1, full - lead.length - words.length))
  const next = words === '' ? ' '.repeat(full ?? Math.max(2, lead.length + trail.length)) : lead + words + trail
  return settle({ ...wide, cells: wide.cells.map((cell, index) => (index === column ? next : cell)) })
}

/** The row with an empty cell (or a given one) before `column`; a row that does not reach so far stays as it is. */
export function withColumn(row: Parts, column: number, raw: string): Parts {
  if (column > row.cells.length) return row
  const cells = padded(row)
  cells.splice(column, 0, raw)
  return settle(trimmed({ ...row, cells }))
}

/** The row without a cell. */
export function withoutColumn(row: Parts, column: number): Parts {
  if (column >= row.cells.length) return row
  const cells = padded(row)
  cells.splice(column, 1)
  const next = trimmed({ ...row, cells })
  // One cell without a bar would be a paragraph of its own.
  if (cells.length <= 1) {
    const only = cells[0]?.trim() ?? ''
    return { open: true, close: true, cells: [row.open ? (cells[0] ?? '  ') : ` ${only} `], tail: next.tail }
  }
  return settle(next)
}

/** The row with the cell of one column moved to another. */
export function withMoved(row: Parts, from: number, to: number): Parts {
  if (Math.min(from, to) >= row.cells.length) return row
  const wide = grown(row, Math.max(from, to) + 1)
  const cells = padded(wide)
  const [raw] = cells.splice(from, 1)
  cells.splice(to, 0, raw ?? '  ')
  return settle(trimmed({ ...wide, cells }))
}

/** The cells, each with blanks on both sides, so that any may stand anywhere. */
function padded({ open, close, cells }: Parts): string[] {
  return cells.map((raw, index) => {
    const lead = index === 0 && !open ? ' ' : ''
    const trail = index === cells.length - 1 && !close ? ' ' : ''
    return (lead ? lead + raw.trimStart() : raw) + (raw.endsWith(' ') ? '' : trail)
  })
}

/** No blanks at the ends where no bar stands. */
function trimmed(row: Parts): Parts {
  const cells = row.cells.map((raw, index) => {
    let out = raw
    if (index === 0 && !row.open && out.trim() !== '') out = out.trimStart()
    if (index === row.cells.length - 1 && !row.close && out.trim() !== '') out = out.trimEnd()
    return out
  })
  return { ...row, cells }
}

/** An empty row in the style of another: its bars, and its cells as wide. */
export function emptyLike(row: Parts, columns: number): Parts {
  const cells = Array.from({ length: Math.max(columns, 1) }, (_, index) => {
    const raw = row.cells[index] ?? '  '
    return ' '.repeat(Math.max(raw.length, 2))
  })
  return settle({ open: row.open, close: row.close, cells, tail: '' })
}
