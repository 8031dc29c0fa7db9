/** The letters that HTML has names for, such as `&amp;` and `&#8217;`. */

const known = new Map<string, string>()
let reader: HTMLTextAreaElement | null = null

/** The letters that `written` stands for; itself where it is no name. */
export function entity(written: string): string {
  if (!/^&#?\w+;$/.test(written)) return written
  let letters = known.get(written)
  if (letters === undefined) {
    // In a text area nothing but such names is read: no element, no script.
    reader ??= document.createElement('textarea')
    reader.innerHTML = written
    letters = reader.value
    // HTML also reads the beginning of an unknown name; Markdown does not.
    if (letters === '' || (letters.length > 1 && letters.endsWith(';'))) letters = written
    known.set(written, letters)
  }
  return letters
}
