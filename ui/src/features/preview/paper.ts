/** The class of what is printed instead of the window. */
export const PAPER = 'byline-paper'

/**
 * Rules of the window that put the paper in its place when it prints: a frame's post cannot be printed in every web view, so
 * the window's own page is, with nothing else on it.
 */
const WINDOW_RULES = `@media screen{.${PAPER}{display:none}}
@media print{@page{margin:18mm 16mm}
html,body{height:auto!important;overflow:visible!important;background:#fff!important}
body>:not(.${PAPER}){display:none!important}}`

/** Rules of the paper after those of the site. */
const PAPER_RULES = `:host{color-scheme:light}
.paper-root,.paper-body{display:block;height:auto!important;min-height:0!important;overflow:visible!important}
.paper-body{margin:0!important;padding:0!important;background:#fff!important}
img,svg,video{max-width:100%!important;max-height:240mm;height:auto;break-inside:avoid}
figure,table,pre,blockquote,tr{break-inside:avoid}
h1,h2,h3,h4{break-after:avoid}
p,li{orphans:3;widows:3}
pre{white-space:pre-wrap;overflow-wrap:anywhere}
.with-addresses [data-link*=":"]::after{content:" (" attr(data-link) ")";overflow-wrap:anywhere;font-size:.85em}`

/** Puts the page of a frame on paper: a part of the window that only a printer sees, taken away by what is returned. */
export function toPaper(
  from: Document,
  window: Document,
  addresses: boolean,
): { ready: Promise<void>; away: () => void } {
  const rules = [...from.styleSheets].map((sheet) => rulesOf(sheet.cssRules))
  const style = window.createElement('style')
  // A shadow tree brings no fonts of its own.
  style.textContent = WINDOW_RULES + rules.map((each) => each.fonts).join('\n')
  const paper = window.createElement('div')
  paper.className = PAPER
  const shadow = paper.attachShadow({ mode: 'open' })
  const looks = window.createElement('style')
  looks.textContent = rules.map((each) => each.rest).join('\n') + PAPER_RULES
  const root = part(window, 'paper-root', from.documentElement)
  const body = part(window, 'paper-body', from.body)
  root.classList.toggle('with-addresses', addresses)
  for (const node of from.body.childNodes) body.append(window.importNode(node, true))
  root.append(body)
  shadow.append(looks, root)
  window.head.append(style)
  window.body.append(paper)
  const pictures = [...shadow.querySelectorAll('img')].map((picture) => picture.decode().catch(() => undefined))
  return {
    ready: Promise.all(pictures).then(() => undefined),
    away: () => {
      style.remove()
      paper.remove()
    },
  }
}

function part(doc: Document, name: string, like: Element): HTMLElement {
  const element = doc.createElement('div')
  element.className = `${name} ${like.className}`.trim()
  if (like.id) element.id = like.id
  return element
}

/** The rules of a sheet for a shadow tree, and its fonts. */
export function rulesOf(list: CSSRuleList): { fonts: string; rest: string } {
  const fonts: string[] = []
  const rest = [...list].map((rule) => {
    if (rule instanceof CSSFontFaceRule) {
      fonts.push(rule.cssText)
      return ''
    }
    if (rule instanceof CSSStyleRule) return forPaper(rule.cssText, rule.selectorText)
    if (rule instanceof CSSMediaRule) {
      const inside = rulesOf(rule.cssRules)
      fonts.push(inside.fonts)
      return `@media ${rule.media.mediaText}{${inside.rest}}`
    }
    return rule.cssText
  })
  return { fonts: fonts.join('\n'), rest: rest.join('\n') }
}

/** A rule whose selectors speak of the page's root and body, which a shadow tree does not have. */
function forPaper(text: string, selectors: string): string {
  return text.startsWith(selectors) ? inShadow(selectors) + text.slice(selectors.length) : text
}

/** Selectors for a shadow tree. */
export function inShadow(selectors: string): string {
  return selectors
    .replaceAll(/(^|[\s,>+~(])(?:html|:root)(?![\w-])/g, '$1.paper-root')
    .replaceAll(/(^|[\s,>+~(])body(?![\w-])/g, '$1.paper-body')
}
