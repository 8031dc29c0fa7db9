/** A line with nothing but blanks and quote marks. */
export const isBlank = (text: string): boolean => /^[\s>]*$/.test(text)
