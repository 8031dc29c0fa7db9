import type { Version } from '../../ipc'
import { longDate } from '../../shared/dates'
import { say } from '../../shared/words'

/** The versions of one day. */
export type Day = { day: string; name: string; versions: Version[] }

const dayOf = (date: string) => date.slice(0, 10)

/** The time of day of a version, as `09:05`. */
export const timeOf = (version: Version): string => version.date.slice(11, 16)

/** The versions by the day on which they were kept, in their order. `today` is `YYYY-MM-DD`. */
export function days(versions: readonly Version[], today: string): Day[] {
  const found: Day[] = []
  for (const version of versions) {
    const day = dayOf(version.date)
    const last = found.at(-1)
    if (last?.day === day) last.versions.push(version)
    else found.push({ day, name: nameOf(day, today), versions: [version] })
  }
  return found
}

/** "Today", "Yesterday", or the date. */
export function nameOf(day: string, today: string): string {
  const yesterday = new Date(`${today}T12:00:00Z`)
  yesterday.setUTCDate(yesterday.getUTCDate() - 1)
  if (day === today) return say('history.today')
  return day === yesterday.toISOString().slice(0, 10) ? say('history.yesterday') : longDate(day)
}

/** Today where the person is, as `YYYY-MM-DD`. */
export function today(now = new Date()): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
