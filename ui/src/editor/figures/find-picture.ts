/** Finds a picture that stands alone on its line, also when its address has spaces and so is no valid Markdown. */

/** Where a picture's parts are, as offsets in its line. */
export interface PictureParts {
  /** The description as written, with its backslashes. */
  alt: { from: number; to: number }
  /** The address, without angle brackets. */
  link: string
  /** The address as written. */
  target: { from: number; to: number }
  /** The title with its quotes. */
  title: { from: number; to: number } | null
  /** What stands in braces right after the picture, as some sites read it. */
  braces: { from: number; to: number } | null
  /** After the closing bracket. */
  end: number
}

const ALONE = /^( {0,3}!\[)((?:\\.|[^\]\\])*)\](\(\s*)(.*?)\s*\)(\{:?[^{}]*\})?\s*$/
const TITLE = /\s+("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')$/

/** The picture that fills `line`, or null. */
export function findPicture(line: string): PictureParts | null {
  const found = ALONE.exec(line)
  if (!found) return null
  const [, open = '', alt = '', gap = '', inside = '', braces] = found
  const titled = TITLE.exec(inside)
  const written = titled ? inside.slice(0, titled.index) : inside
  const link = written.startsWith('<') && written.endsWith('>') ? written.slice(1, -1) : written
  if (link === '' || /[()<>]/.test(balanced(link))) return null
  const altTo = open.length + alt.length
  const start = altTo + 1 + gap.length
  const text = line.trimEnd()
  const end = text.length - (braces?.length ?? 0)
  const titleTo = start + inside.length
  return {
    alt: { from: open.length, to: altTo },
    link,
    target: { from: start, to: start + written.length },
    title: titled ? { from: titleTo - (titled[1]?.length ?? 0), to: titleTo } : null,
    braces: braces ? { from: end, to: text.length } : null,
    end,
  }
}

/** What is left of an address when its matched brackets are taken out. */
function balanced(link: string): string {
  let rest = link
  for (let before = ''; before !== rest;) {
    before = rest
    rest = rest.replace(/\([^()]*\)/g, '')
  }
  return rest
}

/** A description as a person reads it. */
export const readAlt = (written: string): string => written.replace(/\\([\\[\]*_`<>&!#])/g, '$1')

/** A description as the file holds it: one line, brackets made harmless. */
export const writeAlt = (alt: string): string => alt.replace(/\s*\n\s*/g, ' ').replace(/[\\[\]]/g, '\\$&')

/** A title, with its quotes, as a person reads it. */
export const readTitle = (written: string): string => written.slice(1, -1).replace(/\\([!-/:-@[-`{-~])/g, '$1')

/** A title as the file holds it, with its quotes: one line, quotes made harmless. */
export const writeTitle = (title: string): string =>
  `"${title.replace(/\s*\n\s*/g, ' ').replace(/[\\"]|&(?=#?\w+;)/g, '\\$&')}"`

/** A picture's link as the file holds it. */
export const writeLink = (link: string): string => (/[\s()<>]/.test(link) ? `<${link.replace(/[<>\n]/g, '')}>` : link)

/** The last part of a link, for people. */
export function fileName(link: string): string {
  const name = link.split(/[?#]/)[0]?.split('/').pop() ?? link
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
