/**
 * The address that a person means: "example.org" becomes "https://example.org", "a@b.org" becomes
 * "mailto:a@b.org", a page of the site stays as it is. Null when it is no address a post may hold: a word alone is
 * what somebody looks for, and would lead nowhere.
 */
export function addressOf(typed: string): string | null {
  const text = typed.trim().replace(/\s/g, '%20')
  if (text === '') return null
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase()
  if (scheme && /^[a-z0-9.-]+:\d+(\/|$)/i.test(text)) return `https://${text}`
  if (scheme) return ['http', 'https', 'mailto', 'tel'].includes(scheme) ? text : null
  if (/^(\/|#|\.\.?\/)/.test(text)) return text
  if (/^[^@/]+@[^@/]+\.[a-z]{2,}$/i.test(text)) return `mailto:${text}`
  if (/^[^/]+\.[a-z]{2,}([/?#]|$)/i.test(text))
    return /\.(html?|md|pdf)$/i.test(text) && !text.includes('/') ? text : `https://${text}`
  return /^[\w./-]+$/.test(text) && /[./]/.test(text) ? text : null
}
