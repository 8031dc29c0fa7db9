import type { PreviewHead } from '../../ipc'

/** Where the post goes in the frame's page. */
export type Places = {
  /** The post's blocks stand before this, beside nothing else. */
  end: ChildNode
  /** Puts title, date and author where they belong. */
  head(head: PreviewHead | null): void
}

const dated = (element: Element, date: string) => element.setAttribute('datetime', date)

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
  // Looked for once, while the page holds nothing of the post, which may be long.
  const all = [...doc.querySelectorAll('[data-place]')]
  const put = (place: string, words: string | null) => {
    for (const element of all) {
      if (element.getAttribute('data-place') === place && element.textContent !== words) element.textContent = words
    }
  }
  return {
    end,
    head(head) {
      put('title', head?.title ?? null)
      put('date', head?.day ?? null)
      put('author', head?.author ?? null)
      for (const element of all) if (element.matches('time[data-place=date]')) dated(element, head?.date ?? '')
    },
  }
}
