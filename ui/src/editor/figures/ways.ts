/** What the open site can show of a figure, a gallery and an embed; the window tells it. */
import type { EditorOptions } from '../types'
import type { Syntax } from './tag'

/** A site's own tag for a picture, and what it calls a picture's parts. */
export interface FigureTag {
  syntax: Syntax
  name: string
  link: string
  alt: string | null
  caption: string | null
  size: string | null
}

/** How pictures with a caption or a size are written. */
export interface FigureWays {
  tag: FigureTag | null
  /** Whether HTML reaches the readers: not at all, only with addresses from the site's root, or always. */
  html: 'never' | 'absolute' | 'always'
  /** Whether a size in braces after a picture works. */
  braces: boolean
}

/** A site's own tag around several pictures. */
export interface GalleryTag {
  syntax: Syntax
  name: string
  /** How each picture inside is written. */
  inside: 'markdown' | 'html' | 'figure'
}

/** All of it. */
export interface Ways {
  figure: FigureWays
  gallery: GalleryTag | null
}

/** What works everywhere. */
export const PLAIN: Ways = { figure: { tag: null, html: 'never', braces: false }, gallery: null }

/** Hugo's own figure, which every Hugo site has unless it has one of that name itself. */
export const HUGO_FIGURE: FigureTag = {
  syntax: 'hugo',
  name: 'figure',
  link: 'src',
  alt: 'alt',
  caption: 'caption',
  size: 'width',
}

/** What the open site can show. */
export const waysOf = (options: EditorOptions | null): Ways => options?.figures?.ways() ?? PLAIN
