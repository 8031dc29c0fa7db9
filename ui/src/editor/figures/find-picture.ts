/** Finds a picture that stands alone on its line, also when its address has spaces and so is no valid Markdown. */

/** Where a picture's parts are, as offsets in its line. */
export interface PictureParts {
  /** The description as written, with its backslashes. */
  alt: { from: number; to: number }
  /** The address, without angle brackets. */
  link: string
}

const ALONE = /^( {0,3}!\[)((?:\\.|[^\]\\])*)\]\(\s*(.*?)\s*\)\s*$/
const TITLE = /\s+(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')$/

/** The picture that fills `line`, or null. */
export function findPicture(line: string): PictureParts | null {
  const found = ALONE.exec(line)
  if (!found) return null
  const [, open = '', alt = '', inside = ''] = found
  let link = inside.replace(TITLE, '')
  if (link.startsWith('<') && link.endsWith('>')) link = link.slice(1, -1)
  if (link === '' || /[()<>]/.test(balanced(link))) return null
  return { alt: { from: open.length, to: open.length + alt.length }, link }
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
