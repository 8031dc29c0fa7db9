/** R1: opening changes nothing, an edit changes its own block, and undo of everything gives back the text to the letter. */
import { redo, redoDepth, undo, undoDepth } from '@codemirror/commands'
import type { EditorState } from '@codemirror/state'
import type { SyntaxNode } from '@lezer/common'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { treeTo } from '../language'
import { open, understood } from '../testing'
import { anyDocument } from './any-document'
import { anyAct, perform } from './any-editing'

const runs = (usual: number): { seed: number; numRuns: number } => ({
  seed: Number(process.env['SEED'] ?? 1),
  numRuns: Number(process.env['RUNS'] ?? usual),
})

test('opening any post, walking through it and closing it changes no letter', () => {
  fc.assert(
    fc.property(anyDocument, (body) => {
      const view = open('', { body })
      for (let at = 0; at <= body.length; at += 7) view.dispatch({ selection: { anchor: at } })
      expect(view.state.doc.toString()).toBe(body)
      view.destroy()
    }),
    runs(25),
  )
})

/** The lines that an act at the selection may change: its blocks, and for a join the ones beside them. */
function reach(state: EditorState): { from: number; to: number } {
  const { main } = state.selection
  const { doc } = state
  let before: SyntaxNode | null = null
  let after: SyntaxNode | null = null
  let { from, to } = { from: doc.lineAt(main.from).from, to: doc.lineAt(main.to).to }
  for (let node = treeTo(state, doc.length).topNode.firstChild; node; node = node.nextSibling) {
    if (node.to < from) before = node
    else if (node.from > to) {
      after = node
      break
    } else {
      from = Math.min(from, doc.lineAt(node.from).from)
      to = Math.max(to, doc.lineAt(node.to).to)
    }
  }
  return { from: before ? doc.lineAt(before.from).from : 0, to: after ? doc.lineAt(after.to).to : doc.length }
}

test('one act leaves every line outside its block, and the ones beside it, as it is', () => {
  fc.assert(
    fc.property(anyDocument, fc.nat(1000), fc.nat(1000), fc.boolean(), anyAct, (body, a, b, empty, act) => {
      const view = understood(open('', { body }))
      perform(view, empty ? { do: 'point', at: a } : { do: 'select', from: a, to: b })
      const { from, to } = reach(view.state)
      const selection = JSON.stringify(view.state.selection.main)
      perform(view, act)
      const now = view.state.doc.toString()
      view.destroy()
      const what = `${JSON.stringify(body)} ${selection} ${JSON.stringify(act)} -> ${JSON.stringify(now)}`
      expect(now.startsWith(body.slice(0, from)), what).toBe(true)
      expect(now.endsWith(body.slice(to)), what).toBe(true)
    }),
    runs(70),
  )
})

test('undo of everything gives back the text as it was opened, redo the text as it was left', () => {
  fc.assert(
    fc.property(anyDocument, fc.array(anyAct, { minLength: 1, maxLength: 12 }), (body, acts) => {
      const view = open('', { body })
      for (const act of acts) perform(view, act)
      while (redoDepth(view.state) > 0) redo(view)
      const left = view.state.doc.toString()
      while (undoDepth(view.state) > 0) undo(view)
      expect(view.state.doc.toString(), JSON.stringify(acts)).toBe(body)
      while (redoDepth(view.state) > 0) redo(view)
      expect(view.state.doc.toString()).toBe(left)
      view.destroy()
    }),
    runs(40),
  )
})
