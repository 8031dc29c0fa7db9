import serif from '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2?url'
import italic from '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-italic.woff2?url'
import cardLooks from './cards.css?inline'
import own from './preview.css?inline'

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** What a content policy calls the place of an address: its scheme and host; its scheme for `data:`. */
export function placeOf(address: string): string {
  const [, scheme, host] = /^([a-z][a-z0-9+.-]*):(?:\/\/([^/?#\s;,'"]+))?/i.exec(address) ?? []
  if (!scheme) return ''
  return host ? `${scheme}://${host}` : `${scheme}:`
}

/** What the frame's page is made of. */
export type SkeletonOptions = {
  pictureBase: string
  /** The site's own style, when it has one. */
  stylesheet: string | null
  /** The program's own `<style>` element with the sentences of what stands for things that are not shown. */
  cards: string
  /** The window's own address. */
  base: string
}

/** Where title, date, author and text go, on a page of our own. */
const OWN_LAYOUT = `<main class="post byline-post"><header class="post-head"><h1 data-place="title"></h1>
<p class="byline"><time data-place="date"></time><span data-place="author"></span></p></header>
<div data-place="content"></div></main>`

/**
 * The frame's empty page. Nothing in it can run, load from elsewhere or send anything: pictures come from the
 * open site, style from the site's own sheet or from ours.
 */
export function skeleton(options: SkeletonOptions): string {
  const { pictureBase, stylesheet, cards, base } = options
  const site = [...new Set([placeOf(pictureBase), stylesheet ? placeOf(stylesheet) : ''])].filter(Boolean).join(' ')
  const policy = [
    "default-src 'none'",
    `img-src ${site} data:`,
    `style-src 'unsafe-inline' ${site}`,
    `font-src ${placeOf(base)} ${site} data:`,
  ].join('; ')
  const face = (style: string, file: string) =>
    `@font-face{font-family:"Source Serif 4";font-style:${style};font-weight:200 900;src:url("${new URL(file, base).href}")}`
  const style = stylesheet
    ? `<link rel="stylesheet" href="${escaped(stylesheet)}">`
    : `<style>${face('normal', serif)}${face('italic', italic)}${own}</style>`
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light">
<title>Preview</title>
<style>:where(html){background:#fff;color-scheme:light}:where(img,video){max-width:100%;height:auto}
:where([data-link]){text-decoration:underline;cursor:pointer}
:where([data-place=author]:not(:empty,:first-child))::before{content:" · "}
${cardLooks}</style>${style}${cards}
<style>html{overflow:hidden!important;color-scheme:light!important}[data-place]:empty{display:none}</style>
</head><body>${OWN_LAYOUT}</body></html>`
}
