/** What a key asks of the whole window. */
export type Ask =
  | 'new-post'
  | 'publish'
  | 'next-region'
  | 'previous-region'
  | 'toolbar'
  | 'search'
  | 'tidy'
  | 'print'
  | 'full-screen'
  | 'outline'
  | 'larger'
  | 'smaller'
  | 'usual-size'
  | 'palette'
  | 'keys'

/** What a key press asks for; null for everything that belongs to where the focus is. */
export function askOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>): Ask | null {
  const mod = event.ctrlKey || event.metaKey
  const key = event.key.toLowerCase()
  if (key === 'f6') return event.shiftKey ? 'previous-region' : 'next-region'
  if (key === 'f10' && event.altKey) return 'toolbar'
  if (key === 'f11') return 'full-screen'
  if (!mod || event.altKey) return null
  if (key === 'n' && !event.shiftKey) return 'new-post'
  if (key === 'enter' && event.shiftKey) return 'publish'
  if (key === 'p' && event.shiftKey) return 'palette'
  if (key === '/') return 'keys'
  if (key === 'p') return 'print'
  if (key === 'f' && event.shiftKey) return 'search'
  if (key === 't' && event.shiftKey) return 'tidy'
  if (key === 'o' && event.shiftKey) return 'outline'
  if (key === '+' || key === '=') return 'larger'
  if (key === '-' || key === '_') return 'smaller'
  if (key === '0' && !event.shiftKey) return 'usual-size'
  return null
}

/** The region after (or before) the one with the focus, among those that are seen. */
export function nextRegion(
  regions: readonly HTMLElement[],
  focused: Element | null,
  back: boolean,
): HTMLElement | undefined {
  const at = regions.findIndex((region) => region.contains(focused))
  if (at < 0) return back ? regions.at(-1) : regions[0]
  return regions.at((at + (back ? -1 : 1)) % regions.length)
}
