/** The way a line is read: each by its own first letters, code from left to right, an empty one as the words before it. */
import type { EditorState, Line } from '@codemirror/state'
import { isBlank } from './blank'

/** A letter with a direction of its own: of the scripts written from right to left, or any other. */
const STRONG = /([\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}])|\p{L}/u

/** How far back an empty line looks for words. */
const REACH = 20

/** The value of `dir` for a line; one that a card fills is read as the words before it, whatever is on the card. */
export function directionOf(state: EditorState, line: Line, card = false): 'auto' | 'rtl' | 'ltr' {
  if (!card && STRONG.test(line.text)) return 'auto'
  for (let number = line.number - 1; number >= 1 && number > line.number - REACH; number--) {
    const { text } = state.doc.line(number)
    if (isBlank(text)) continue
    const letter = STRONG.exec(text)
    if (letter) return letter[1] === undefined ? 'ltr' : 'rtl'
  }
  return 'auto'
}
