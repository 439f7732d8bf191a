const locale = () => navigator.language || 'en'
const formats = new Map<string, Intl.DateTimeFormat>()

function format(options: Intl.DateTimeFormatOptions, at: Date) {
  const key = locale() + JSON.stringify(options)
  let found = formats.get(key)
  if (!found) formats.set(key, (found = new Intl.DateTimeFormat(locale(), options)))
  return found.format(at)
}

const dayNumber = (at: Date) => Math.round(new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime() / 86_400_000)

/** `YYYY-MM-DD` as a local day; `new Date(text)` would read it as UTC and show the day before in the west. */
export function parseDay(day: string): Date {
  const [year, month, date] = day.split('-').map(Number)
  return new Date(year!, month! - 1, date!)
}

export const formatTime = (instant: string) => format({ hour: 'numeric', minute: '2-digit' }, new Date(instant))

export const formatInstant = (instant: string) => format({ dateStyle: 'medium', timeStyle: 'short' }, new Date(instant))

/** The shortest that still says when: a time today, a weekday this week, else a date. */
export function formatRecent(instant: string, now = new Date()): string {
  const at = new Date(instant)
  const days = dayNumber(now) - dayNumber(at)
  if (days <= 0) return formatTime(instant)
  if (days === 1) return 'Yesterday'
  if (days < 7) return format({ weekday: 'short' }, at)
  return format(at.getFullYear() === now.getFullYear() ? { day: 'numeric', month: 'short' } : { day: 'numeric', month: 'short', year: 'numeric' }, at)
}

/** The heading above a day's messages. */
export function formatDayHeading(instant: string, now = new Date()): string {
  const at = new Date(instant)
  const days = dayNumber(now) - dayNumber(at)
  if (days === 0) return 'Today'
  if (days === 1) return 'Yesterday'
  return format({ weekday: 'long', day: 'numeric', month: 'long', ...(at.getFullYear() !== now.getFullYear() && { year: 'numeric' }) }, at)
}

/** A calendar day such as "Fri, Nov 27". */
export function formatDay(day: string, now = new Date()): string {
  const at = parseDay(day)
  return format({ weekday: 'short', day: 'numeric', month: 'short', ...(at.getFullYear() !== now.getFullYear() && { year: 'numeric' }) }, at)
}

/** The calendar day of an instant in a time zone: what ends at midnight there must not read as the next day here. */
export const formatDayIn = (instant: string, timeZone: string | undefined) =>
  format({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone }, new Date(instant))

/** How far a calendar day is from today: "today", "in 7 days", "3 days ago". */
export function formatDistance(day: string, now = new Date()): string {
  const days = dayNumber(parseDay(day)) - dayNumber(now)
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(days, 'day')
}

export const isSameDay = (a: string, b: string) => dayNumber(new Date(a)) === dayNumber(new Date(b))
