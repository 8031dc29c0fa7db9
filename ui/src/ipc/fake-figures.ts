import type { EmbedText, Figure } from './desk'

/** A site that shows pictures with Hugo's own tag. */
export function fakeFigures(): Figure {
  return {
    tag: { syntax: 'hugo', name: 'figure', link: 'src', alt: 'alt', caption: 'caption', size: 'width' },
    html: 'never',
    braces: false,
  }
}

/** It shows videos of one other website, and links to all others. */
export function fakeEmbed(address: string): EmbedText | null {
  const id = /^https:\/\/(?:youtu\.be\/|www\.youtube\.com\/watch\?v=)([\w-]{11})$/.exec(address.trim())?.[1]
  return id === undefined ? null : { name: 'YouTube', text: `{{< youtube ${id} >}}` }
}
