/**
 * A generator's own tag, or HTML's, with its values: where each stands, what it says, and how one is changed without
 * touching its neighbours. Four ways of writing: Hugo's `{{< name a="b" >}}`, Liquid's and Nunjucks' `{% name a="b" %}`,
 * Tera's `{{ name(a="b") }}`, and `<name a="b">`.
 */
import { decode, encode } from './entities'
import type { Edit } from './patch'

/** How a tag is written. */
export type Syntax = 'hugo' | 'liquid' | 'tera' | 'html'

/** One named value. */
export interface Value {
  name: string
  /** From its name to its end. */
  from: number
  to: number
  /** Its value with quotes; empty where only the name stands. */
  inner: { from: number; to: number }
  quote: string
  text: string
}

/** A tag in a text. */
export interface Tag {
  syntax: Syntax
  /** The name; of Liquid's `include` with the file, as in `include figure.html`. */
  name: string
  from: number
  to: number
  /** Whether it ends what another tag of its name began. */
  closes: boolean
  values: Value[]
  /** What has no name, without quotes. */
  words: { from: number; to: number; text: string }[]
  /** Where a further value goes. */
  end: number
}

const OPENS: readonly { syntax: Syntax; open: RegExp; close: RegExp }[] = [
  { syntax: 'hugo', open: /\{\{[<%]\s*(\/?)\s*([\w./-]+)/y, close: /\s*\/?[>%]\}\}/y },
  { syntax: 'tera', open: /\{[{%]-?\s*()([\w:]+)\s*\(/y, close: /\s*,?\s*\)\s*-?[}%]\}/y },
  { syntax: 'liquid', open: /\{%-?\s*()((?:include(?:_cached|_relative)?\s+)?[\w./-]+)/y, close: /\s*-?%\}/y },
  { syntax: 'html', open: /<(\/?)([a-zA-Z][\w-]*)(?=[\s/>])/y, close: /\s*\/?>/y },
]

/** The tag that starts at `at`, or null. */
export function readTag(text: string, at = 0): Tag | null {
  for (const { syntax, open, close } of OPENS) {
    open.lastIndex = at
    const found = open.exec(text)
    if (!found) continue
    const tag: Tag = {
      syntax,
      name: (found[2] ?? '').replace(/\s+/g, ' '),
      from: at,
      to: at,
      closes: found[1] === '/',
      values: [],
      words: [],
      end: open.lastIndex,
    }
    if (syntax === 'html') tag.name = tag.name.toLowerCase()
    if (syntax === 'liquid' && /^end/.test(tag.name)) tag.closes = true
    if (readValues(text, tag, close)) return tag
  }
  return null
}

function readValues(text: string, tag: Tag, close: RegExp): boolean {
  for (let at = tag.end; at <= text.length;) {
    close.lastIndex = at
    if (close.test(text)) {
      tag.to = close.lastIndex
      return true
    }
    const blank = skip(text, at, tag.syntax === 'tera' ? /[\s,]*/y : /\s*/y)
    if (blank === at && tag.end === at && tag.syntax !== 'tera') return false
    const next = readOne(text, blank, tag)
    if (next === null) return false
    at = next
    tag.end = next
  }
  return false
}

/** Reads one value or word at `at`; gives where it ends. */
function readOne(text: string, at: number, tag: Tag): number | null {
  const named = /([\w.:@-]+)\s*=\s*/y
  named.lastIndex = at
  const name = named.exec(text)
  const start = name ? named.lastIndex : at
  const read = readText(text, start, tag.syntax)
  if (!read) return null
  if (name) {
    const inner = { from: start, to: read.to }
    tag.values.push({ name: name[1] ?? '', from: at, to: read.to, inner, quote: read.quote, text: read.text })
  } else tag.words.push({ from: at, to: read.to, text: read.text })
  return read.to
}

function readText(text: string, at: number, syntax: Syntax): { to: number; quote: string; text: string } | null {
  const quote = text[at] ?? ''
  if (quote === '"' || quote === "'" || (quote === '`' && syntax !== 'html' && syntax !== 'liquid')) {
    const escapes = quote !== '`' && (syntax === 'hugo' || syntax === 'liquid')
    for (let end = at + 1; end < text.length; end++) {
      if (escapes && text[end] === '\\') end++
      else if (text[end] === quote) {
        const raw = text.slice(at + 1, end)
        const said = syntax === 'html' ? decode(raw) : escapes ? raw.replaceAll(`\\${quote}`, quote) : raw
        return { to: end + 1, quote, text: said }
      }
    }
    return null
  }
  const bare = (syntax === 'html' ? /[^\s"'`=<>]+(?<!\/)/y : /[^\s"'`=,(){}<>%]+/y) as RegExp
  bare.lastIndex = at
  const found = bare.exec(text)
  return found ? { to: bare.lastIndex, quote: '', text: found[0] } : null
}

function skip(text: string, at: number, blanks: RegExp): number {
  blanks.lastIndex = at
  return blanks.test(text) ? blanks.lastIndex : at
}

/** The value of that name. */
export const valueOf = (tag: Tag, name: string | null): Value | undefined =>
  name === null ? undefined : tag.values.find((value) => value.name.toLowerCase() === name.toLowerCase())

/** The edit that gives `tag` a value, or takes it away; null when it is so already. */
export function setValue(tag: Tag, name: string, text: string | null): Edit | null {
  const there = valueOf(tag, name)
  if (there?.text === text || (!there && text === null)) return null
  if (text === null) return there ? without(tag, there) : null
  if (there) return { ...there.inner, insert: quoted(tag.syntax, text, there.quote) }
  const lead = tag.syntax === 'tera' ? (tag.values.length > 0 ? ', ' : '') : ' '
  return { from: tag.end, to: tag.end, insert: `${lead}${name}=${quoted(tag.syntax, text)}` }
}

/** Takes a value out, with what parts it from the one before, or where it is the first, from the next. */
function without(tag: Tag, value: Value): Edit {
  const others = [...tag.values, ...tag.words]
  const before = others.filter(({ to }) => to <= value.from).map(({ to }) => to)
  if (before.length > 0) return { from: Math.max(...before), to: value.to, insert: '' }
  const next = others.filter(({ from }) => from >= value.to).map(({ from }) => from)
  return { from: value.from, to: next.length > 0 ? Math.min(...next) : value.to, insert: '' }
}

/** `text` as a value, in the quotes that `wanted` names where they can hold it. */
export function quoted(syntax: Syntax, text: string, wanted = '"'): string {
  const one = text.replace(/\s*\n\s*/g, ' ').replace(CLOSES[syntax], '$1 $2')
  if (syntax === 'html') {
    const quote = wanted === "'" ? "'" : '"'
    return quote + encode(one, quote) + quote
  }
  if (syntax === 'liquid') {
    const quote = wanted === "'" ? "'" : '"'
    // A backslash before a quote would be taken for the quote's.
    return quote + one.replace(/\\+(?=["']|$)/g, '').replaceAll(quote, `\\${quote}`) + quote
  }
  // In backticks nothing has a second meaning; what cannot stand in any quotes gets a printer's quotation mark.
  const order = [wanted === '' ? '"' : wanted, '"', '`', ...(syntax === 'tera' ? ["'"] : [])]
  const can = (quote: string): boolean =>
    !one.includes(quote) && (quote === '`' || syntax !== 'hugo' || (quote === '"' && !one.includes('\\')))
  const quote = order.find(can)
  return quote ? quote + one + quote : `\`${one.replaceAll('`', '’')}\``
}

/** What would end a tag inside one of its values, parted by a blank. */
const CLOSES: Record<Syntax, RegExp> = {
  hugo: /([>%]\}?)(\})/g,
  liquid: /(%)(\})/g,
  tera: /([}%])(\})/g,
  html: /(?!)()()/g,
}

/** A new tag; values that are null are left out. */
export function writeTag(
  syntax: Syntax,
  name: string,
  values: readonly (readonly [string | null, string | null])[],
): string {
  const told = values.flatMap(([key, text]) =>
    key !== null && text !== null ? [`${key}=${quoted(syntax, text)}`] : [],
  )
  switch (syntax) {
    case 'hugo':
      return `{{< ${[name, ...told].join(' ')} >}}`
    case 'liquid':
      return `{% ${[name, ...told].join(' ')} %}`
    case 'tera':
      return `{{ ${name}(${told.join(', ')}) }}`
    case 'html':
      return `<${[name, ...told].join(' ')}>`
  }
}
