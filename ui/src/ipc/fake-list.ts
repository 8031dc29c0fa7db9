// How the fake desk lists, searches and narrows its posts.
import type { Choice, ListChoices, PostItem, PostList, PostQuery } from './desk'
import { wordsOf, type FakePost } from './fake-posts'

/** The posts that a query asks for, from a list in the order of their dates. */
export function fakeList(all: FakePost[], query: PostQuery): PostList {
  const words = query.search.toLowerCase().split(/\s+/).filter(Boolean)
  const of = (filter: PostQuery['filter'], post: FakePost) =>
    filter === 'all' ||
    (filter === 'drafts' && post.state === 'draft') ||
    (filter === 'changed' && ['changed', 'waiting', 'sending', 'needs-you'].includes(post.state)) ||
    (filter === 'published' && ['published', 'live'].includes(post.state)) ||
    (filter === 'scheduled' && post.state === 'scheduled') ||
    (filter === 'for-approval' && post.state === 'for-approval')
  const found = all.filter((post) => {
    const { details, body } = post
    const text = `${details.title} ${details.author} ${query.quick ? '' : body}`.toLowerCase()
    return (
      of(query.filter, post) &&
      (query.author === null || details.author === query.author) &&
      (query.tag === null || details.tags.includes(query.tag)) &&
      (query.year === null || (details.date ?? '').startsWith(query.year)) &&
      words.every((word) => text.includes(word))
    )
  })
  if (query.sort === 'oldest') found.reverse()
  if (query.sort === 'title') found.sort((a, b) => a.details.title.localeCompare(b.details.title))
  const count = (filter: PostQuery['filter']) => all.filter((post) => of(filter, post)).length
  return {
    posts: found.slice(query.skip, query.skip + query.take).map((post) => item(post, words)),
    total: found.length,
    counts: {
      all: count('all'),
      drafts: count('drafts'),
      changed: count('changed'),
      published: count('published'),
      scheduled: count('scheduled'),
      for_approval: count('for-approval'),
    },
    reading: null,
  }
}

/** What the list can be narrowed to. */
export function fakeChoices(all: FakePost[]): ListChoices {
  const most = (values: string[]): Choice[] => {
    const counts = new Map<string, number>()
    for (const value of values) if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1)
    return [...counts].map(([value, count]) => ({ value, count })).toSorted((a, b) => b.count - a.count)
  }
  return {
    authors: most(all.map((post) => post.details.author)),
    tags: most(all.flatMap((post) => post.details.tags)),
    years: most(all.map((post) => post.details.date?.slice(0, 4) ?? '')).toSorted((a, b) =>
      b.value.localeCompare(a.value),
    ),
  }
}

function item(post: FakePost, words: string[]): PostItem {
  const [first] = words
  const at = first === undefined ? -1 : post.body.toLowerCase().indexOf(first)
  const found = first ?? ''
  const snippet =
    at < 0
      ? null
      : `${post.body.slice(Math.max(0, at - 20), at)}\u0002${post.body.slice(at, at + found.length)}\u0003${post.body.slice(at + found.length, at + 60)}`.replaceAll(
          '\n',
          ' ',
        )
  return {
    path: post.path,
    title: post.details.title,
    title_guessed: false,
    date: post.details.date,
    date_guessed: post.details.guessed.includes('date'),
    author: post.details.author,
    author_guessed: post.details.guessed.includes('author'),
    tags: post.details.tags,
    state: post.state,
    reason: post.reason ?? null,
    due: post.due ?? null,
    words: wordsOf(post.body),
    snippet,
    problem: post.problem,
  }
}
