// A preview for the desk in memory: one block a top-level element, pictures drawn by the browser.
import { marked } from 'marked'
import type { Details, Preview, PreviewLooks } from './desk'

/** As the desk answers when it tells everything. */
export function fakePreview(details: Details, body: string): Preview {
  const lenient = body
    .replace(/^ # \*\*[^\n]*\n\*\*\*\n/, '\n\n')
    // Notes as items, whose further paragraphs are as far in.
    .replace(/^\[\^[^\]\s]+\]:[ \t]*/gm, '1.  ')
    .replace(/\[\^([^\]\s]+)\]/g, '<sup>$1</sup>')
    .replace(/\]\(([^)\n]* [^)\n]*)\)/g, (_, link: string) => `](${link.trim().replaceAll(' ', '%20')})`)
  let line = 1
  const parts: Preview['parts'] = []
  for (const token of marked.lexer(lenient)) {
    const html = marked.parser([token]).replaceAll(/<img src="[^"]*"/g, `<img src="${PICTURE}"`)
    if (html.trim() !== '') parts.push({ kind: 'new', line, html })
    line += token.raw.split('\n').length - 1
  }
  const or = (text: string) => text || null
  return {
    number: 0,
    head: {
      title: or(details.title),
      date: or(details.date ?? ''),
      day: or(details.date ?? ''),
      author: or(details.author ?? ''),
    },
    parts,
  }
}

const PICTURE =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='1600' height='800'%3E%3Crect width='1600' height='800' fill='%237fa3d9'/%3E%3Cpath d='M0 520 320 380 620 520 980 330 1600 560V800H0z' fill='%236e5b45'/%3E%3C/svg%3E"

/** A site with a style of its own, or one in which nothing is found. */
export function fakeLooks(found: boolean): PreviewLooks {
  if (!found) return { styles: [], layout: null }
  return { styles: [STYLE], layout: { root_class: '', body_class: 'site', body_id: '', inside: INSIDE } }
}

const INSIDE =
  '<div class="wrap"><article class="post"><header class="top"><p class="meta"><span data-place="date"></span></p><h1><span data-place="title"></span></h1></header><div class="entry"><div data-place="content"></div></div></article></div>'

const STYLE = `:root{--ink:#23303b;--brand:#0c7a6b}
body.site{margin:0;background:#eef3f2;color:var(--ink);font:18px/1.6 Georgia,serif}
.wrap{max-width:46rem;margin:0 auto;padding:0 1rem}
.post{margin:2rem 0;padding:1.5rem 2rem;background:#fff;border-top:6px solid var(--brand)}
.meta{margin:0;color:var(--brand);font:700 13px/1.4 system-ui,sans-serif;text-transform:uppercase}
.entry>p:first-of-type{font-size:1.15em}
.entry a{color:var(--brand)}
@media (max-width: 500px){.post{margin:0 -1rem;padding:1rem}}`
