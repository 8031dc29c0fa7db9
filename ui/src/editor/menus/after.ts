/** Does a command on the text as it is after another change, so that both are one step. */
import { isolateHistory } from '@codemirror/commands'
import type { ChangeSet, EditorState, StateEffect, Transaction, TransactionSpec } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import type { Command } from '../commands'
import { written } from '../options'

/** Makes `change`, then runs the command, as one step of the history. */
export function runAfter(view: EditorView, change: TransactionSpec, command: Command): void {
  const first = view.state.update(change, { annotations: written.of(true) })
  const steps: Transaction[] = [first]
  let over = false
  const state = (): EditorState => steps[steps.length - 1]?.state ?? view.state
  const stand = new Proxy(view, {
    get(target, key) {
      if (!over && key === 'state') return state()
      if (!over && key === 'dispatch') {
        return (...specs: TransactionSpec[]) => {
          steps.push(state().update(...specs))
        }
      }
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(target) : value
    },
  })
  command.run(stand)
  over = true
  const changes = steps.map((step) => step.changes).reduce((all: ChangeSet, next) => all.compose(next))
  const last = steps[steps.length - 1] ?? first
  const effects = steps.flatMap((step, index): StateEffect<unknown>[] =>
    // Effects speak of the text as it was at their step.
    step.effects.flatMap((effect) => {
      const later = steps
        .slice(index + 1)
        .reduce<StateEffect<unknown> | undefined>((one, { changes: next }) => one?.map(next), effect)
      return later ? [later] : []
    }),
  )
  view.dispatch({
    changes,
    selection: last.newSelection,
    effects,
    annotations: [written.of(true), isolateHistory.of('full')],
    userEvent: 'input.menu',
    scrollIntoView: true,
  })
}
