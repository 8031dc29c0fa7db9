/** Has pictures of what was pasted brought over, puts them in as they come, and shows what is still on its way. */
import { Transaction, type EditorState, type TransactionSpec } from '@codemirror/state'
import { EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view'
import { blockEnd } from '../block-style'
import { continuation } from '../blocks'
import { leafAt } from '../inline'
import { isBlank } from '../blank'
import { hostOf, written } from '../options'
import { ownParagraph } from '../own-paragraph'
import { runsOn } from './layout'
import { came, comingField, pasted, stayed, swept, unpasted, type Coming } from './coming-state'
import type { Brought } from './host'

/** How many are asked for at the same time. */
const AT_ONCE = 3

class Bringer {
  private waiting: Coming[] = []
  private busy = 0
  private gone = false
  /** What came before, for a paste that is done again. */
  private readonly known = new Map<string, Brought>()

  constructor(private readonly view: EditorView) {}

  update(update: ViewUpdate): void {
    for (const tr of update.transactions) {
      for (const effect of tr.effects) {
        if (effect.is(pasted)) this.waiting.push(...effect.value.coming.filter((one) => one.stayed === null))
        else if (effect.is(stayed) && effect.value.why === null) {
          const again = update.state.field(comingField).coming.find((one) => one.id === effect.value.id)
          this.known.delete(effect.value.id)
          if (again) this.waiting.push(again)
        } else if (effect.is(unpasted)) this.waiting = this.waiting.filter((one) => one.paste !== effect.value)
      }
    }
    if (this.waiting.length > 0) queueMicrotask(() => this.next())
  }

  destroy(): void {
    this.gone = true
  }

  private next(): void {
    while (this.busy < AT_ONCE && !this.gone) {
      const one = this.waiting.shift()
      if (!one) return
      this.busy++
      void this.bring(one).finally(() => {
        this.busy--
        this.next()
      })
    }
  }

  private async bring(one: Coming): Promise<void> {
    const host = hostOf(this.view.state)?.pasting
    if (!host) return
    const brought = this.known.get(one.id) ?? (await host.bring(one.token).catch((): Brought => ({ stayed: '' })))
    this.known.set(one.id, brought)
    const now = this.gone ? undefined : this.view.state.field(comingField).coming.find(({ id }) => id === one.id)
    if (!now) return
    if ('stayed' in brought) this.view.dispatch({ effects: stayed.of({ id: one.id, why: brought.stayed }) })
    else this.view.dispatch(arrival(this.view.state, now, brought.link))
  }
}

/** The change that puts a picture in that has come. */
export function arrival(state: EditorState, coming: Coming, link: string): TransactionSpec {
  const { from, insert, start } = placed(state, coming, coming.before + link + coming.after)
  const range = { id: coming.id, from: from + start, to: from + insert.length }
  return {
    changes: { from, insert },
    effects: came.of({ ...range, from }),
    annotations: [written.of(true), Transaction.addToHistory.of(false)],
    userEvent: 'input.picture',
  }
}

function placed(
  state: EditorState,
  { pos, side, here: outside }: Coming,
  text: string,
): { from: number; insert: string; start: number } {
  const { doc } = state
  if (side === 'inline') return { from: pos, insert: text, start: 0 }
  const leaf = leafAt(state, pos)
  if (side === 'before') {
    const start = leaf ? leaf.node.from : doc.lineAt(pos).from
    const here = continuation(state, start)
    return { from: start, insert: `${text}\n${here.trimEnd()}\n${here}`, start: 0 }
  }
  if (leaf && !isBlank(doc.lineAt(pos).text)) {
    const line = doc.lineAt(Math.max(leaf.to, leaf.node.to))
    const within = continuation(state, leaf.node.from)
    const here = outside !== null && within.startsWith(outside) ? outside : within
    const trail = runsOn(state, line.number + 1, here) ? `\n${here.trimEnd()}` : ''
    return { from: line.to, insert: `\n${here.trimEnd()}\n${here}${text}${trail}`, start: 0 }
  }
  const own = ownParagraph(state, blockEnd(state, pos), text).changes as { from: number; insert: string }
  return { from: own.from, insert: own.insert, start: 0 }
}

/** What is left of a paste that was undone goes as well; it is no step of its own. */
const sweep = EditorView.updateListener.of(({ view, state, transactions }) => {
  if (!transactions.some((tr) => tr.effects.some((effect) => effect.is(unpasted)))) return
  const { left } = state.field(comingField)
  if (left.length === 0) return
  view.dispatch({
    changes: left.map(({ from, to }) => ({ from, to })),
    effects: swept.of(null),
    annotations: [written.of(true), Transaction.addToHistory.of(false)],
  })
})

export const bringer = [ViewPlugin.fromClass(Bringer), sweep]
