/** The menus of the text: what a slash opens, and the one at the pointer. */
import type { Extension } from '@codemirror/state'
import { slash } from './slash'
import { menuTheme } from './theme'

export { contextMenu } from './context'
export { contextItems } from './items'
export type { Clipboard, ClipboardHost, ContextItem, ContextMenu, MenuHost } from './host'
export { fit, found, type Findable } from './match'
export { insertable, offered } from './offer'
export type { MenuWords } from './words'

/** The extension; the menu at the pointer is for the cells of a table too. */
export const menus: Extension = [slash, menuTheme]
