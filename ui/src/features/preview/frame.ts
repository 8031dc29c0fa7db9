import serif from '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2?url'
import italic from '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-italic.woff2?url'
import cardLooks from './cards.css?inline'
import type { PreviewLooks } from '../../ipc'
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
  /** How the site shows a post; null while that is not known. */
  looks: PreviewLooks | null
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
 * The frame's empty page. Nothing in it can run, load from elsewhere or send anything: pictures and fonts come from the
 * open site, style is the site's own or ours.
 */
export function skeleton(options: SkeletonOptions): string {
  const { pictureBase, looks, cards, base } = options
  const site = placeOf(pictureBase)
  const policy = [
    "default-src 'none'",
    `img-src ${site} data:`,
    "style-src 'unsafe-inline'",
    `font-src ${placeOf(base)} ${site} data:`,
  ].join('; ')
  const face = (style: string, file: string) =>
    `@font-face{font-family:"Source Serif 4";font-style:${style};font-weight:200 900;src:url("${new URL(file, base).href}")}`
  const styles =
    looks && looks.styles.length > 0 ? looks.styles : [face('normal', serif) + face('italic', italic) + own]
  const style = styles.map((css) => `<style>${css.replaceAll('</', String.raw`<\/`)}</style>`).join('\n')
  const layout = looks?.layout ?? null
  return `<!doctype html><html lang="en" class="${escaped(layout?.root_class ?? '')}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light">
<title>Preview</title>
<style>:where(html){color-scheme:light}:where(img,video){max-width:100%;height:auto}
:where([data-link]){text-decoration:underline;cursor:pointer}
:where(.byline [data-place=author]:not(:empty,:first-child))::before{content:" · "}
${cardLooks}</style>${style}${cards}
<style>html{overflow:hidden!important;color-scheme:light!important}
:is(h1,h2,p,time,span)[data-place]:empty{display:none}</style>
</head><body class="${escaped(layout?.body_class ?? '')}" id="${escaped(layout?.body_id ?? '')}">${layout?.inside ?? OWN_LAYOUT}</body></html>`
}
