// What the window remembers of how a person likes it: kept by the web view on this computer, never a word of a post.

/** The value kept under `name`, or `fallback` where none is, or one that `fits` does not take. */
export function remembered<T>(name: string, fallback: T, fits: (value: unknown) => value is T): T {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(name) ?? 'null')
    return fits(value) ? value : fallback
  } catch {
    return fallback
  }
}

/** Keeps a value; where nothing can be kept it lasts until the window closes. */
export function remember(name: string, value: unknown): void {
  try {
    localStorage.setItem(name, JSON.stringify(value))
  } catch {
    // The setting is still on for now.
  }
}

export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean'
export const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
