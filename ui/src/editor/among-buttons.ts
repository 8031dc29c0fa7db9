/** The keys of a card with buttons: arrows and Tab go from one to the next, Escape goes back to the text. */

/** Takes a key that was pressed in `dom`; none of them is a key of the text around it. */
export function amongButtons(event: KeyboardEvent, dom: HTMLElement, leave: () => void): void {
  const buttons = [...dom.querySelectorAll('button')]
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
  const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key]
  event.stopPropagation()
  if (event.key === 'Escape') leave()
  else if (event.key === 'Tab') buttons.at((at + (event.shiftKey ? -1 : 1)) % buttons.length)?.focus()
  else if (to !== undefined) buttons.at(to % buttons.length)?.focus()
  // Enter and the space bar stay the button's.
  else return
  event.preventDefault()
}
