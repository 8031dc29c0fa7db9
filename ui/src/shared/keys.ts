/** Keys as this computer writes them. */

/** Whether the window is on a Mac. */
export const onMac = (): boolean => /Mac/.test(navigator.userAgent)

/** Names of keys that CodeMirror spells as the browser does. */
const NAMES: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
}

/** Keys from CodeMirror's spelling, such as `Mod-Shift-x`. */
export function keysOf(keys: string, mac = onMac()): string {
  const parts = keys.split(/-(?=.)/).map((part) => (part.length === 1 ? part.toUpperCase() : (NAMES[part] ?? part)))
  const signs: Record<string, string> = { Mod: '⌘', Ctrl: '⌃', Shift: '⇧', Alt: '⌥' }
  return mac ? parts.map((part) => signs[part] ?? part).join('') : parts.join('+').replace('Mod', 'Ctrl')
}
