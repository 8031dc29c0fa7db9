/** Small line drawings on a 16-unit square; one path each. */
export const drawings = {
  plus: 'M8 3v10M3 8h10',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.5 10.5 14 14',
  down: 'M4.5 6.5 8 10l3.5-3.5',
  close: 'M4 4l8 8M12 4l-8 8',
  picture: 'M2.5 3.5h11v9h-11zM2.5 10.5l3-3 3 3 2-2 3 3M10.6 6.2h.01',
  bullets: 'M6 4h8M6 8h8M6 12h8M2.6 4h.01M2.6 8h.01M2.6 12h.01',
  numbers: 'M7 4h7M7 8h7M7 12h7M2 3l1.2-.6V5.6M2 9h2l-2 2.6h2',
  tasks: 'M2 4l1 1 2-2M2 10.5l1 1 2-2M7.5 4.5H14M7.5 11H14',
  quote: 'M3 4v8M6.5 5H14M6.5 8H14M6.5 11h5',
  link: 'M6.5 9.5l3-3M7 4.5l1-1a2.8 2.8 0 0 1 4 4l-1 1M9 11.5l-1 1a2.8 2.8 0 0 1-4-4l1-1',
  undo: 'M5.5 3 2.5 6l3 3M2.5 6h6.3a4 4 0 0 1 0 8H6',
  redo: 'M10.5 3l3 3-3 3M13.5 6H7.2a4 4 0 0 0 0 8H10',
  code: 'M5.5 4 2 8l3.5 4M10.5 4 14 8l-3.5 4',
  strike:
    'M2.5 8h11M11 5.2C10.600 3.900 9.500 3.200 8 3.200c-1.700 0-3 .8-3 2.200 0 .5.2 1 .5 1.300M5 10.800c.4 1.300 1.500 2 3 2 1.700 0 3-.8 3-2.200',
  divider: 'M2.500 8h11',
  warning: 'M8 2.500 14 13H2zM8 6.500v3M8 11.300h.01',
  error: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M8 5v3.500M8 11h.01',
  note: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M8 7.500V11M8 5h.01',
  done: 'M3 8.500l3.300 3.300L13 4.800',
  filter: 'M2.5 4.500h11M4.500 8h7M6.500 11.500h3',
  posts: 'M2.500 4h11M2.500 8h11M2.500 12h7',
  more: 'M3.500 8h.01M8 8h.01M12.500 8h.01',
  back: 'M9.500 3.500 5 8l4.500 4.500',
  paragraph: 'M7 13V3h6M10.5 3v10M7 8a2.5 2.5 0 0 1 0-5',
  table: 'M2.5 3.5h11v9h-11zM2.5 6.500h11M6.200 6.500v6M9.800 6.500v6',
  gallery: 'M2.500 5h8.500v8H2.500zM5 5V3h8.500v8H11M2.500 11l2.500-2.500L7 10.500l1.500-1.500 2.500 2.500',
  embed: 'M2.500 3.500h11v9h-11zM6.800 6v4l3.400-2z',
  codeblock: 'M2.500 3.500h11v9h-11zM6.200 6.300 4.600 8l1.600 1.700M9.800 6.300 11.400 8l-1.600 1.700',
  footnote: 'M2.500 12V5.500L6.500 12V5.500M10 4.200l1.300-.7V8M9.800 8h3',
  box: 'M2.500 3.500h11v9h-11zM5 3.500v9M7.500 6.500h3.500M7.500 9.500h3.500',
  cut: 'M2.500 8h2M6 8h1.500M8.500 8H10M11.500 8h2M4 3.500h8M4 12.500h8',
  clear: 'M3 3.500h7M6.500 3.500v8M9.500 10l4 4M13.500 10l-4 4',
  up: 'M8 13V3M4 7l4-4 4 4',
  descend: 'M8 3v10M4 9l4 4 4-4',
  keyboard: 'M1.500 4.500h13v7h-13zM4 7h.01M6.600 7h.01M9.300 7h.01M12 7h.01M5 9.300h6',
} as const

/** The name of a drawing. */
export type IconName = keyof typeof drawings

/** Whether there is a drawing of this name. */
export function isIcon(name: string | undefined): name is IconName {
  return name !== undefined && Object.hasOwn(drawings, name)
}

const SVG = 'http://www.w3.org/2000/svg'

/** A drawing as DOM, for what is made without components; a name of one or two letters stands for itself. */
export function drawn(name: string): Node {
  if (!isIcon(name)) return document.createTextNode(name.length <= 2 ? name : '')
  const svg = document.createElementNS(SVG, 'svg')
  const attributes = { width: '16', height: '16', viewBox: '0 0 16 16', 'aria-hidden': 'true' }
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value)
  const path = document.createElementNS(SVG, 'path')
  const looks = { d: drawings[name], fill: 'none', stroke: 'currentColor', 'stroke-width': '1.5' }
  for (const [key, value] of Object.entries({ ...looks, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }))
    path.setAttribute(key, value)
  svg.append(path)
  return svg
}
