/** What the posts of a site can show beyond plain words, as the desk tells it. */

/** One kind of box: `opens`, then each line of its words after `prefix`, then `closes`; an empty line is not there. */
export interface BoxForm {
  /** What the site calls it. */
  kind: string
  opens: string
  prefix: string
  closes: string
}

/** What a site can show. */
export interface WritingForms {
  /** The line that ends what a list of posts shows of one; null where the site has none. */
  read_more: string | null
  /** The kinds of boxes, the plainest first. */
  callouts: readonly BoxForm[]
  /** Whether readers see a break wherever a line of the file ends. */
  line_breaks?: boolean
}

/** A line as it is compared: generators do not mind blanks and large letters in these. */
const key = (line: string): string => line.replace(/\s+/g, '').toLowerCase()

/** The form that such a line opens; what follows the kind, as a title does, is kept. */
export function openedBy(forms: readonly BoxForm[], line: string): BoxForm | null {
  const found = key(line)
  const fits = (form: BoxForm): boolean => {
    const opens = key(form.opens)
    return opens !== '' && (found === opens || (found.startsWith(opens) && /^[[{+-]/.test(found.slice(opens.length))))
  }
  return forms.find(fits) ?? null
}

/** The forms that such a line closes. */
export const closedBy = (forms: readonly BoxForm[], line: string): BoxForm[] =>
  forms.filter(({ closes }) => closes !== '' && key(closes) === key(line))
