import type { PreviewHead } from '../../ipc'

/** Where the post goes in the frame's page. */
export type Places = {
  /** The post's blocks stand before this, beside nothing else. */
  end: ChildNode
  /** Puts title, date and author where they belong. */
  head(head: PreviewHead | null): void
}

/** Finds the places in a page that has just been loaded. The one for the text gives way, so that nothing stands around it. */
export function placesIn(doc: Document): Places | null {
  const content = doc.querySelector('[data-place=content]')
  if (!content) return null
  const end = doc.createComment('')
  content.replaceWith(end)
  // A page as high as its window would never become lower again: the window is as high as the post.
  for (let at = end.parentElement; at; at = at.parentElement) {
    at.style.setProperty('min-height', '0', 'important')
    at.style.setProperty('height', 'auto', 'important')
  }
  const put = (place: string, words: string | null) => {
    for (const element of doc.querySelectorAll(`[data-place=${place}]`)) {
      if (element.textContent !== words) element.textContent = words
    }
  }
  return {
    end,
    head(head) {
      put('title', head?.title ?? null)
      put('date', head?.day ?? null)
      put('author', head?.author ?? null)
      for (const element of doc.querySelectorAll('time[data-place=date]')) {
        element.setAttribute('datetime', head?.date ?? '')
      }
    },
  }
}
