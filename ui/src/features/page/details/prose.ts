import type { SiteField } from '../../../ipc'

/** Last words of the names of details that hold sentences; all others of one line may be an address, a name or a code. */
const SENTENCES =
  /(^|[^a-z])(title|subtitle|heading|headline|subheading|tagline|slogan|motto|description|desc|summary|excerpt|abstract|intro|introduction|teaser|lead|lede|deck|dek|standfirst|blurb|caption|alt|quote|note|message|bio|text)$/

/** Details of several lines that hold no sentences. */
const CODE = /(^|[^a-z])(css|style|styles|script|scripts|js|html|head|json|yaml|toml|code|schema|svg)$/

const apart = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()

/** Whether a detail is words for readers, whose spelling matters. */
export function isProse({ name, label, type, options, choices, multiple }: SiteField): boolean {
  if (type === 'multiline') return !CODE.test(apart(name))
  if (type !== 'text' || multiple || options.length > 0 || choices.length > 0) return false
  return SENTENCES.test(apart(name)) || SENTENCES.test(apart(label))
}
