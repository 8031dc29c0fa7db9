const long = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

function utc(iso: string): Date | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso) ?? []
  if (year === undefined || month === undefined || day === undefined) return null
  const date = new Date(Date.UTC(+year, +month - 1, +day))
  // 31 June would otherwise become 1 July.
  return date.getUTCMonth() === +month - 1 && date.getUTCDate() === +day ? date : null
}

/** `2017-08-24` as "24 August 2017"; anything else as it is. */
export function longDate(iso: string): string {
  const date = utc(iso)
  return date ? long.format(date) : iso
}

/** `2017-08-24` as "24 Aug 2017"; anything else as it is. */
export function shortDate(iso: string): string {
  const date = utc(iso)
  return date ? short.format(date).replace('Sept', 'Sep') : iso
}

/**
 * A date as people type it, as `YYYY-MM-DD`: "2017-08-24", "24 August 2017", "Aug 24, 2017", "24th Aug 2017".
 * Null when it is none, or when two readings are possible, as in "3/4/2017".
 */
export function readDate(typed: string): string | null {
  const text = typed
    .trim()
    .toLowerCase()
    .replace(/(\d)(st|nd|rd|th)\b/g, '$1')
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text)
  if (iso) return made(iso[1], iso[2], iso[3])
  const numbers = text.match(/\d+/g) ?? []
  const month = MONTHS.findIndex((name) => new RegExp(`\\b${name}[a-z]*\\b`).test(text)) + 1
  if (month > 0 && numbers.length === 2) {
    const [a, b] = numbers
    return a?.length === 4 ? made(a, String(month), b) : made(b, String(month), a)
  }
  const slashes = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text)
  if (!slashes) return null
  const [, a, b, year] = slashes
  if (Number(a) > 12 || a === b) return made(year, b, a)
  return Number(b) > 12 ? made(year, a, b) : null
}

function made(year?: string, month?: string, day?: string): string | null {
  if (year?.length !== 4 || !month || !day) return null
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return utc(iso) ? iso : null
}

/** A time of day as people type it, as `HH:MM`: "9:30", "09.30", "9", "9:30 pm". Empty for nothing, null for no time. */
export function readTime(typed: string): string | null {
  const text = typed.trim().toLowerCase()
  if (text === '') return ''
  const [, hours, minutes = '00', half] = /^(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?$/.exec(text) ?? []
  if (hours === undefined || Number(minutes) > 59) return null
  if (half !== undefined && (Number(hours) < 1 || Number(hours) > 12)) return null
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half === 'pm' ? 12 : 0)
  return hour > 23 ? null : `${String(hour).padStart(2, '0')}:${minutes}`
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const farDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })

/** A moment where the person is: "14:05" today, "1 Dec, 09:00" on another day, with its year when that is another one. */
export function shortTime(iso: string, now: Date = new Date()): string {
  const time = new Date(iso)
  if (Number.isNaN(time.getTime())) return iso
  const today = time.toDateString() === now.toDateString()
  if (today) return clock.format(time)
  const date = time.getFullYear() === now.getFullYear() ? day : farDay
  return `${date.format(time).replace('Sept', 'Sep')}, ${clock.format(time)}`
}

/** A day as `2026-12-01` and a time as `09:00`, where the person is, as a moment; null when it is none or has passed. */
export function momentOf(date: string | null, time: string | null, now: Date = new Date()): string | null {
  if (date === null || !time) return null
  const moment = new Date(`${date}T${time}`)
  return Number.isNaN(moment.getTime()) || moment <= now ? null : moment.toISOString()
}
