import type { Details, Finding, KeptBack, PostState, SiteView, ToldBy, TwoVersionsNote } from './desk'
import { fakeWriting } from './fake-menus'

/** A post of the fake desk. */
export type FakePost = {
  path: string
  state: PostState
  details: Details
  body: string
  revision: number
  saved: number
  problem: string | null
  two_versions?: TwoVersionsNote | null
  /** Why it stands where it does. */
  reason?: string | null
  /** When it goes out. */
  due?: string | null
  /** Why the website does not show what the server has. */
  kept_back?: KeptBack | null
}

const SUMMIT = ` # ** \` fourTheorem attends AWS Summit in NYC \`**
***
![AWS Summit](aws summit .jpg)

**August 24, 2017
|
James Dadd**


_How many people?_

We attended the recent AWS Summit at the Javits Centre in NYC on the 14th August. This was a big one, with 20,000 registrants and an estimated turnout of 15,000 making for a great atmosphere.

The main aim of our visit was to learn more about new AWS and partner offerings, as well as have the opportunity to connect and network with like-minded individuals.

## What we took home

- Deep learning is moving to the cloud
- Practice matters more than tools
- **Culture** is the secret sauce

> A culture of automation that detects and eliminates waste.

Read [the announcement](https://aws.amazon.com/) for the rest. So all in all, a successful and informative day was had by all. Hopefully we’ll get the chance to meet at the next one!
`

const made = (path: string, state: PostState, title: string, date: string, author: string, body: string): FakePost => ({
  path,
  state,
  body,
  revision: 1,
  saved: 1,
  problem: null,
  details: {
    title,
    author,
    date,
    tags: [],
    guessed: [],
    form: [],
    offers: { author: ['James Dadd', 'Peter Elger'], tags: ['AWS', 'Cloud', 'Events'] },
    others: [],
    problem: null,
    broken: null,
  },
})

/** Posts with something to see in them. */
export function writtenPosts(): FakePost[] {
  const james = 'James Dadd'
  const summit = made(
    'posts/aws-summit.md',
    'draft',
    'fourTheorem attends AWS Summit in NYC',
    '2017-08-24',
    james,
    SUMMIT,
  )
  summit.details.tags = ['AWS', 'Events']
  const text = (first: string) => `${first}\n\nIt was worth the trip, and we will be back next year.\n`
  const lake = made(
    'posts/lake.md',
    'needs-you',
    'What a data lake is, and is not',
    '2017-07-05',
    james,
    text('A lake is not a swamp.'),
  )
  lake.two_versions = {
    message: 'Anna Writer changed this post while you were writing, and not all of it goes together with your words.',
  }
  return [
    summit,
    made(
      'posts/meetup.md',
      'waiting',
      'Notes from the platform meetup',
      '2017-08-18',
      james,
      text('Forty people came.'),
    ),
    made(
      'posts/six.md',
      'changed',
      'Six questions to ask before moving to the cloud',
      '2017-08-02',
      james,
      text('Ask these first.'),
    ),
    made('posts/cork.md', 'live', 'We are hiring in Cork', '2017-07-21', james, text('We look for two engineers.')),
    lake,
  ]
}

/** Many posts, for a long list. */
export function generatedPosts(count: number): FakePost[] {
  const subjects = [
    'Cloud costs',
    'A day in the office',
    'Serverless at scale',
    'Our reading list',
    'Machine learning for the rest of us',
  ]
  return Array.from({ length: count }, (_, at) => {
    const date = new Date(Date.UTC(2017, 5, 30) - at * 86_400_000).toISOString().slice(0, 10)
    const title = `${subjects[at % subjects.length] ?? ''}, part ${count - at}`
    return made(
      `posts/part-${at}.md`,
      at % 7 === 3 ? 'draft' : 'live',
      title,
      date,
      'Peter Elger',
      `Part ${at} of many.\n`,
    )
  })
}

export const wordsOf = (body: string): number => body.split(/[^\p{L}\p{N}’']+/u).filter(Boolean).length

export function fakeToldBy(): ToldBy {
  return {
    name: '_config.yml',
    address: '_config.yml',
    posts: 'the folders that are there',
    drafts: "Jekyll's usual way",
    file_name: 'the newest posts',
    draft_flag: "Jekyll's usual way",
    future: "Jekyll's usual way",
    pictures: 'the folders that are there',
    front_matter: 'the newest posts',
    fields: 'the newest posts',
  }
}

export function fakeSite(): SiteView {
  return {
    id: 'blog',
    name: 'fourTheorem blog',
    place: '~/Websites/fourtheorem',
    generator: 'jekyll',
    posts: ['posts'],
    drafts: 'drafts',
    file_name: '{year}-{month}-{day}-{slug}',
    draft_flag: { name: 'published', value: false },
    pictures: { folder: 'images', url: '/images' },
    front_matter: 'yaml',
    configured_by: ['_config.yml'],
    set_aside: [],
    told_by: fakeToldBy(),
    writing: fakeWriting(),
    notes: [],
    fields: [],
    hidden: [],
    branch: 'main',
    remote: 'https://github.com/fourtheorem/blog',
    writer: null,
    cloud: null,
    cannot_publish: null,
  }
}

/** What repairing does to a text. */
export function fakeRepair(id: string, body: string): string {
  if (id === 'picture-link') return body.replace('(aws summit .jpg)', '(/images/aws-summit.jpg)')
  return body.replace(/^\*\*August 24, 2017\n\|\nJames Dadd\*\*\n+/m, '')
}

/** What a few checks would say of a post. */
export function fakeFindings(post: FakePost): Finding[] {
  const found: Finding[] = []
  const add = (id: string, severity: Finding['severity'], message: string, fix: string | null, text: string) => {
    const from = post.body.indexOf(text)
    if (from < 0) return
    const line = post.body.slice(0, from).split('\n').length
    const end = post.body.indexOf('\n\n', from)
    const start = post.body.lastIndexOf('\n', from) + 1
    const lines = post.body.slice(start, end < 0 ? undefined : end)
    const repair = fix === null ? null : { before: lines, after: fakeRepair(id, `${lines}\n\n`).trimEnd() }
    found.push({ id, severity, message, line, fixable: fix !== null, fix, repair, from, to: from + text.length })
  }
  add('long-sentence', 'note', 'This sentence is long: two short ones read more easily.', null, 'This was a big one')
  add(
    'typed-details',
    'warning',
    'The date and author are typed in the text. Move them to the details?',
    'Move',
    '**August 24, 2017',
  )
  add(
    'picture-link',
    'error',
    "The picture's name has spaces, so the site would not show it.",
    'Repair',
    '(aws summit .jpg)',
  )
  const order = { error: 0, warning: 1, note: 2 }
  return found.toSorted((a, b) => order[a.severity] - order[b.severity])
}

/** A drawn picture. */
export const DRAWN = `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="800"><defs><linearGradient id="a" x2=".3" y2="1"><stop stop-color="#7fa3d9"/><stop offset=".6" stop-color="#d9e4f4"/></linearGradient></defs><rect width="1600" height="800" fill="url(#a)"/><path d="M0 520 320 380 620 520 980 330 1600 560V800H0z" fill="#b9a58a"/><path d="M0 640 520 560 1100 650 1600 590V800H0z" fill="#6e5b45"/></svg>`
