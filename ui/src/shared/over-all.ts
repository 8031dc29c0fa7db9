/**
 * Puts an element that is a `popover="manual"` over all others, wherever it stands: what scrolls or is a layout of its own
 * around it neither cuts it off nor moves it. Web views without popovers leave it where it is.
 */
export function overAll(node: HTMLElement): void {
  const { showPopover } = node as Partial<HTMLElement>
  if (showPopover && !node.matches(':popover-open')) showPopover.call(node)
}
