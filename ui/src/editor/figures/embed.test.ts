import { expect, test } from 'vitest'
import { commandOf } from '../commands'
import { open, press, shown } from '../testing'
import { readEmbed } from './embed-source'
import type { FigureHost } from './host'
import { PLAIN } from './ways'

test.each([
  ['{{< youtube dQw4w9WgXcQ >}}', 'YouTube', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'],
  ['{{< youtube id="dQw4w9WgXcQ" title="A film" >}}', 'YouTube', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'],
  ['{% include youtube.html id="dQw4w9WgXcQ" %}', 'YouTube', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'],
  ['{{ youtube(id="dQw4w9WgXcQ") }}', 'YouTube', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'],
  ['{% vimeo 148751763 %}', 'Vimeo', 'https://vimeo.com/148751763'],
  ['{{< x user="ann" id="1453110110599868418" >}}', 'X', 'https://x.com/ann/status/1453110110599868418'],
  ['{{< gist ann 23f2ac >}}', 'GitHub Gist', 'https://gist.github.com/ann/23f2ac'],
  [
    '<iframe width="560" src="//www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0" allowfullscreen></iframe>',
    'YouTube',
    'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
  ],
  [
    '<div class="video">\n  <iframe src="https://player.vimeo.com/video/148751763"></iframe>\n</div>',
    'Vimeo',
    'https://vimeo.com/148751763',
  ],
  [
    '<iframe src="https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fann%2Fa-song"></iframe>',
    'SoundCloud',
    'https://soundcloud.com/ann/a-song',
  ],
  ['{{< youtube-video id=dQw4w9WgXcQ >}}', 'YouTube', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'],
  ['{{< tweet 1453110110599868418 >}}', 'X', 'https://x.com/i/status/1453110110599868418'],
  ['{{< gist 23f2ac >}}', 'GitHub Gist', 'https://gist.github.com/23f2ac'],
  [
    '<iframe src="https://open.spotify.com/embed/episode/4rOoJ6" width="100%"></iframe>',
    'Spotify',
    'https://open.spotify.com/episode/4rOoJ6',
  ],
  [
    '<iframe src="https://codepen.io/ann/embed/abCDef?default-tab=result"></iframe>',
    'CodePen',
    'https://codepen.io/ann/pen/abCDef',
  ],
  [
    '<iframe src="https://mas.to/@ann/109382983721273984/embed"></iframe>',
    'Mastodon',
    'https://mas.to/@ann/109382983721273984',
  ],
])('%s is from %s', (text, name, url) => {
  expect(readEmbed(text)).toEqual({ name, url })
})

test.each([
  '{{< youtube >}}',
  '{{< shelf dQw4w9WgXcQ >}}',
  '{{< /youtube >}}',
  '{% include x.html id="1" %}',
  '<iframe src="https://mas.to/ann/109382983721273984/embed"></iframe>',
  '<iframe src="https://w.soundcloud.com.evil.example/player/?url=https%3A%2F%2Fsoundcloud.com%2Fa"></iframe>',
  '{{< youtube dQw4w9WgXcQ >}} words',
  '<iframe src="https://youtube.com.evil.example/embed/x"></iframe>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe src="https://www.youtube.com/embed/x"></iframe><script>alert(1)</script>',
  '<iframe>',
])('%s is no embed', (text) => {
  expect(readEmbed(text)).toBeNull()
})

const film = 'https://youtu.be/dQw4w9WgXcQ'

/** A site that shows one film, and links to everything else. */
function site(over: Partial<FigureHost> = {}): FigureHost {
  return {
    ways: () => PLAIN,
    choose: () => Promise.resolve([]),
    embed: (address) =>
      Promise.resolve(address === film ? { name: 'YouTube', text: '{{< youtube dQw4w9WgXcQ >}}' } : null),
    askEmbed: () => undefined,
    ...over,
  }
}

const settled = () => new Promise((done) => setTimeout(done, 0))

function pasted(body: string, text: string, figures = site()) {
  const view = open(body, { figures })
  const { head } = view.state.selection.main
  view.dispatch({
    changes: { from: head, insert: text },
    selection: { anchor: head + text.length },
    userEvent: 'input.paste',
  })
  return view
}

test('a pasted address is offered to be shown, and nothing happens by itself', async () => {
  const view = pasted('a\n\n|', film)
  await settled()
  expect(view.state.doc.toString()).toBe(`a\n\n${film}`)
  const offer = document.querySelector('.b-offer')
  expect([...(offer?.querySelectorAll('button') ?? [])].map((press) => press.textContent)).toEqual([
    'Show from YouTube',
    'Keep the link',
  ])
  expect(press(view, 'Tab')).toBe(true)
  expect(document.activeElement?.textContent).toBe('Show from YouTube')
  offer?.querySelector<HTMLButtonElement>('.b-offer-yes')?.click()
  expect(shown(view)).toBe('a\n\n⟦{{< youtube dQw4w9WgXcQ >}}⟧')
  expect(document.querySelector('.b-offer')).toBeNull()
  press(view, 'Ctrl-z')
  expect(view.state.doc.toString()).toBe(`a\n\n${film}`)
  view.destroy()
})

test('an address among words, or one that can only be linked to, is not offered', async () => {
  for (const [body, text] of [
    ['see |', film],
    ['a\n|', film],
    ['a\n\n|', 'https://example.org/'],
  ] as const) {
    const view = pasted(body, text)
    await settled()
    expect(document.querySelector('.b-offer')).toBeNull()
    view.destroy()
  }
})

test('an offer goes when its line changes, and on Escape', async () => {
  const view = pasted('a\n\n|', film)
  await settled()
  view.dispatch({ changes: { from: view.state.doc.length, insert: '?' } })
  expect(document.querySelector('.b-offer')).toBeNull()
  view.destroy()
  const other = pasted('a\n\n|', film)
  await settled()
  press(other, 'Escape')
  expect(document.querySelector('.b-offer')).toBeNull()
  expect(other.state.doc.toString()).toBe(`a\n\n${film}`)
  other.destroy()
})

test('the card changes its address in place, and becomes a link', async () => {
  const view = open('', { body: 'a\n\n{{< youtube abc >}}\n\nb', figures: site() })
  const address = view.contentDOM.querySelector<HTMLInputElement>('.b-address')
  if (!address) throw new Error('no card')
  address.value = 'https://example.org/'
  address.dispatchEvent(new Event('change'))
  await settled()
  expect(view.contentDOM.querySelector('.b-embed-problem')?.textContent).toBe('Cannot be shown')
  expect(view.state.doc.toString()).toBe('a\n\n{{< youtube abc >}}\n\nb')
  address.value = film
  address.dispatchEvent(new Event('change'))
  await settled()
  expect(view.state.doc.toString()).toBe('a\n\n{{< youtube dQw4w9WgXcQ >}}\n\nb')
  view.contentDOM.querySelector<HTMLButtonElement>('.b-as-link')?.click()
  expect(view.state.doc.toString()).toBe('a\n\n<https://www.youtube.com/watch?v=dQw4w9WgXcQ>\n\nb')
})

test('the command shows the address of its line, one that is given, or asks for one', async () => {
  let asked = 0
  const figures = site({ askEmbed: () => asked++ })
  const embed = commandOf('embed')
  const here = open(`a\n\n${film}|`, { figures })
  embed?.run(here)
  await settled()
  expect(shown(here)).toBe('a\n\n⟦{{< youtube dQw4w9WgXcQ >}}⟧')
  const elsewhere = open('a|\n\nb', { figures })
  embed?.run(elsewhere)
  expect(asked).toBe(1)
  embed?.run(elsewhere, film)
  await settled()
  expect(elsewhere.state.doc.toString()).toBe('a\n\n{{< youtube dQw4w9WgXcQ >}}\n\nb')
  embed?.run(elsewhere, 'https://example.org/')
  await settled()
  expect(elsewhere.state.doc.toString()).toContain('\n\n<https://example.org/>\n\n')
})
