import type { Desk } from './desk'
import { tauriDesk } from './tauri'

export * from './desk'
export { problemOf } from './problem'

/**
 * The desk to work with: the program's own, or, while developing in a plain browser, one in memory. The
 * condition is known when building, so the one in memory is not part of the program.
 */
export async function connect(): Promise<Desk> {
  if (import.meta.env.DEV && !('__TAURI_INTERNALS__' in window)) {
    const { fakeFromAddress } = await import('./fake')
    return fakeFromAddress(location.search)
  }
  return tauriDesk()
}
