const number = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 })

/** A size in bytes, as people say it. */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1_000_000) return `${number.format(bytes / 1000)} kB`
  return `${number.format(bytes / 1_000_000)} MB`
}
