/** The pictures on a table's tools, as lines in a square of 20. */

const ROW = 'M3 7.5h14v5H3z'
const COLUMN = 'M7.5 3v14h5V3z'
const LINES: Record<string, string> = {
  'row-above': 'M3 11h14v5H3zM10 2.5v5M7.5 5h5',
  'row-below': 'M3 4h14v5H3zM10 12.5v5M7.5 15h5',
  'column-before': 'M11 3v14h5V3zM2.5 10h5M5 7.5v5',
  'column-after': 'M4 3v14h5V3zM12.5 10h5M15 7.5v5',
  'align-left': 'M3 5h14M3 10h8M3 15h11',
  'align-center': 'M3 5h14M6 10h8M4.5 15h11',
  'align-right': 'M3 5h14M9 10h8M6 15h11',
  'delete-row': `${ROW}M8 8.5l4 3M12 8.5l-4 3M3 4.5h14M3 15.5h14`,
  'delete-column': `${COLUMN}M8.5 8l3 4M11.5 8l-3 4M4.5 3v14M15.5 3v14`,
  'delete-table': 'M4 5.5h12M8 5.5V3.5h4v2M5.5 5.5l.7 11h7.6l.7-11M8.5 8.5v5M11.5 8.5v5',
}

const SVG = 'http://www.w3.org/2000/svg'

/** The picture of a tool. */
export function drawTool(command: string): SVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', '0 0 20 20')
  svg.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS(SVG, 'path')
  path.setAttribute('d', LINES[command] ?? '')
  svg.append(path)
  return svg
}
