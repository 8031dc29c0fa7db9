import type { Attached, DetailValue, FieldChoice, FilesDropped, FormField } from '../../../ipc'
import type { DetailsForm } from '../details.svelte'
import type { Reads } from '../spelled/field-words.svelte'

/** What the fields of the form may ask of the rest of the page. */
export type FieldTools = {
  /** The address at which the window can load the picture of this link. */
  pictureUrl(link: string): string
  /** Lets the person choose a picture and adds it to the site. */
  choosePicture(): Promise<Attached[]>
  /** Adds pasted pictures to the site; those on the clipboard when there are no files. */
  pastePictures(files: readonly File[]): Promise<Attached[]>
  /** Adds dropped pictures to the site. */
  dropPictures(drop: FilesDropped): Promise<Attached[]>
  /** Other texts of the site that a detail can name. */
  related(name: string, search: string): Promise<FieldChoice[]>
  /** Who reads the words of a detail. */
  readonly proof: Reads
}

/** What every field is given. */
export type FieldProps = {
  form: DetailsForm
  one: FormField
  tools: FieldTools
  /** The control's id, for its label. */
  id: string
  /** The ids of what is said about it. */
  describedby: string | undefined
  /** Whether something is wrong with it. */
  invalid: boolean
  readOnly: boolean
  /** Says that what was typed is no value, in a sentence; nothing when it is one. */
  onwrong: (sentence: string | undefined) => void
}

/** The words of a value. */
export function wordsOf(value: DetailValue): string {
  if (typeof value === 'string') return value
  return Array.isArray(value) ? value.join(', ') : ''
}

/** The parts of a value. */
export function partsOf(value: DetailValue): string[] {
  if (Array.isArray(value)) return value
  return typeof value === 'string' && value !== '' ? [value] : []
}

export function isEmpty(value: DetailValue): boolean {
  return value === null || (typeof value !== 'boolean' && value.length === 0)
}
