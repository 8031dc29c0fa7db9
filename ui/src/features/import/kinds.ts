/** File name endings of texts, also of those that cannot be brought: these are told why. */
const TEXTS = /\.(docx?|html?|xhtml|md|markdown|mdown|txt|text|rtf|odt|pages|pdf)$/i

/** Whether any of the files is a text and no picture. */
export function hasText(names: readonly string[]): boolean {
  return names.some((name) => TEXTS.test(name))
}
