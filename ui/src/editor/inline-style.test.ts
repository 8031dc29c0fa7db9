import { expect, test } from 'vitest'
import { toggleStyle } from './inline-style'
import type { StyleName } from './inline'
import { open, shown } from './testing'

const rows: [string, StyleName, string][] = [
  ['a ⟦b c⟧ d', 'strong', 'a **⟦b c⟧** d'],
  ['a **⟦b c⟧** d', 'strong', 'a ⟦b c⟧ d'],
  ['a⟦ b ⟧c', 'strong', 'a⟦ **b** ⟧c'],
  ['a wo|rd', 'strong', 'a **wo|rd**'],
  ['a **wo|rd**', 'strong', 'a wo|rd'],
  ['**a ⟦b⟧ c**', 'strong', '**a** ⟦b⟧ **c**'],
  ['⟦a **b** c⟧', 'strong', '**⟦a b c⟧**'],
  ['a **b ⟦c** d⟧', 'emphasis', 'a **b _⟦c_** _d⟧_'],
  ['x *y* ⟦z⟧', 'emphasis', 'x *y* *⟦z⟧*'],
  ['a⟦b⟧c', 'emphasis', 'a*⟦b⟧*c'],
  ['⟦a⟧', 'code', '`⟦a⟧`'],
  ['⟦a⟧', 'strike', '~~⟦a⟧~~'],
  ['⟦one\n\ntwo⟧', 'strong', '**⟦one**\n\n**two⟧**'],
  ['- ⟦one\n- two⟧', 'strong', '- **⟦one**\n- **two⟧**'],
  ['# ⟦one⟧', 'emphasis', '# _⟦one⟧_'],
  ['__x__ ⟦a⟧', 'strong', '__x__ __⟦a⟧__'],
]

test.each(rows)('%j, %s', (before, style, after) => {
  const view = open(before)
  toggleStyle(view, style)
  expect(shown(view)).toBe(after)
})
