/** How wide a page the post is shown on. */
export type Size = 'phone' | 'tablet' | 'wide'

/** All of them, the narrowest first. */
export const SIZES: readonly Size[] = ['phone', 'tablet', 'wide']

/** The width in pixels; a wide page is as wide as there is room, and at least this. */
export const WIDTHS: Record<Size, number> = { phone: 375, tablet: 768, wide: 1120 }

const KEPT = 'preview-size'

/** What was chosen last in this window. */
export function rememberedSize(): Size {
  try {
    const kept = localStorage.getItem(KEPT)
    return SIZES.find((size) => size === kept) ?? 'phone'
  } catch {
    return 'phone'
  }
}

export function rememberSize(size: Size): void {
  try {
    localStorage.setItem(KEPT, size)
  } catch {
    // Then it is chosen again the next time.
  }
}
