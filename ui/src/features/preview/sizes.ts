import { remember, remembered } from '../../shared/remembered'

/** How wide a page the post is shown on. */
export type Size = 'phone' | 'tablet' | 'wide'

/** All of them, the narrowest first. */
export const SIZES: readonly Size[] = ['phone', 'tablet', 'wide']

/** The width in pixels; a wide page is as wide as there is room, and at least this. */
export const WIDTHS: Record<Size, number> = { phone: 375, tablet: 768, wide: 1120 }

const KEPT = 'preview-size'

const isSize = (value: unknown): value is Size => SIZES.some((size) => size === value)

/** What was chosen last in this window. */
export const rememberedSize = (): Size => remembered(KEPT, 'phone', isSize)

export function rememberSize(size: Size): void {
  remember(KEPT, size)
}
