const LOCALE = 'en-GB'

const day = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long', year: 'numeric' })
const time = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit' })

/** A plain date ("2026-12-15") is that day wherever one is, so it is not read as midnight in London. */
function parse(value: string | Date): Date {
  if (value instanceof Date) return value
  const plain = value.match(/^(\d{4})-(\d{2})-(\d{2})$/)
  return plain ? new Date(Number(plain[1]), Number(plain[2]) - 1, Number(plain[3])) : new Date(value)
}

/** "15 December 2026" */
export const dayInWords = (value: string | Date) => day.format(parse(value))

/** "14:02", in the reader's own zone */
export const timeOfDay = (value: string | Date) => time.format(parse(value))

/** "2026-12-15", in the reader's own zone */
export function isoDay(date: Date): string {
  const pad = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
}

/** "00:00 tomorrow" or "00:00 on Sunday", in the given zone: for moments within the next days. */
export function momentIn(zone: string, value: string | Date, now = new Date()): string {
  const inZone = (date: Date, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(LOCALE, { timeZone: zone, ...options }).format(date)
  const clock = inZone(parse(value), { hour: '2-digit', minute: '2-digit' })
  const dayOf = (date: Date) => inZone(date, { dateStyle: 'short' })
  const tomorrow = new Date(now.getTime() + 24 * 3600_000)
  if (dayOf(parse(value)) === dayOf(now)) return `${clock} today`
  if (dayOf(parse(value)) === dayOf(tomorrow)) return `${clock} tomorrow`
  return `${clock} on ${inZone(parse(value), { weekday: 'long' })}`
}

/** Whole days from one plain date to another; negative once it is past. */
export const daysUntil = (day: string, today: string) =>
  Math.round((Date.parse(day) - Date.parse(today)) / (24 * 3600_000))

/** "Today", "Yesterday", else the day in words */
export function relativeDay(value: string | Date, now = new Date()): string {
  const then = isoDay(parse(value))
  const yesterday = new Date(now)
  yesterday.setDate(now.getDate() - 1)
  if (then === isoDay(now)) return 'Today'
  return then === isoDay(yesterday) ? 'Yesterday' : dayInWords(value)
}

const dayAndMonth = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long' })
const shortDay = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short' })

/** "20 Nov" */
export const dayInShort = (value: string | Date) => shortDay.format(parse(value))

/** "1 to 20 November 2026"; "12 October to 20 November 2026" where the months differ */
export function spanInWords(since: string, until: string): string {
  if (since === until) return dayInWords(since)
  if (since.slice(0, 7) === until.slice(0, 7)) return `${parse(since).getDate()} to ${dayInWords(until)}`
  const first = since.slice(0, 4) === until.slice(0, 4) ? dayAndMonth.format(parse(since)) : dayInWords(since)
  return `${first} to ${dayInWords(until)}`
}
