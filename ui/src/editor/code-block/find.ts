/** Finds a block of code. */
import type { EditorState } from '@codemirror/state'
import type { SyntaxNode } from '@lezer/common'
import { around } from '../language'

/** The block of code around `pos`. */
export const codeAt = (state: EditorState, pos: number): SyntaxNode | null =>
  around(state, pos, -1, (name) => name === 'FencedCode') ?? around(state, pos, 1, (name) => name === 'FencedCode')
