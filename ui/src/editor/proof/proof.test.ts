import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EditorView } from '@codemirror/view'
import { groupsAt } from '../menus/context'
import { open as openPage, options, press, shown, type } from '../testing'
import { remarkAt, remarks } from './field'
import type { ProofFinding } from './host'
import { paragraphsIn } from './paragraphs'
import { again, REST } from './reading'
import { Desk } from './testing'

let desk: Desk
let view: EditorView

beforeEach(() => {
  vi.useFakeTimers()
  desk = new Desk()
})
afterEach(() => {
  view.destroy()
  vi.useRealTimers()
})

async function open(marked: string): Promise<void> {
  view = openPage(marked, { proof: desk })
  await rest()
}
const rest = () => vi.advanceTimersByTimeAsync(REST * 3)

/** The words that are marked, with their kind's first letter. */
const marked = (): string[] =>
  [...view.contentDOM.querySelectorAll('.b-proof')].map(
    (node) => `${/b-(\w)\w+$/.exec(node.className)?.[1] ?? ''}:${node.textContent ?? ''}`,
  )
const card = (): HTMLElement | null => view.dom.querySelector('.b-remark')
const buttons = (): string[] => [...(card()?.querySelectorAll('button') ?? [])].map((each) => each.textContent ?? '')

describe('what is read', () => {
  it('is sentences: no code, no HTML, quotations without their marks, and cells one by one', () => {
    const code = '```\ncode\n```\n\n<div>\nx\n</div>\n'
    view = openPage('', {
      body: `# Head\n\nOne\ntwo\n\n> three\n> four\n\n- [ ] five\n\n| a | |\n|---|-|\n| b \\| c | d |\n\n${code}`,
    })
    const found = paragraphsIn(view.state, 0, view.state.doc.length)
    expect(found.map(({ text }) => text)).toEqual([
      '# Head',
      'One\ntwo',
      'three\n  four',
      '[ ] five',
      'a',
      'b \\| c',
      'd',
    ])
    for (const { from, to, text } of found) expect(text).toHaveLength(to - from)
  })

  it('is marked where it stands, each kind by a look of its own', async () => {
    await open('|One **teh** two.\n\n> This\n> is is wrods.\n')
    expect(marked()).toEqual(['s:teh', 'g:is is', 's:wrods'])
    expect(view.contentDOM.querySelector('.b-spelling')?.getAttribute('aria-invalid')).toBe('spelling')
  })

  it('is asked about once, and after a change only the paragraph that changed', async () => {
    await open('First teh.|\n\nSecond wrods.\n\nFirst teh.\n')
    expect(desk.asked).toEqual([['First teh.', 'Second wrods.']])
    type(view, ' More')
    await rest()
    expect(desk.asked.slice(1)).toEqual([['First teh. More']])
  })

  it('is read anew when the window says so', async () => {
    await open('|One teh.\n')
    desk.right.add('teh')
    view.dispatch({ effects: again() })
    expect(marked()).toEqual([])
    await rest()
    expect(marked()).toEqual([])
    expect(desk.asked).toHaveLength(2)
  })
})

describe('while writing', () => {
  it('says nothing about the word that is being typed', async () => {
    await open('One |\n')
    type(view, 'teh')
    await rest()
    expect(marked()).toEqual([])
    type(view, ' ')
    await rest()
    expect(marked()).toEqual(['s:teh'])
  })

  it('keeps remarks at their words, and lets go of those whose words change', async () => {
    await open('|One teh and wrods.\n')
    type(view, 'So ')
    expect(marked()).toEqual(['s:teh', 's:wrods'])
    const at = view.state.doc.toString().indexOf('wrods') + 2
    view.dispatch({ changes: { from: at, insert: 'x' } })
    expect(marked()).toEqual(['s:teh'])
  })

  it('never marks other words than it was told about, whatever is typed meanwhile', async () => {
    await open('One teh.|\n')
    type(view, ' Two')
    vi.advanceTimersByTime(REST)
    view.dispatch({ changes: { from: 0, insert: 'Before ' } })
    await rest()
    view.state.field(remarks).all.between(0, view.state.doc.length, (from, to, { finding }) => {
      expect(view.state.doc.sliceString(from, to)).toBe(finding.words)
    })
    expect(marked()).toEqual(['s:teh'])
  })
})

describe('the card', () => {
  it('opens by a key with suggestions first, and puts the chosen one in the place of the word', async () => {
    await open('|One teh day.\n')
    expect(press(view, 'F7')).toBe(true)
    expect(shown(view)).toContain('⟦teh⟧')
    expect(buttons()).toEqual(['the', 'tech', 'Ignore', 'Add to mine', 'Add to the site'])
    await Promise.resolve()
    expect(document.activeElement?.textContent).toBe('the')
    card()?.querySelector('button')?.click()
    expect(view.state.doc.toString()).toBe('One the day.\n')
    expect(card()).toBeNull()
    await rest()
    expect(marked()).toEqual([])
  })

  it('goes on to the next remark and around the end', async () => {
    await open('|One teh is is wrods.\n')
    for (const words of ['teh', 'is is', 'wrods', 'teh']) {
      press(view, 'F7')
      expect(shown(view)).toContain(`⟦${words}⟧`)
    }
    press(view, 'Shift-F7')
    expect(shown(view)).toContain('⟦wrods⟧')
  })

  it('is left by Escape and walked by arrows', async () => {
    await open('|One teh day.\n')
    press(view, 'F7')
    await Promise.resolve()
    const key = (name: string) =>
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }),
      )
    key('ArrowDown')
    expect(document.activeElement?.textContent).toBe('tech')
    key('ArrowUp')
    key('ArrowUp')
    expect(document.activeElement?.textContent).toBe('Add to the site')
    key('Escape')
    expect(card()).toBeNull()
    expect(view.hasFocus).toBe(true)
  })

  it('tells the window what to ignore, to add and to turn off', async () => {
    await open('|One teh is is.\n')
    const choose = (label: string) =>
      [...(card()?.querySelectorAll('button') ?? [])].find((each) => each.textContent === label)?.click()
    press(view, 'F7')
    choose('Add to the site')
    press(view, 'F7')
    expect(buttons()).toEqual(['is', 'Ignore', 'Turn off'])
    choose('Turn off')
    press(view, 'Shift-F7')
    choose('Ignore')
    expect(desk.done).toEqual([
      ['add', 'teh', 'site'],
      ['off', 'Twice'],
      ['ignore', 'teh'],
    ])
  })

  it('offers no suggestion for a word with marks inside, so that none is torn', async () => {
    await open('|One.\n')
    const finding = { ...(await desk.check(['te**h**']))[0]?.[0] } as ProofFinding
    expect(finding.words).toBeUndefined()
    view.dispatch({ changes: { from: 0, to: 4, insert: 'te**h** x' } })
    desk.check = (paragraphs) =>
      Promise.resolve(
        paragraphs.map(() => [
          { kind: 'spelling', words: 'teh', from: 0, to: 5, rule: '', title: 'W', message: 'M', changes: [] },
        ]),
      )
    await rest()
    press(view, 'F7')
    expect(buttons()).toEqual(['Ignore', 'Add to mine', 'Add to the site'])
  })

  it('says so when there is nothing to suggest', async () => {
    await open('|One naught.\n')
    press(view, 'F7')
    expect(card()?.textContent).toContain('No suggestions.')
  })

  it('is not there without a desk that reads, and remarks are found at the caret', async () => {
    view = openPage('|teh\n')
    expect(press(view, 'Mod-.')).toBe(false)
    view.destroy()
    await open('teh| day\n')
    expect(remarkAt(view.state, 3)?.finding.words).toBe('teh')
    expect(remarkAt(view.state, 5)).toBeNull()
  })
})

it('is in the menu at the pointer, suggestions on top', async () => {
  await open('|One teh day is is.\n')
  const [changes = [], choices = []] = groupsAt(view.state, 5)
  expect(changes.map(({ label }) => label)).toEqual(['the', 'tech'])
  expect(choices.map(({ label }) => label)).toEqual(['Ignore', 'Add to mine', 'Add to the site'])
  changes[1]?.run(view)
  expect(view.state.doc.toString()).toBe('One tech day is is.\n')
  choices[1]?.run(view)
  expect(desk.done).toEqual([['add', 'teh', 'mine']])
  await rest()
  expect(groupsAt(view.state, 15)[0]?.map(({ label }) => label)).toEqual(['is'])
  expect(groupsAt(view.state, 1)[0]?.map(({ label }) => label)).not.toContain('Ignore')
})

it('takes one blank along when words are taken out', async () => {
  await open('|This is is so.\n')
  desk.check = (paragraphs) =>
    Promise.resolve(
      paragraphs.map((text) => {
        const from = text.indexOf('so')
        return [{ kind: 'style', words: 'so', from, to: from + 2, rule: 'R', title: 'S', message: 'M', changes: [''] }]
      }),
    )
  view.dispatch({ effects: again() })
  await rest()
  press(view, 'F7')
  expect(buttons()[0]).toBe('Take out so')
  card()?.querySelector('button')?.click()
  expect(view.state.doc.toString()).toBe('This is is.\n')
})

it('leaves spelling to the system only when it is told to', () => {
  view = openPage('x', options({ proof: desk }))
  expect(view.contentDOM.getAttribute('spellcheck')).toBe('false')
})
