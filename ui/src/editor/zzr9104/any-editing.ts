/** Any editing that a person may do, through the ways that a person has: keys, commands, the mouse, the clipboard. */
import { EditorSelection, findClusterBreak } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import fc from 'fast-check'
import { commandOf } from '../commands'
import { press, type } from '../testing'
import type { CommandId } from '../types'

/** One thing that a person does. Places are parts of a thousand of the text, so that they fit any text. */
export type Act =
  | { do: 'type'; text: string }
  | { do: 'press'; key: string }
  | { do: 'run'; command: CommandId }
  | { do: 'point'; at: number }
  | { do: 'select'; from: number; to: number }
  | { do: 'paste'; text: string }

const place = fc.nat(1000)

/** Letters that mean nothing by themselves, and those that may. */
export const typing: fc.Arbitrary<Act> = fc
  .constantFrom(
    'x',
    'yz',
    ' ',
    '.',
    '日',
    'ש',
    '👍',
    '*',
    '_',
    '`',
    '<',
    '>',
    '[',
    ']',
    '#',
    '-',
    '1',
    '&',
    '~',
    '|',
    '\\',
    '!',
    '{',
    ':',
  )
  .map((text) => ({ do: 'type', text }))

/** The keys that change the text. */
export const erasing: fc.Arbitrary<Act> = fc
  .constantFrom('Backspace', 'Delete', 'Ctrl-Backspace', 'Ctrl-Delete')
  .map((key) => ({ do: 'press', key }))

/** The keys that make a new line. */
export const breaking: fc.Arbitrary<Act> = fc.constantFrom('Enter', 'Shift-Enter').map((key) => ({ do: 'press', key }))

/** The keys that only move. */
export const moving: fc.Arbitrary<Act> = fc.oneof(
  fc
    .constantFrom('ArrowLeft', 'ArrowRight', 'Shift-ArrowLeft', 'Shift-ArrowRight', 'Home', 'End', 'Ctrl-a')
    .map((key): Act => ({ do: 'press', key })),
  place.map((at): Act => ({ do: 'point', at })),
  fc.tuple(place, place).map(([from, to]): Act => ({ do: 'select', from, to })),
)

const styleIds: CommandId[] = ['bold', 'italic', 'strike', 'code']
const blockIds: CommandId[] = [
  'paragraph',
  'heading-2',
  'heading-3',
  'quote',
  'bullet-list',
  'ordered-list',
  'task-list',
]

/** Commands that style words. */
export const styling: fc.Arbitrary<Act> = fc.constantFrom(...styleIds).map((command) => ({ do: 'run', command }))

/** Commands that make another block of one. */
export const shaping: fc.Arbitrary<Act> = fc.oneof(
  fc.constantFrom(...blockIds).map((command): Act => ({ do: 'run', command })),
  fc.constantFrom('Tab', 'Shift-Tab').map((key): Act => ({ do: 'press', key })),
)

/** Steps back and forth. */
export const stepping: fc.Arbitrary<Act> = fc
  .constantFrom<CommandId>('undo', 'redo')
  .map((command) => ({ do: 'run', command }))

/** Words from the clipboard. */
export const pasting: fc.Arbitrary<Act> = fc
  .constantFrom('words', 'two words', 'one\n\ntwo', '日本')
  .map((text) => ({ do: 'paste', text }))

/** Anything. */
export const anyAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 5, arbitrary: typing },
  { weight: 3, arbitrary: erasing },
  { weight: 2, arbitrary: breaking },
  { weight: 5, arbitrary: moving },
  { weight: 2, arbitrary: styling },
  { weight: 2, arbitrary: shaping },
  { weight: 1, arbitrary: stepping },
  { weight: 1, arbitrary: pasting },
)

/** Does it. */
export function perform(view: EditorView, act: Act): void {
  const { length } = view.state.doc
  // A mouse and a key put the caret between letters, never into one.
  const at = (part: number): number => {
    const line = view.state.doc.lineAt(Math.round((part / 1000) * length))
    const column = Math.round((part / 1000) * length) - line.from
    return (
      line.from + (column === 0 ? 0 : findClusterBreak(line.text, findClusterBreak(line.text, column, false), true))
    )
  }
  switch (act.do) {
    case 'type':
      type(view, act.text)
      break
    case 'press':
      press(view, act.key)
      break
    case 'run':
      commandOf(act.command)?.run(view)
      break
    case 'point':
      view.dispatch({ selection: EditorSelection.cursor(at(act.at)), userEvent: 'select.pointer' })
      break
    case 'select':
      view.dispatch({ selection: EditorSelection.single(at(act.from), at(act.to)), userEvent: 'select.pointer' })
      break
    case 'paste':
      paste(view, act.text)
  }
}

/** Pastes plain words, as the browser reports it. */
function paste(view: EditorView, text: string): void {
  const event = new Event('paste', { bubbles: true, cancelable: true })
  const getData = (kind: string): string => (kind === 'text/plain' ? text : '')
  Object.assign(event, { clipboardData: { getData, files: [], items: [], types: ['text/plain'] } })
  view.contentDOM.dispatchEvent(event)
}
