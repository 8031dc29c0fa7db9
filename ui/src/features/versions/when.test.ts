import { expect, test } from 'vitest'
import { ago } from './when'

test('moments are told as people say them', () => {
  const now = new Date('2026-03-02T12:00:00Z')
  for (const [iso, said] of [
    ['2026-03-02T11:59:58Z', 'now'],
    ['2026-03-02T12:05:00Z', 'now'],
    ['2026-03-02T11:50:00Z', '10 minutes ago'],
    ['2026-03-02T09:00:00Z', '3 hours ago'],
    ['2026-03-01T11:00:00Z', 'yesterday'],
    ['2026-02-20T12:00:00Z', '10 days ago'],
    ['2025-01-01T12:00:00Z', 'last year'],
  ] as const) {
    expect(ago(iso, now)).toBe(said)
  }
})
