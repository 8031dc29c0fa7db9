/**
 * Pictures that are on their way into the text. Until one is there the text has nothing in its place, so that the file
 * never shows what is not in the site; its place follows the text. What came belongs to its paste: undoing the paste
 * takes it out again, and doing it again brings it back.
 */
import { invertedEffects } from '@codemirror/commands'
import { StateEffect, StateField, type ChangeDesc, type Transaction } from '@codemirror/state'

/** A picture that is not there yet, or stayed behind. */
export interface Coming {
  readonly id: string
  /** The paste it came with. */
  readonly paste: number
  readonly token: string
  readonly pos: number
  /** Below the block that ends at `pos`, above the one that starts there, or among its words. */
  readonly side: 'after' | 'before' | 'inline'
  /** What its line begins with, below a list or a quote that it is not a part of; null: what the block there begins with. */
  readonly here: string | null
  readonly before: string
  readonly after: string
  readonly address: string | null
  /** Why it stayed behind; null while it comes. */
  readonly stayed: string | null
}

/** A picture that came, and the stretch of text that was put in for it. */
interface Came {
  readonly coming: Coming
  readonly from: number
  readonly to: number
}

/** What is known of pictures that were pasted. */
export interface Pictures {
  readonly coming: readonly Coming[]
  readonly came: readonly Came[]
  /** Stretches that are left of a paste that was undone. */
  readonly left: readonly { from: number; to: number }[]
}

interface Paste {
  paste: number
  /** With places in the text, or when a paste is done again in what it puts in. */
  coming: readonly Coming[]
  again?: boolean
}

const move = (coming: Coming, changes: ChangeDesc): Coming => {
  const pos = changes.mapPos(coming.pos, coming.side === 'before' ? 1 : -1)
  return pos === coming.pos ? coming : { ...coming, pos }
}

/** A paste was done, with these pictures on their way. */
export const pasted = StateEffect.define<Paste>()
/** A paste was undone. */
export const unpasted = StateEffect.define<number>()
/** A picture came, and its text is in the change that tells so. */
export const came = StateEffect.define<{ id: string; from: number; to: number }>()
/** A picture stayed behind, for a reason; null when it is tried again. */
export const stayed = StateEffect.define<{ id: string; why: string | null }>()
/** A picture's note is taken away. */
export const dismissed = StateEffect.define<string>()
/** What was left of an undone paste is gone. */
export const swept = StateEffect.define<null>()

export const comingField = StateField.define<Pictures>({
  create: () => ({ coming: [], came: [], left: [] }),
  update(pictures, tr) {
    const told = tr.effects.some(isTold)
    if (!told && (!tr.docChanged || empty(pictures))) return pictures
    return tr.effects.reduce((now, effect) => apply(now, effect, tr), moved(pictures, tr))
  },
})

const isTold = (effect: StateEffect<unknown>): boolean =>
  effect.is(pasted) ||
  effect.is(unpasted) ||
  effect.is(came) ||
  effect.is(stayed) ||
  effect.is(dismissed) ||
  effect.is(swept)

const empty = ({ coming, came: there, left }: Pictures): boolean =>
  coming.length === 0 && there.length === 0 && left.length === 0

function moved(pictures: Pictures, tr: Transaction): Pictures {
  if (!tr.docChanged) return pictures
  const arrived = tr.effects.find((effect) => effect.is(came))
  const first = arrived ? pictures.coming.findIndex((one) => one.id === arrived.value.id) : -1
  const at = pictures.coming[first]?.pos
  return {
    coming: pictures.coming.map((one, index) =>
      // What belongs after the picture that came, at the same place, goes behind it.
      arrived && one.pos === at && index > first && one.side !== 'before'
        ? { ...one, pos: arrived.value.to }
        : move(one, tr.changes),
    ),
    came: pictures.came.map(({ coming, from, to }) => ({
      coming,
      from: tr.changes.mapPos(from, 1),
      to: tr.changes.mapPos(to, -1),
    })),
    left: pictures.left.map(({ from, to }) => ({ from: tr.changes.mapPos(from, 1), to: tr.changes.mapPos(to, -1) })),
  }
}

function apply(now: Pictures, effect: StateEffect<unknown>, tr: Transaction): Pictures {
  if (effect.is(pasted)) return { ...now, coming: [...now.coming, ...placed(effect.value, tr)] }
  if (effect.is(unpasted)) {
    const its = (paste: number): boolean => paste === effect.value
    return {
      coming: now.coming.filter((one) => !its(one.paste)),
      came: now.came.filter((one) => !its(one.coming.paste)),
      left: now.came.filter((one) => its(one.coming.paste) && one.from < one.to),
    }
  }
  if (effect.is(came)) {
    const { id, from, to } = effect.value
    const coming = now.coming.find((one) => one.id === id)
    if (!coming) return now
    return { ...now, coming: now.coming.filter((one) => one.id !== id), came: [...now.came, { coming, from, to }] }
  }
  if (effect.is(stayed)) {
    const { id, why } = effect.value
    return { ...now, coming: now.coming.map((one) => (one.id === id ? { ...one, stayed: why } : one)) }
  }
  if (effect.is(dismissed)) return { ...now, coming: now.coming.filter((one) => one.id !== effect.value) }
  if (effect.is(swept)) return { ...now, left: [] }
  return now
}

/** The pictures of a paste with their places in the text after it. */
function placed({ coming, again }: Paste, tr: Transaction): readonly Coming[] {
  if (again !== true) return coming
  const start = firstChange(tr.changes).to
  return coming.map((one) => ({ ...one, pos: Math.min(start + one.pos, tr.newDoc.length) }))
}

/** Where a change begins, in the text before it and after it. */
function firstChange(changes: ChangeDesc): { from: number; to: number } {
  let first: { from: number; to: number } | null = null
  changes.iterChangedRanges((from, _to, to) => (first ??= { from, to }), true)
  return first ?? { from: 0, to: 0 }
}

/** The pictures of a paste that a change takes back, with their places in what the paste put in without them. */
function takenBack({ coming, came: there }: Pictures, paste: number, changes: ChangeDesc): Coming[] {
  const its = there.filter((one) => one.coming.paste === paste)
  const without = (pos: number): number =>
    pos - its.reduce((sum, { from, to }) => sum + (from < pos ? Math.min(to, pos) - from : 0), 0)
  const start = without(firstChange(changes).from)
  const waiting = coming.filter((one) => one.paste === paste).map((one) => ({ ...one, pos: without(one.pos) - start }))
  return [...waiting, ...its.map(({ coming: one, from }) => ({ ...one, pos: without(from) - start }))].sort(
    (one, other) => Number(one.id.split('-')[1]) - Number(other.id.split('-')[1]),
  )
}

/** Undo and redo know of pastes. */
export const rememberPastes = invertedEffects.of((tr) =>
  tr.effects.flatMap((effect): StateEffect<unknown>[] => {
    if (effect.is(pasted)) return [unpasted.of(effect.value.paste)]
    if (!effect.is(unpasted)) return []
    const coming = takenBack(tr.startState.field(comingField), effect.value, tr.changes)
    return [pasted.of({ paste: effect.value, coming, again: true })]
  }),
)
