// The details of a site that describes many: one of each kind.
import type { DetailValue, Details, FormField, SiteField } from './desk'

const field = (name: string, label: string, type: string, more: Partial<SiteField> = {}): SiteField => ({
  name,
  label,
  type,
  required: false,
  default: null,
  options: [],
  hint: null,
  choices: [],
  multiple: false,
  pattern: null,
  min: null,
  max: null,
  step: null,
  time: false,
  format: null,
  relation: null,
  fields: [],
  told_by: 'static/admin/config.yml',
  ...more,
})
const choices = (...labels: string[]) => labels.map((label) => ({ value: label.toLowerCase(), label }))
const one = (field: SiteField, value: DetailValue, fixed: string | null = null): FormField => ({
  field,
  value,
  fixed,
  problem: null,
})

/** The form of a post with something in most of its details. */
export function fakeForm(): FormField[] {
  return [
    one(
      field('summary', 'Summary', 'multiline', {
        required: true,
        hint: 'Two sentences that make people want to read on. They stand in the list of posts and in search results.',
      }),
      null,
    ),
    one(field('subtitle', 'Subtitle', 'text'), 'Serverless, and what it costs'),
    one(field('series', 'Series', 'text', { options: ['Cloud diary', 'Meet the team', 'Reading list'] }), null),
    one(field('cover', 'Cover picture', 'image', { hint: 'At least 1200 pixels wide.' }), '/images/summit.jpg'),
    one(field('kind', 'Kind', 'choice', { required: true, choices: choices('Article', 'News', 'Event') }), 'event'),
    one(
      field('channels', 'Channels', 'choice', { multiple: true, choices: choices('Website', 'Newsletter', 'Feed') }),
      ['website', 'feed'],
    ),
    one(field('until', 'Shown until', 'date'), '2017-12-31'),
    one(field('starts', 'Event begins', 'date', { time: true }), '2017-08-14T09:30'),
    one(field('minutes', 'Reading time', 'number', { min: 1, max: 60, step: 1, hint: 'In minutes.' }), '4'),
    one(field('featured', 'On the front page', 'boolean'), true),
    one(field('keywords', 'Keywords', 'list', { options: ['cloud', 'serverless', 'events', 'hiring'] }), [
      'cloud',
      'events',
    ]),
    one(field('next', 'Read next', 'relation', { relation: { to: 'Posts', folder: 'posts', value: null } }), 'meetup'),
    one(field('seo.title', 'Search title', 'text'), null),
    one(field('seo.hidden', 'Hide from search', 'boolean'), false),
    one(field('links', 'Links', 'group', { multiple: true }), null, '- url: /about\n  label: About us'),
  ]
}

/** The same details with other values, and what the desk would say about them. */
export function withValues(details: Details, changes: readonly { name: string; value: DetailValue }[]): void {
  for (const { name, value } of changes) {
    const one = details.form.find((each) => each.field.name === name)
    if (one) one.value = value
  }
  for (const one of details.form) {
    const empty = one.value === null || one.value === '' || (Array.isArray(one.value) && one.value.length === 0)
    one.problem =
      one.field.required && empty
        ? `${one.field.label} is empty, and the site wants it in every post. Fill it in.`
        : null
  }
}
